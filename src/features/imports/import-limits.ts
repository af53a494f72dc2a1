import { AppError } from '../../common/app-error.js';
import { bytesInWords } from '../../common/bytes-in-words.js';
import { tapStage } from '../../platform/pipeline/observers.js';
import type { PipelineTap } from '../../platform/pipeline/stage.js';
import type { TocLimits } from '../../platform/postgres/archive/toc-parser.js';

/** A database of 10,000 tables has some 60,000 entries and 20 MB of definitions; a large object has one of its own. */
export const TOC_LIMITS: TocLimits = { entries: 500_000, bytes: 128 * 1024 ** 2 };

/** Rows as text compress 3 to 20 times, seldom 50. */
const MOST_RATIO = 200;
const NO_BOMB_BYTES = 1024 ** 3;
/** A dump that is larger than this many times the largest upload is not unpacked to its end. */
const PLAIN_TIMES = 10;

/** Ends what unpacks to far more than it was. */
export function noBomb(uploadBytes: number, importMaxBytes: number): PipelineTap {
  const most = Math.min(
    importMaxBytes * PLAIN_TIMES,
    Math.max(NO_BOMB_BYTES, uploadBytes * MOST_RATIO),
    Number.MAX_SAFE_INTEGER,
  );
  let bytes = 0;
  return tapStage('unpacked size', (chunk) => {
    bytes += chunk.length;
    if (bytes <= most) return;
    throw new AppError(
      'ARCHIVE_UNREADABLE',
      `A file of ${bytesInWords(uploadBytes)} unpacks to more than ${bytesInWords(most)}.`,
      { hint: 'No dump of a database compresses so well. If it is one, send it without compression.' },
    );
  });
}
