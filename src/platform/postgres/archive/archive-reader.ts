import { unreadable } from './archive-error.js';
import { countNewlines } from './count-newlines.js';
import type { KeptRows } from './kept-rows.js';
import { TailBytes } from './tail-bytes.js';
import type { ArchiveHeader, TocEntry } from './toc.js';
import { TocParser } from './toc-parser.js';

export interface TableRows {
  dumpId: number;
  namespace: string;
  /** The table's name as it is, not quoted. */
  tag: string;
  rows: number;
  /** Of its rows in the archive: as text, with every length that stands before a piece. */
  bytes: number;
}

/**
 * Follows a custom-format archive (pg_dump -Fc -Z0) as it streams by: its table of contents, the rows of every TABLE
 * DATA entry, the number of large objects. Nothing is kept but the table of contents. The data part is as
 * pg_backup_custom.c writes it: a block type, the entry's id, then pieces each with its length, ended by a length of 0.
 *
 * `push` is synchronous, takes well under 1 ms for 64 kB, and does not keep `chunk`. Any AppError it throws
 * (ARCHIVE_UNREADABLE) is final. `end` throws unless every data block that the table of contents announces was seen
 * whole and nothing followed: only then is `complete` true.
 */
export class ArchiveReader {
  /** Of the whole archive so far. */
  rawBytes = 0;
  complete = false;
  largeObjects = 0;
  /** By dump id; an entry appears once its data was seen whole. */
  readonly rows = new Map<number, number>();

  private readonly parser = new TocParser();
  private parsed: {
    header: ArchiveHeader;
    toc: TocEntry[];
    tocBytes: Buffer;
  } | null = null;
  private readonly awaited = new Map<number, TocEntry>();
  private failure: Error | null = null;

  private state: 'block' | 'id' | 'length' | 'large object' = 'block';
  private blockType = 0;
  private entry: TocEntry | null = null;
  /** Bytes of the current piece that are still to come. */
  private remaining = 0;
  private newlines = 0;
  private isKept = false;
  /** In the archive: of the integer that was read last, and of the first one of the current entry. */
  private position = 0;
  private dataStart = 0;
  private readonly sizes = new Map<number, number>();
  private readonly tail = new TailBytes();
  /** An integer that is cut by the end of a chunk. */
  private cut = Buffer.alloc(0);

  /** @param kept is shown the rows of those tables that it wants */
  constructor(private readonly kept: KeptRows | null = null) {}

  /** Null until the table of contents is whole. */
  get header(): ArchiveHeader | null {
    return this.parsed?.header ?? null;
  }

  get toc(): readonly TocEntry[] | null {
    return this.parsed?.toc ?? null;
  }

  /** The first bytes of the archive, up to the end of its table of contents: `pg_restore --section=post-data` reads it. */
  get tocBytes(): Buffer | null {
    return this.parsed?.tocBytes ?? null;
  }

  tableRows(): TableRows[] {
    const result: TableRows[] = [];
    for (const { dumpId, namespace, tag } of this.parsed?.toc ?? []) {
      const rows = this.rows.get(dumpId);
      if (rows !== undefined) {
        result.push({
          dumpId,
          namespace: namespace ?? '',
          tag,
          rows,
          bytes: this.sizes.get(dumpId) ?? 0,
        });
      }
    }
    return result;
  }

