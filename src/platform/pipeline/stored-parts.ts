import { PassThrough } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { AppError } from '../../common/app-error.js';
import type { StorageDriver } from '../storage/storage-driver.js';
import type { PipelineSink, PipelineSource } from './stage.js';

/** Reads an object of a store; `start` and `end` are inclusive offsets in bytes. */
export function storedSource(
  store: Pick<StorageDriver, 'get'>,
  key: string,
  range: { start?: number; end?: number } = {},
): PipelineSource {
  return {
    name: `store (${key})`,
    open: (signal) => {
      const output = new PassThrough({ highWaterMark: 1024 * 1024 });
      const ended = (async () => {
        try {
          await pipeline(await store.get(key, { ...range, signal }), output, { signal });
        } catch (error) {
          output.destroy();
          throw error instanceof AppError && error.code === 'NOT_FOUND' ? missing(key, error) : error;
        }
      })();
      return { output, ended };
    },
  };
}

/** What is read here was stored: that it is gone says what the record of whoever reads it must say. */
function missing(key: string, cause: AppError): AppError {
  return new AppError('ARCHIVE_UNREADABLE', `The object ${key} is missing from the store.`, {
    hint: 'Somebody deleted it, or the store lost it. Use another backup.',
    cause,
  });
}

/** Writes an object to a store, which makes it visible only when the whole pipeline ended cleanly. */
export function storedSink(
  store: Pick<StorageDriver, 'put'>,
  key: string,
): PipelineSink & { /** What the store counted; NaN before the end. */ readonly bytes: number } {
  let bytes = NaN;
  return {
    name: `store (${key})`,
    consume: async (input, signal) => {
      ({ bytes } = await store.put(key, input, { signal }));
    },
    get bytes(): number {
      return bytes;
    },
  };
}

/** Reads all and keeps nothing: for proofs, where what counts is that every part ended cleanly. */
export function discardSink(): PipelineSink {
  return {
    name: 'discard',
    consume: async (input) => {
      input.resume();
      await finished(input);
    },
  };
}
