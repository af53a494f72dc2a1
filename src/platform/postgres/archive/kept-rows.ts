import type { TocEntry } from './toc.js';

/** The rows of a few small tables, kept as the archive has them while it streams by (ArchiveReader). */
export class KeptRows {
  private readonly kept = new Map<number, Buffer[]>();
  private pieces: Buffer[] = [];
  private bytes = 0;

  /** @param mostBytes of all of them together; a table with which there would be more is not kept */
  constructor(
    private readonly wants: (entry: TocEntry) => boolean,
    private readonly mostBytes: number,
  ) {}

  /** False: the entry that begins is not one to keep. */
  begin(entry: TocEntry): boolean {
    if (!this.wants(entry)) return false;
    this.pieces = [];
    this.kept.set(entry.dumpId, this.pieces);
    return true;
  }

  /** Of the entry that began last. Copies: chunks are used again. */
  add(piece: Buffer): void {
    this.bytes += piece.length;
    if (this.bytes <= this.mostBytes) this.pieces.push(Buffer.from(piece));
  }

  /** As COPY writes them, with the line that ends them; null where there are none, or too many. */
  of(dumpId: number): Buffer | null {
    const pieces = this.kept.get(dumpId);
    return pieces === undefined || this.bytes > this.mostBytes ? null : Buffer.concat(pieces);
  }
}
