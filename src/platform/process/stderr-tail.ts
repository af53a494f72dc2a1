const TAIL_BYTES = 8192;
/** A line is cut here, so that a program which never ends its line cannot fill our memory. */
const LINE_CHARACTERS = 16_384;
const STATEMENT_MARK = 'Command was:';
const NEXT_MESSAGE = /^(pg_restore|pg_dump|pg_dumpall): /;

/**
 * Reads stderr by line: redacts it, keeps the last 8 kB, and drops what pg_restore prints after "Command was:" up to
 * its next message, since that statement can hold a password (CREATE USER MAPPING … OPTIONS (password '…')).
 */
export class StderrTail {
  private readonly decoder = new TextDecoder();
  private readonly secrets: readonly string[];
  private rest = '';
  private restIsCut = false;
  private insideStatement = false;
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
    if (this.insideStatement && !NEXT_MESSAGE.test(line)) return;
    const mark = line.indexOf(STATEMENT_MARK);
    this.insideStatement = mark >= 0;
    const said = this.redacted(mark >= 0 ? `${line.slice(0, mark)}${STATEMENT_MARK} (left out)` : line);
    this.keep(said);
    this.onLine?.(said);
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
