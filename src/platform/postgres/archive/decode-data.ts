import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate, type Gunzip, type Inflate } from 'node:zlib';
import { errnoOf } from '../../../common/errno.js';
import { lz4Decompress } from '../../pipeline/lz4.js';
import type { PipelineStage } from '../../pipeline/stage.js';
import { zstdDecompress } from '../../pipeline/zstd.js';
import type { ProcessRunner } from '../../process/process-runner.js';
import { unreadable } from './archive-error.js';

/** How pg_dump packed the data of an entry; that of each entry is a stream of its own. */
export type DataPacking = 'none' | 'zlib' | 'gzip' | 'lz4' | 'zstd';

export interface DecodeOptions {
  /** For lz4 and zstd, which Node does not know. */
  runner: Pick<ProcessRunner, 'start' | 'has'>;
  signal: AbortSignal;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * The data of one entry without its compression, with flat memory. Throws ARCHIVE_UNREADABLE where it is damaged, cut, or
 * goes on behind its end; what `packed` throws is thrown as it is.
 */
export function decoded(
  packed: AsyncIterable<Buffer>,
  packing: DataPacking,
  { runner, signal }: DecodeOptions,
): AsyncIterable<Buffer> {
  switch (packing) {
    case 'none':
      return packed;
    case 'zlib':
      return inflated(packed, createInflate({ chunkSize: CHUNK_BYTES }));
    case 'gzip':
      return inflated(packed, createGunzip({ chunkSize: CHUNK_BYTES }));
    case 'lz4':
      return throughProgram(packed, lz4Decompress({ runner }), signal);
    case 'zstd':
      return throughProgram(packed, zstdDecompress({ runner, program: 'zstd' }), signal);
  }
}

async function* inflated(packed: AsyncIterable<Buffer>, inflate: Inflate | Gunzip): AsyncGenerator<Buffer> {
  const source = new Counted(packed);
  const fed = pipeline(source.chunks(), inflate);
  fed.catch(() => undefined); // told by the loop, or below
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw errnoOf(error)?.startsWith('Z_') === true ? unreadable('its compressed data is damaged') : error;
  }
  // Whatever is left would be taken for what comes next.
  if (!source.isOver || inflate.bytesWritten !== source.bytes) {
    throw unreadable('more follows where its compressed data ends');
  }
  await fed;
}

async function* throughProgram(
  packed: AsyncIterable<Buffer>,
  program: PipelineStage,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { input, output, ended } = program.open(signal);
  const source = new Counted(packed);
  const outcome = Promise.allSettled([ended, pipeline(source.chunks(), input)]);
  try {
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    output.destroy();
  }
  const [read, fed] = await outcome;
  if (source.failure !== null) throw source.failure.error;
  if (read.status === 'rejected') throw read.reason;
  if (fed.status === 'rejected') throw fed.reason;
}

/** Remembers of a source how far it was read, and what it failed with: those who read it only see a closed stream. */
class Counted {
  bytes = 0;
  isOver = false;
  failure: { error: unknown } | null = null;

  constructor(private readonly source: AsyncIterable<Buffer>) {}

  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of this.source) {
        this.bytes += chunk.length;
        yield chunk;
      }
      this.isOver = true;
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}
