const TAIL_BYTES = 8192;
/** A line is cut here, so that a program which never ends its line cannot fill our memory. */
const LINE_CHARACTERS = 16_384;
const STATEMENT_MARK = 'Command was:';
const NEXT_MESSAGE = /^(pg_restore|pg_dump|pg_dumpall): /;
/**
 * What libpq quotes of a statement (the line of the mistake, a statement inside of a function, where that one is), and
 * of a row: what is wrong with its values, and where COPY stood.
 */
const QUOTED =
  /^(LINE \d+:|QUERY:|STATEMENT:|DETAIL:|CONTEXT: +COPY .+?, line \d+(?:, column .+?)?:|CONTEXT: .*?\bstatement ")/;
/** Ends one of several lines: the next field of the error, the next message, or nothing. */
const NEXT_FIELD = /^$|^(ERROR|WARNING|NOTICE|DETAIL|HINT|QUERY|STATEMENT|CONTEXT|LOCATION|LINE \d+|Command was):/;
/** The mark under a quoted line. */
const CARET = /^\s+\^$/;

/**
 * Reads stderr by line: redacts it, keeps the last 8 kB, and drops what is quoted of a row, which is nobody's who reads
 * logs, and of a statement, since that can hold a password (CREATE USER MAPPING … OPTIONS (password '…')): what pg_restore prints after "Command was:" up to its next
 * message, and the lines that the server's errors point at.
 */
export class StderrTail {
  private readonly decoder = new TextDecoder();
  private readonly secrets: readonly string[];
  private rest = '';
  private restIsCut = false;
  private insideStatement: 'command' | 'quote' | null = null;
  private lines: string[] = [];
  private bytes = 0;

  constructor(
    redact: readonly string[] = [],
    private readonly onLine?: (line: string) => void,
  ) {
    this.secrets = spellings(redact);
  }

  write(chunk: Buffer): void {
    this.take(this.decoder.decode(chunk, { stream: true }));
  }

  /** Takes the last line, which may lack its newline. */
  end(): void {
    this.take(this.decoder.decode());
    if (this.rest !== '') this.line(this.rest);
    this.rest = '';
  }

  get text(): string {
    const text = Buffer.from(this.lines.join('\n'));
    return text.length <= TAIL_BYTES ? text.toString() : text.subarray(text.length - TAIL_BYTES).toString();
  }

  private take(text: string): void {
    const parts = text.split('\n');
    for (const [index, part] of parts.entries()) {
      this.rest = this.restIsCut ? this.rest : this.rest + part;
      if (this.rest.length > LINE_CHARACTERS) this.restIsCut = true;
      if (index === parts.length - 1) return;
      this.line(this.rest);
      this.rest = '';
      this.restIsCut = false;
    }
  }

  private line(raw: string): void {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (this.isInsideStatement(line) || CARET.test(line)) return;
    const mark = line.indexOf(STATEMENT_MARK);
    const start = mark >= 0 ? line.slice(0, mark + STATEMENT_MARK.length) : QUOTED.exec(line)?.[1];
    this.insideStatement = mark >= 0 ? 'command' : start === undefined ? null : 'quote';
    const said = this.redacted(start === undefined ? line : `${start} (left out)`);
    this.keep(said);
    this.onLine?.(said);
  }

  private isInsideStatement(line: string): boolean {
    if (this.insideStatement === null || NEXT_MESSAGE.test(line)) return false;
    return this.insideStatement === 'command' || !NEXT_FIELD.test(line);
  }

  private redacted(line: string): string {
    const whole = this.secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line);
    // Cut after redacting; a secret on the edge of an overlong line was cut itself, so the edge goes too.
    return whole.length <= LINE_CHARACTERS ? whole : `${whole.slice(0, LINE_CHARACTERS / 2)} …`;
  }

  private keep(line: string): void {
    this.lines.push(line);
    this.bytes += Buffer.byteLength(line) + 1;
    while (this.bytes > TAIL_BYTES && this.lines.length > 1) {
      this.bytes -= Buffer.byteLength(this.lines.shift() ?? '') + 1;
    }
  }
}

/** A secret as it is, its single lines, and as a URL spells it; the longest first, as one may hold another. */
function spellings(secrets: readonly string[]): string[] {
  const all = secrets.flatMap((secret) => {
    const lines = secret.split(/\r?\n/);
    return [...lines, ...lines.map((line) => encodeURIComponent(Buffer.from(line).toString()))];
  });
  return [...new Set(all)].filter((text) => text !== '').sort((a, b) => b.length - a.length);
}
