const KEPT = 16;

/**
 * The last bytes of a table's rows, at the cost of four assignments a piece: only where the last two pieces lie in the
 * present chunk is noted; `settle` copies their ends before the next chunk comes. Two pieces are enough: COPY's
 * terminator is written at once, so it lies within one piece, or at the ends of two when a chunk cuts it.
 */
export class TailBytes {
  private kept: Buffer = Buffer.alloc(0);
  private start = 0;
  private end = 0;
  private previousStart = 0;
  private previousEnd = 0;

  note(start: number, end: number): void {
    this.previousStart = this.start;
    this.previousEnd = this.end;
    this.start = start;
    this.end = end;
  }

  /** To be called with the chunk of the noted pieces, before pieces of another one are noted. */
  settle(chunk: Buffer): void {
    if (this.end > 0) this.kept = this.joined(chunk);
    this.note(0, 0);
    this.note(0, 0);
  }

  clear(): void {
    this.kept = Buffer.alloc(0);
    this.note(0, 0);
    this.note(0, 0);
  }

  text(chunk: Buffer): string {
    return this.joined(chunk).toString('latin1');
  }

  private joined(chunk: Buffer): Buffer {
    const previous = chunk.subarray(Math.max(this.previousStart, this.previousEnd - KEPT), this.previousEnd);
    const last = chunk.subarray(Math.max(this.start, this.end - KEPT), this.end);
    return Buffer.concat([this.kept, previous, last]).subarray(-KEPT);
  }
}
