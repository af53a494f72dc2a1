import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { PipelineSink, PipelineSource } from '../../pipeline/stage.js';
import {
  BLOCK_OF_LARGE_OBJECTS,
  BLOCK_OF_ROWS,
  blockStart,
  inPieces,
  integer,
  largeObjectNumber,
} from '../archive/archive-blocks.js';
import { unreadable } from '../archive/archive-error.js';
import { ByteReader } from '../archive/byte-reader.js';
import { decoded, type DecodeOptions } from '../archive/decode-data.js';
import type { LoadPass, LoadPlan } from './load-plan.js';
import { tarMembers } from './tar-members.js';

export interface ArchiveOfTar {
  plan: LoadPlan;
  runner: DecodeOptions['runner'];
  /** Brings the whole tar to a sink once more; the same bytes each time, or it fails. */
  read: (sink: PipelineSink, signal: AbortSignal) => Promise<void>;
}

/**
 * A dump in the directory or the tar format as the archive that pg_dump -Fc -Z0 would have written. The tar is read once
 * for each pass of the plan, so that nothing of it need be kept: memory stays flat, and no file is written.
 * Throws ARCHIVE_UNREADABLE.
 */
export function archiveOfTar({ plan, runner, read }: ArchiveOfTar): PipelineSource {
  return {
    name: 'dump in a tar',
    open: (signal) => {
      const output = new PassThrough({ highWaterMark: 1024 * 1024 });
      const ended = (async () => {
        try {
          await write(output, plan.tocBytes, signal);
          for (const pass of plan.passes) {
            const consume = async (input: Readable, stop: AbortSignal): Promise<void> => {
              const blocks = blocksOf(pass, input, plan.header.intSize, { runner, signal: stop });
              for await (const block of blocks) await write(output, block, stop);
            };
            await read({ name: 'rows of the tar', consume }, signal);
          }
          output.end();
        } catch (error) {
          output.destroy();
          throw error;
        }
      })();
      return { output, ended };
    },
  };
}

async function write(output: PassThrough, chunk: Buffer, signal: AbortSignal): Promise<void> {
  if (!output.write(chunk)) await once(output, 'drain', { signal });
}

async function* blocksOf(
  { files, largeObjectsOf }: LoadPass,
  input: Readable,
  intSize: number,
  options: DecodeOptions,
): AsyncGenerator<Buffer> {
  if (largeObjectsOf !== null) yield blockStart(BLOCK_OF_LARGE_OBJECTS, largeObjectsOf, intSize);
  let position = 0;
  let taken = 0;
  for await (const { isFolder, body } of tarMembers(new ByteReader(input))) {
    const file = isFolder ? undefined : files.get(position);
    if (!isFolder) position += 1;
    if (file === undefined) continue;
    taken += 1;
    yield largeObjectsOf === null ? blockStart(BLOCK_OF_ROWS, file.id, intSize) : largeObjectNumber(file.id, intSize);
    yield* inPieces(decoded(body, file.packing, options), intSize);
  }
  if (taken !== files.size) throw unreadable('the tar is another one than before');
  if (largeObjectsOf !== null) yield integer(0, intSize);
}
