import type { Readable } from 'node:stream';
import { unreadable } from './archive-error.js';

/** Bytes of a stream by count, one chunk of it in memory at a time. */
export class ByteReader {
  private readonly chunks: AsyncIterator<Buffer>;
  private current: Buffer = Buffer.alloc(0);

  constructor(input: Readable) {
    this.chunks = (input as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** Whatever is there, at least a byte; null at the end. */
  async some(): Promise<Buffer | null> {
    if (!(await this.fill())) return null;
    const all = this.current;
    this.current = Buffer.alloc(0);
    return all;
  }

  /** At least a byte, and no more than `count`. Throws ARCHIVE_UNREADABLE at the end, as the others do. */
  async upTo(count: number): Promise<Buffer> {
    if (!(await this.fill())) throw unreadable('it ends within its data');
    return this.cut(Math.min(count, this.current.length));
  }

  async take(count: number): Promise<Buffer> {
    if (this.current.length >= count) return this.cut(count);
    const parts: Buffer[] = [];
    for (let left = count; left > 0;) {
      const part = await this.upTo(left);
      left -= part.length;
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  async byteOrEnd(): Promise<number | null> {
    return (await this.fill()) ? (this.cut(1)[0] ?? null) : null;
  }

  unread(bytes: Buffer): void {
    this.current = Buffer.concat([bytes, this.current]);
  }

  private async fill(): Promise<boolean> {
    while (this.current.length === 0) {
      const next = await this.chunks.next();
      if (next.done === true) return false;
      this.current = next.value;
    }
    return true;
  }

  private cut(count: number): Buffer {
    const taken = this.current.subarray(0, count);
    this.current = this.current.subarray(count);
    return taken;
  }
}
