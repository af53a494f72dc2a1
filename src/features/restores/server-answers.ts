import { AppError } from '../../common/app-error.js';
import { HandBack } from '../jobs/hand-back.js';
import type { ServerWork } from './phases/phase.js';

/**
 * For what must be known before anything is claimed: whether a swap was committed, whether a side database is gone.
 * While the server cannot be asked, the job is handed back and taken up again until it answers, since "failed" would
 * be a guess, and would leave a database behind that nobody takes away.
 */
export async function untilServerAnswers<Result>(
  work: ServerWork,
  countsAsCrash: boolean,
  ask: () => Promise<Result>,
): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    const isUnreachable = error instanceof AppError && error.code === 'SOURCE_UNREACHABLE';
    if (!isUnreachable || work.restore.journal === null) throw error;
    const message = `The database server cannot be asked how things stand (${error.message}).`;
    throw new HandBack(message, countsAsCrash, { cause: error });
  }
}
