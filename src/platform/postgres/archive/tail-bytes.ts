const KEPT = 16;

/** The last 16 bytes of a sequence of pieces, without copying each piece. */
export class TailBytes {
  private readonly kept = Buffer.alloc(KEPT);
  private length = 0;
  /** The last piece that was long enough to hold the tail by itself. */
  private piece: Buffer | null = null;
  private pieceEnd = 0;

  push(bytes: Buffer, start: number, end: number): void {
    if (end - start >= KEPT) {
      this.piece = bytes;
      this.pieceEnd = end;
      return;
    }
    this.settle();
    const count = end - start;
    const stays = Math.min(this.length, KEPT - count);
    this.kept.copyWithin(0, this.length - stays, this.length);
    for (let at = 0; at < count; at++) this.kept[stays + at] = bytes[start + at] ?? 0;
    this.length = stays + count;
  }

  /** To be called before the pieces' memory may change. */
  settle(): void {
    if (!this.piece) return;
    this.length = this.piece.copy(this.kept, 0, this.pieceEnd - KEPT, this.pieceEnd);
    this.piece = null;
  }

  clear(): void {
    this.piece = null;
    this.length = 0;
  }

  text(): string {
    this.settle();
    return this.kept.toString('latin1', 0, this.length);
  }
}
