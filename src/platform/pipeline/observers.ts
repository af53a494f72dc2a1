import { createHash } from 'node:crypto';
import { AppError } from '../../common/app-error.js';
import type { PipelineTap } from './stage.js';

/** Shows every passing chunk to a synchronous observer (PipelineTap says what it may do). */
export function tapStage(
  name: string,
  onChunk: (chunk: Buffer) => void,
  onEnd: () => void = () => undefined,
): PipelineTap {
  return { name, onChunk, onEnd };
}

export interface Checksum {
  /** Lower-case hexadecimal. */
  sha256: string;
  bytes: number;
}

/** Hashes and counts what passes; `result` may be read once the pipeline has resolved. */
export function checksumStage(name = 'checksum'): PipelineTap & { readonly result: Checksum } {
  const hash = createHash('sha256');
  let bytes = 0;
  let result: Checksum | undefined;
  return {
    name,
    onChunk: (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    },
    onEnd: () => {
      result = { sha256: hash.digest('hex'), bytes };
    },
    get result(): Checksum {
      if (result === undefined) throw new AppError('INTERNAL_ERROR', 'A checksum was asked for before its end');
      return result;
    },
  };
}
