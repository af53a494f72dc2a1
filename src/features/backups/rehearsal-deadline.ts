import { AppError } from '../../common/app-error.js';

/** Something under 1.2 MB of the plain dump a second, where our slowest machine loads thirty times as much; then indexes. */
const HOURS_PER_GIB = 0.25;
/** For what takes its time whatever its size is: materialized views, functions of indexes. */
const HOURS_AT_LEAST = 3;
/** As far as a timer reaches. */
export const MOST_HOURS = 500;

/** How long a backup of this size (of its plain dump) may be rehearsed: as the tenant set it, else by its size. */
export function rehearsalHoursFor(setHours: number | null, rawBytes: number | null): number {
  return Math.min(MOST_HOURS, setHours ?? HOURS_AT_LEAST + ((rawBytes ?? 0) / 1024 ** 3) * HOURS_PER_GIB);
}

/**
 * Ends work that would go on for ever: a function that an index or a check of the dump calls may loop, and its backend is
 * at work all the while, so that no stall is seen. Measured by this process; an attempt after a crash has the whole time.
 * @throws AppError STALLED once the time is over, whatever `work` made of its abort
 */
export async function withinHours<Result>(
  hours: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(tooLong(hours));
  }, hours * 3_600_000);
  try {
    return await work(AbortSignal.any([signal, deadline.signal]));
  } catch (error) {
    throw deadline.signal.aborted && !signal.aborted ? deadline.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function tooLong(hours: number): AppError {
  return new AppError('STALLED', `The rehearsal was not over after ${inWords(hours)}; it was ended.`, {
    hint:
      'A function that an index, a CHECK or a materialized view of the dump calls may never end: the log says how far it came. ' +
      'If it only takes long, raise rehearsalMaxHours in the settings.',
  });
}

function inWords(hours: number): string {
  if (hours >= 1) return `${Math.round(hours * 10) / 10} hours`;
  return hours * 60 >= 1 ? `${Math.round(hours * 60)} minutes` : `${Math.round(hours * 3_600)} seconds`;
}
