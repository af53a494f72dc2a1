/** Startup, SSLRequest and CancelRequest have no letter; their codes stand after the length. */
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

export interface Message {
  /** Empty for those of the start-up. */
  letter: string;
  bytes: Buffer;
}

/** Cuts the bytes of a client into whole messages (PostgreSQL's frontend protocol 3). */
export class FrontendMessages {
  private rest: Buffer = Buffer.alloc(0);
  private isStarted = false;

  /** @param onTransportRequest the server will answer with one single letter */
  constructor(private readonly onTransportRequest: () => void) {}

  take(chunk: Buffer): Message[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const messages: Message[] = [];
    for (;;) {
      const head = this.isStarted ? 1 : 0;
      if (this.rest.length < head + 4) return messages;
      const length = head + this.rest.readUInt32BE(head);
      if (this.rest.length < length) return messages;
      const bytes = this.rest.subarray(0, length);
      this.rest = this.rest.subarray(length);
      messages.push({ letter: this.isStarted ? String.fromCharCode(bytes[0] ?? 0) : '', bytes });
      if (!this.isStarted) this.start(bytes.length >= 8 ? bytes.readUInt32BE(4) : 0);
    }
  }

  private start(code: number): void {
    if (code === SSL_REQUEST || code === GSS_REQUEST) this.onTransportRequest();
    else this.isStarted = true;
  }
}

/** Follows what a server says just closely enough to know where its messages end. */
export class BackendMessages {
  private head: Buffer = Buffer.alloc(0);
  private bodyLeft = 0;
  private letters = 0;

  expectLetter(): void {
    this.letters += 1;
  }

  /** Answers where in the chunk each ReadyForQuery begins to be complete: offsets right behind them. */
  take(chunk: Buffer): number[] {
    const ready: number[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.letters > 0) {
        this.letters -= 1;
        at += 1;
      } else if (this.bodyLeft > 0) {
        const skipped = Math.min(this.bodyLeft, chunk.length - at);
        this.bodyLeft -= skipped;
        at += skipped;
        if (this.bodyLeft === 0 && this.head[0] === READY) ready.push(at);
        if (this.bodyLeft === 0) this.head = Buffer.alloc(0);
      } else {
        const wanted = 5 - this.head.length;
        this.head = Buffer.concat([this.head, chunk.subarray(at, at + wanted)]);
        at = Math.min(chunk.length, at + wanted);
        if (this.head.length < 5) break;
        this.bodyLeft = this.head.readUInt32BE(1) - 4;
        if (this.bodyLeft === 0) this.head = Buffer.alloc(0);
      }
    }
    return ready;
  }
}

const READY = 'Z'.charCodeAt(0);

/** The SQL of a Query or Parse message. */
export function sqlOf({ letter, bytes }: Message): string | null {
  if (letter === 'Q') return textUntilNull(bytes, 5);
  if (letter !== 'P') return null;
  return textUntilNull(bytes, bytes.indexOf(0, 5) + 1);
}

/** The text values of a Bind message; what is binary or null is left out. */
export function valuesOf({ bytes }: Message): string[] {
  let at = bytes.indexOf(0, bytes.indexOf(0, 5) + 1) + 1;
  const formats = bytes.readUInt16BE(at);
  at += 2 + 2 * formats;
  const count = bytes.readUInt16BE(at);
  at += 2;
  const values: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length < 0) continue;
    values.push(bytes.toString('utf8', at, at + length));
    at += length;
  }
  return values;
}

/** The parameters of a StartupMessage, such as application_name. */
export function startupParameters({ bytes }: Message): Record<string, string> {
  const words = bytes.toString('utf8', 8).split('\0');
  const parameters: Record<string, string> = {};
  for (let index = 0; index + 1 < words.length; index += 2) {
    const [name, value] = [words[index], words[index + 1]];
    if (name) parameters[name] = value ?? '';
  }
  return parameters;
}

function textUntilNull(bytes: Buffer, from: number): string {
  const end = bytes.indexOf(0, from);
  return bytes.toString('utf8', from, end < 0 ? bytes.length : end);
}
