import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { PipelineStage } from '../../pipeline/stage.js';
import type { ProcessRunner } from '../../process/process-runner.js';
import { BLOCK_OF_LARGE_OBJECTS, BLOCK_OF_ROWS, inPieces } from './archive-blocks.js';
import { unreadable } from './archive-error.js';
import { headerWithoutCompression } from './archive-header.js';
import { ByteReader } from './byte-reader.js';
import { type DataPacking, decoded, type DecodeOptions } from './decode-data.js';
import type { ArchiveHeader, TocEntry } from './toc.js';
import { type EntryPlaces, type TocLimits, TocParser } from './toc-parser.js';

export interface ParsedToc {
  header: ArchiveHeader;
  toc: readonly TocEntry[];
}

export interface RecodeOptions {
  runner: Pick<ProcessRunner, 'start' | 'has'>;
  limits: TocLimits;
  /** Shown before anything is handed on; what it throws fails the pipeline. */
  onToc: (parsed: ParsedToc) => void | Promise<void>;
}

/**
 * Takes a custom-format archive as anybody's pg_dump wrote it, and hands on what `pg_dump -Fc -Z0` would have written to
 * a pipe: its data without pg_dump's own compression, and no offsets, which would be wrong then. Same length of
 * the table of contents, same order of the data; memory stays flat however much comes out of a compressed byte.
 * Throws ARCHIVE_UNREADABLE.
 */
export function recodeArchive(options: RecodeOptions): PipelineStage {
  return {
    name: 'archive',
    open: (signal) => {
      const input = new PassThrough({ highWaterMark: WINDOW_BYTES });
      const output = Readable.from(recoded(input, options, signal), { objectMode: false, highWaterMark: WINDOW_BYTES });
      return { input, output, ended: finished(output) };
    },
  };
}

const WINDOW_BYTES = 1024 * 1024;
const OFFSET_IS_SET = 2;
const OFFSET_IS_NOT_SET = 1;
const PACKINGS: Record<ArchiveHeader['compression'], DataPacking> = {
  none: 'none',
  gzip: 'zlib', // as pg_dump calls it
  lz4: 'lz4',
  zstd: 'zstd',
};

async function* recoded(
  input: Readable,
  { runner, limits, onToc }: RecodeOptions,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const bytes = new ByteReader(input);
  const places: EntryPlaces[] = [];
  const parser = new TocParser(places, limits);
  let parsed = null;
  while (parsed === null) {
    const chunk = await bytes.some();
    if (chunk === null) throw unreadable('it ends within its table of contents');
    parsed = parser.push(chunk);
  }
  const { header, toc, tocBytes, rest } = parsed;
  await onToc({ header, toc });
  yield withoutOffsets(headerWithoutCompression(tocBytes, header), places);
  bytes.unread(rest);
  if (header.compression === 'none') yield* untouched(bytes);
  else yield* unpacked(bytes, header, { runner, signal });
}

function withoutOffsets(tocBytes: Buffer, places: readonly EntryPlaces[]): Buffer {
  for (const { offset } of places) {
    if (tocBytes[offset.start] !== OFFSET_IS_SET) continue;
    tocBytes.fill(0, offset.start, offset.end);
    tocBytes[offset.start] = OFFSET_IS_NOT_SET;
  }
  return tocBytes;
}

async function* untouched(bytes: ByteReader): AsyncGenerator<Buffer> {
  for (let chunk = await bytes.some(); chunk !== null; chunk = await bytes.some()) yield chunk;
}

/** Blocks: a type, the entry's id; then the pieces of one stream, or of one for each large object. */
async function* unpacked(
  bytes: ByteReader,
  { intSize, compression }: ArchiveHeader,
  options: DecodeOptions,
): AsyncGenerator<Buffer> {
  const packing = PACKINGS[compression];
  for (let type = await bytes.byteOrEnd(); type !== null; type = await bytes.byteOrEnd()) {
    yield Buffer.concat([Buffer.from([type]), await bytes.take(1 + intSize)]);
    if (type === BLOCK_OF_ROWS) {
      yield* inPieces(await stream(bytes, intSize, packing, options), intSize);
    } else if (type === BLOCK_OF_LARGE_OBJECTS) {
      for (;;) {
        const oid = await bytes.take(1 + intSize);
        yield oid;
        if (oid.subarray(1).every((byte) => byte === 0)) break;
        yield* inPieces(await stream(bytes, intSize, packing, options), intSize);
      }
    } else {
      throw unreadable(`a data block has the unknown type ${type}`);
    }
  }
}

/** What the next pieces hold, without its compression; nothing at all where there are none. */
async function stream(
  bytes: ByteReader,
  intSize: number,
  packing: DataPacking,
  options: DecodeOptions,
): Promise<AsyncIterable<Buffer>> {
  const length = await pieceLength(bytes, intSize);
  const packed = pieces(bytes, intSize, length);
  return length === 0 ? packed : decoded(packed, packing, options);
}

async function* pieces(bytes: ByteReader, intSize: number, firstLength: number): AsyncGenerator<Buffer> {
  for (let length = firstLength; length > 0; length = await pieceLength(bytes, intSize)) {
    for (let left = length; left > 0;) {
      const chunk = await bytes.upTo(left);
      left -= chunk.length;
      yield chunk;
    }
  }
}

async function pieceLength(bytes: ByteReader, intSize: number): Promise<number> {
  const integer = await bytes.take(1 + intSize);
  let length = 0;
  for (let byte = intSize; byte > 0; byte--) length = length * 256 + (integer[byte] ?? 0);
  if (integer[0] !== 0 && length !== 0) throw unreadable('a piece of its data has a negative length');
  return length;
}
