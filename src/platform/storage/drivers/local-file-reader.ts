import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { storeError } from '../store-error.js';

const BLOCK_BYTES = 1024 * 1024;

/**
 * The bytes `start` to `end` (inclusive) of an open file, of which it takes ownership. A file that turns out shorter
 * is an error, never a shorter stream.
 */
export function readFileRange(handle: FileHandle, start: number, end: number): Readable {
  let position = start;
  return new Readable({
    highWaterMark: BLOCK_BYTES,
    read() {
      const wanted = Math.min(BLOCK_BYTES, end - position + 1);
      if (wanted <= 0) {
        this.push(null);
        return;
      }
      handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, position).then(
        ({ bytesRead, buffer }) => {
          position += bytesRead;
          if (bytesRead === 0) this.destroy(storeError('read an object that became shorter', undefined));
          else this.push(buffer.subarray(0, bytesRead));
        },
        (error: unknown) => {
          this.destroy(storeError('read an object', error));
        },
      );
    },
    destroy(error, done) {
      handle.close().then(
        () => {
          done(error);
        },
        (failure: unknown) => {
          done(error ?? storeError('close an object', failure));
        },
      );
    },
  });
}
