import { AppError } from '../../common/app-error.js';
import type { Restore } from './restore.entity.js';

/** The journals that this code can take over. One that changes its meaning gets the next number. */
const KNOWN_VERSIONS: readonly number[] = [1];

/**
 * What a journal of another version means can only be guessed, and a guess may drop the wrong database. Throws
 * WORKER_LOST: whoever wrote it is gone, and nobody here may go on.
 */
export function assertJournalKnown({ number, journal }: Restore): void {
  const version: number | undefined = journal?.version;
  if (version === undefined || KNOWN_VERSIONS.includes(version)) return;
  throw new AppError(
    'WORKER_LOST',
    `The journal of restore #${number} has version ${version}; this Backstitch knows ${KNOWN_VERSIONS.join(', ')}. Nothing was touched.`,
    {
      hint: 'Another version of Backstitch wrote it. The journal (column journal of its row in restores) names the databases that were made; compare them with pg_database, and decide by hand.',
    },
  );
}
