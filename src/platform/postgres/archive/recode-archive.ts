import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import { errnoOf } from '../../../common/errno.js';
import type { PipelineStage } from '../../pipeline/stage.js';
import { unreadable } from './archive-error.js';
import { ByteReader } from './byte-reader.js';
import type { ArchiveHeader, TocEntry } from './toc.js';
import { type EntryPlaces, type TocLimits, TocParser } from './toc-parser.js';

export interface ParsedToc {
  header: ArchiveHeader;
  toc: readonly TocEntry[];
}

export interface RecodeOptions {
  limits: TocLimits;
  /** Shown before anything is handed on; what it throws fails the pipeline. */
  onToc: (parsed: ParsedToc) => void;
}

/**
 * Takes a custom-format archive as anybody's pg_dump wrote it, and hands on what `pg_dump -Fc -Z0` would have written to
 * a pipe: its data without pg_dump's own compression (zlib), and no offsets, which would be wrong then. Same length of
 * the table of contents, same order of the data; memory stays flat however much comes out of a compressed byte.
 * Throws ARCHIVE_UNREADABLE, and CLIENT_TOO_OLD for a format that nobody knows yet.
 */
export function recodeArchive(options: RecodeOptions): PipelineStage {
  return {
    name: 'archive',
    open: () => {
      const input = new PassThrough({ highWaterMark: WINDOW_BYTES });
      const output = Readable.from(recoded(input, options), { objectMode: false, highWaterMark: WINDOW_BYTES });
      return { input, output, ended: finished(output) };
    },
  };
}

const WINDOW_BYTES = 1024 * 1024;
const BLOCK_OF_ROWS = 1;
const BLOCK_OF_LARGE_OBJECTS = 3;
/** Magic, version, and the sizes of integers and offsets; then the compression. */
const COMPRESSION_AT = 11;
const OFFSET_IS_SET = 2;
const OFFSET_IS_NOT_SET = 1;

async function* recoded(input: Readable, { limits, onToc }: RecodeOptions): AsyncGenerator<Buffer> {
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
  onToc({ header, toc });
  yield withoutCompression(tocBytes, header, places);
  bytes.unread(rest);
  if (header.compression === 'none') {
    yield* untouched(bytes);
  } else if (header.compression === 'gzip') {
    yield* inflated(bytes, header.intSize);
  } else {
    throw unreadable(
      `its data is compressed by pg_dump with ${header.compression}`,
      'Only gzip is opened here: dump with --compress=gzip or --compress=none.',
    );
  }
}

function withoutCompression(tocBytes: Buffer, header: ArchiveHeader, places: readonly EntryPlaces[]): Buffer {
  const length = Number(header.formatVersion.split('.')[1]) >= 15 ? 1 : 1 + header.intSize;
  tocBytes.fill(0, COMPRESSION_AT, COMPRESSION_AT + length);
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
async function* inflated(bytes: ByteReader, intSize: number): AsyncGenerator<Buffer> {
  for (let type = await bytes.byteOrEnd(); type !== null; type = await bytes.byteOrEnd()) {
    yield Buffer.concat([Buffer.from([type]), await bytes.take(1 + intSize)]);
    if (type === BLOCK_OF_ROWS) {
      yield* inflatedPieces(bytes, intSize);
    } else if (type === BLOCK_OF_LARGE_OBJECTS) {
      for (;;) {
        const oid = await bytes.take(1 + intSize);
        yield oid;
        if (oid.subarray(1).every((byte) => byte === 0)) break;
        yield* inflatedPieces(bytes, intSize);
      }
    } else {
      throw unreadable(`a data block has the unknown type ${type}`);
    }
  }
}

async function* inflatedPieces(bytes: ByteReader, intSize: number): AsyncGenerator<Buffer> {
  const length = await pieceLength(bytes, intSize);
  if (length > 0) {
    const progress = { isOver: false, bytes: 0 };
    const inflate = createInflate({ chunkSize: 256 * 1024 });
    const fed = pipeline(pieces(bytes, intSize, length, progress), inflate);
    fed.catch(() => undefined); // told by the loop, or below
    try {
      for await (const chunk of inflate as AsyncIterable<Buffer>) yield piece(chunk, intSize);
    } catch (error) {
      throw isOfZlib(error) ? unreadable('its compressed data is damaged') : error;
    }
    // Whatever is left would be taken for the next block.
    if (!progress.isOver || inflate.bytesWritten !== progress.bytes) {
      throw unreadable('more follows where its compressed data ends');
    }
    await fed;
  }
  yield Buffer.alloc(1 + intSize);
}

async function* pieces(
  bytes: ByteReader,
  intSize: number,
  firstLength: number,
  progress: { isOver: boolean; bytes: number },
): AsyncGenerator<Buffer> {
  for (let length = firstLength; length > 0; length = await pieceLength(bytes, intSize)) {
    for (let left = length; left > 0;) {
      const chunk = await bytes.upTo(left);
      left -= chunk.length;
      progress.bytes += chunk.length;
      yield chunk;
    }
  }
  progress.isOver = true;
}

async function pieceLength(bytes: ByteReader, intSize: number): Promise<number> {
  const integer = await bytes.take(1 + intSize);
  let length = 0;
  for (let byte = intSize; byte > 0; byte--) length = length * 256 + (integer[byte] ?? 0);
  if (integer[0] !== 0 && length !== 0) throw unreadable('a piece of its data has a negative length');
  return length;
}

function piece(chunk: Buffer, intSize: number): Buffer {
  const length = Buffer.alloc(1 + intSize);
  length.writeUInt32LE(chunk.length, 1);
  return Buffer.concat([length, chunk]);
}

function isOfZlib(error: unknown): boolean {
  return errnoOf(error)?.startsWith('Z_') === true;
}
