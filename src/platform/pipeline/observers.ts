import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { AppError } from '../../common/app-error.js';
import type { PipelineStage } from './stage.js';

/**
 * Shows every passing chunk to a synchronous observer; the chunk goes on as it is and must not be altered or kept.
 * `onEnd` is called after the last one, before the end is handed on. If either throws, the pipeline fails with that.
 */
export function tapStage(name: string, onChunk: (chunk: Buffer) => void, onEnd?: () => void): PipelineStage {
  return {
    name,
    open: (signal) => {
      const stream = new Transform({
        highWaterMark: 1024 * 1024,
        transform: (chunk: Buffer, _encoding, done) => {
          done(
            caught(() => {
              onChunk(chunk);
            }),
            chunk,
          );
        },
        flush: (done) => {
          done(caught(() => onEnd?.()));
        },
      });
      signal.addEventListener('abort', () => stream.destroy(), { once: true });
      return { input: stream, output: stream, ended: finished(stream) };
    },
  };
}

/** Tells the number of bytes that have passed so far, with every chunk. */
export function meterStage({
  name = 'meter',
  onBytes,
}: {
  name?: string;
  onBytes: (total: number) => void;
}): PipelineStage {
  let total = 0;
  return tapStage(name, (chunk) => {
    total += chunk.length;
    onBytes(total);
  });
}

export interface Checksum {
  /** Lower-case hexadecimal. */
  sha256: string;
  bytes: number;
}

/** Hashes and counts what passes; `result` may be read once the pipeline has resolved. */
export function checksumStage(name = 'checksum'): PipelineStage & { readonly result: Checksum } {
  const hash = createHash('sha256');
  let bytes = 0;
  let result: Checksum | undefined;
  const stage = tapStage(
    name,
    (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    },
    () => {
      result = { sha256: hash.digest('hex'), bytes };
    },
  );
  return {
    ...stage,
    get result(): Checksum {
      if (result === undefined) throw new AppError('INTERNAL_ERROR', 'A checksum was asked for before its end');
      return result;
    },
  };
}

function caught(act: () => void): Error | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
