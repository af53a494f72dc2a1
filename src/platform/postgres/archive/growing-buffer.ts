import { unreadable } from './archive-error.js';

/** Thrown by a read past what has come in so far; `atomically` then stands where it stood before. */
export class NeedsMoreBytes extends Error {}

/** What follows comes with the last bytes of what is wanted. */
const SLACK = 4 * 1024 * 1024;

/** Bytes that come in pieces and are read in units that may span them; amortised linear. */
export class GrowingBuffer {
  /** Bytes of an integer, without its sign byte. */
  intSize = 4;
  private buffer = Buffer.alloc(0);
  private length = 0;
  private position = 0;

  constructor(private readonly largest = 1024 ** 3) {}

  /** Where the next read begins, from the first byte on. */
  get at(): number {
    return this.position;
  }

  append(chunk: Buffer): void {
    const needed = this.length + chunk.length;
    if (needed > this.largest + SLACK) {
      throw unreadable(`its table of contents is larger than ${this.largest} bytes`);
    }
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    chunk.copy(this.buffer, this.length);
    this.length = needed;
  }

  atomically<T>(read: () => T): T {
    const start = this.position;
    try {
      return read();
    } catch (error) {
      this.position = start;
      throw error;
    }
  }

  byte(): number {
    return this.bytes(1).readUInt8(0);
  }

  /** A sign byte, then `intSize` bytes, the lowest first. */
  int(): number {
    const bytes = this.bytes(1 + this.intSize);
    const value = bytes.readUIntLE(1, Math.min(this.intSize, 6));
    return bytes[0] === 0 ? value : -value;
  }

  bytes(count: number): Buffer {
    if (this.length - this.position < count) throw new NeedsMoreBytes();
    this.position += count;
    return this.buffer.subarray(this.position - count, this.position);
  }

  /** What was read, copied to its size, and what was not. */
  split(): { consumed: Buffer; rest: Buffer } {
    const consumed = Buffer.from(this.buffer.subarray(0, this.position));
    return { consumed, rest: Buffer.from(this.buffer.subarray(this.position, this.length)) };
  }
}