  push(chunk: Buffer): void {
    if (this.failure) throw this.failure;
    try {
      this.rawBytes += chunk.length;
      if (this.parsed) this.readData(chunk);
      else this.readToc(chunk);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  end(): void {
    if (this.failure) throw this.failure;
    if (!this.parsed) throw unreadable('it ends within its table of contents');
    if (this.state !== 'block' || this.cut.length > 0) throw unreadable(`it ends within ${named(this.entry)}`);
    const [missing] = this.awaited.values();
    if (missing) throw unreadable(`it ends before ${named(missing)}`);
    this.complete = true;
  }

  private readToc(chunk: Buffer): void {
    const result = this.parser.push(chunk);
    if (!result) return;
    this.parsed = {
      header: result.header,
      toc: result.toc,
      tocBytes: result.tocBytes,
    };
    for (const entry of result.toc) if (entry.hasData) this.awaited.set(entry.dumpId, entry);
    if (result.header.compression !== 'none' && this.awaited.size > 0) {
      throw unreadable(
        `its data is compressed by pg_dump (${result.header.compression})`,
        'Only archives without compression of their own are counted: pg_dump --format=custom --compress=0.',
      );
    }
    this.readData(result.rest);
  }

  private readData(arrived: Buffer): void {
    const chunk = this.cut.length > 0 ? Buffer.concat([this.cut, arrived]) : arrived;
    if (this.cut.length > 0) this.cut = Buffer.alloc(0);
    const intSize = this.parsed?.header.intSize ?? 4;
    let at = 0;
    while (at < chunk.length) {
      if (this.blockType === BLOCK_OF_ROWS && this.state === 'length') at = this.readRows(chunk, at, intSize);
      if (at === chunk.length) break;
      if (this.remaining > 0) {
        const end = Math.min(chunk.length, at + this.remaining);
        this.remaining -= end - at;
        at = end;
      } else if (this.state === 'block') {
        this.blockType = chunk[at++] ?? 0;
        if (this.blockType !== BLOCK_OF_ROWS && this.blockType !== BLOCK_OF_LARGE_OBJECTS) {
          throw unreadable(`a data block of the unknown type ${this.blockType} stands after ${named(this.entry)}`);
        }
        this.state = 'id';
      } else {
        if (chunk.length - at <= intSize) {
          this.cut = Buffer.from(chunk.subarray(at));
          break;
        }
        let value = chunk.readUInt32LE(at + 1);
        for (let byte = 4; byte < intSize; byte++) value += (chunk[at + 1 + byte] ?? 0) * 2 ** (8 * byte);
        this.position = this.rawBytes - chunk.length + at;
        this.takeInteger(chunk[at] === 0 ? value : -value, chunk);
        at += 1 + intSize;
      }
    }
    this.tail.settle(chunk);
  }

  /**
   * Goes through the pieces of a table's rows; up to PostgreSQL 15 every row is a piece of its own, so this loop is
   * the reader's whole cost. Stops at the end of the chunk, and before a length that is 0, negative or cut.
   */
  private readRows(chunk: Buffer, start: number, intSize: number): number {
    let { remaining } = this;
    let newlines = 0;
    let at = start;
    for (;;) {
      if (remaining > 0) {
        const end = Math.min(chunk.length, at + remaining);
        newlines += countNewlines(chunk, at, end);
        this.tail.note(at, end);
        if (this.isKept) this.kept?.add(chunk.subarray(at, end));
        remaining -= end - at;
        at = end;
      }
      if (intSize !== 4 || chunk.length - at < 5 || chunk[at] !== 0) break;
      const length = chunk.readUInt32LE(at + 1);
      if (length === 0) break;
      remaining = length;
      at += 5;
    }
    this.remaining = remaining;
    this.newlines += newlines;
    return at;
  }

  private takeInteger(value: number, chunk: Buffer): void {
    switch (this.state) {
      case 'id':
        this.startEntry(value);
        break;
      case 'large object': // an OID is unsigned: above 2³¹ it is written as a negative integer
        if (value === 0) this.endEntry();
        else this.state = 'length';
        break;
      case 'length':
        if (value < 0) throw unreadable(`a piece of ${named(this.entry)} has a negative length`);
        this.remaining = value;
        if (value === 0) this.endPieces(chunk);
        break;
      case 'block':
        throw new Error('A block starts with its type, not with an integer.');
    }
  }

  private startEntry(dumpId: number): void {
    const entry = this.awaited.get(dumpId);
    if (!entry) throw unreadable(`it holds data of the entry ${dumpId}, which is not awaited`);
    this.entry = entry;
    this.dataStart = this.position;
    this.newlines = 0;
    this.isKept = this.blockType === BLOCK_OF_ROWS && this.kept?.begin(entry) === true;
    this.tail.clear();
    this.state = this.blockType === BLOCK_OF_LARGE_OBJECTS ? 'large object' : 'length';
  }

  private endPieces(chunk: Buffer): void {
    if (this.blockType === BLOCK_OF_LARGE_OBJECTS) {
      this.largeObjects++;
      this.state = 'large object';
      return;
    }
    const { entry } = this;
    if (entry?.desc === 'TABLE DATA' && entry.copyStatement !== null) {
      // COPY escapes newlines in values, so one newline is one row; `\.` on a line of its own ends them.
      const terminator = /(?:^|\n)\\\.(\n+)$/.exec(this.tail.text(chunk));
      if (!terminator) throw unreadable(`the rows of ${named(entry)} do not end as COPY ends them`);
      this.rows.set(entry.dumpId, this.newlines - (terminator[1]?.length ?? 0));
    }
    this.endEntry();
  }

  private endEntry(): void {
    if (this.entry) {
      this.awaited.delete(this.entry.dumpId);
      this.sizes.set(this.entry.dumpId, this.position - this.dataStart);
    }
    this.state = 'block';
  }
}

const BLOCK_OF_ROWS = 1;
const BLOCK_OF_LARGE_OBJECTS = 3;

function named(entry: TocEntry | null): string {
  if (!entry) return 'its table of contents';
  return `${entry.desc} ${JSON.stringify(entry.namespace ? `${entry.namespace}.${entry.tag}` : entry.tag)}`;
}
