import { Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { PipelineStage } from '../../pipeline/stage.js';
import { unreadable } from './archive-error.js';

/** Another table of contents for an archive that streams by. */
export interface TocReplacement {
  /** What must stand there. */
  stored: Buffer;
  tocBytes: Buffer;
}

/**
 * Hands an archive on with its first bytes, its table of contents, replaced; the rest passes as it is, uncopied. Fails
 * with ARCHIVE_UNREADABLE where other bytes stand there than the replacement was made of.
 */
export function replaceToc({ stored, tocBytes }: TocReplacement): PipelineStage {
  return {
    name: 'table of contents',
    open: () => {
      let compared = 0;
      const replacing = new Transform({
        highWaterMark: WINDOW_BYTES,
        transform: (chunk: Buffer, _encoding, done) => {
          const ofToc = Math.min(chunk.length, stored.length - compared);
          if (stored.compare(chunk, 0, ofToc, compared, compared + ofToc) !== 0) {
            done(unreadable('its table of contents is not the one that was read before'));
            return;
          }
          compared += ofToc;
          if (ofToc > 0 && compared === stored.length) replacing.push(tocBytes);
          done(null, ofToc === 0 ? chunk : chunk.subarray(ofToc));
        },
        flush: (done) => {
          done(compared === stored.length ? null : unreadable('it ends within its table of contents'));
        },
      });
      return { input: replacing, output: replacing, ended: finished(replacing) };
    },
  };
}

const WINDOW_BYTES = 1024 * 1024;
