import { lastAtOrBefore, nextAfter, type Timing } from './schedule-times.js';

/** One run stands for all that was due from `firstDueAt` to `dueAt`: whatever came while nobody was there, or while it waited. */
export interface DueSpan {
  firstDueAt: Date;
  dueAt: Date;
  dueCount: number;
}

export interface Progress {
  /** Whatever was due until then has its run. */
  handledUntil: Date;
  /** What is due next after it. */
  nextDueAt: Date;
  /** What came due since then, and has no run yet. */
  due: DueSpan | null;
}

export interface Handled {
  handledUntil: Date;
  /** The newest instant, not after now, that has a run of its own; it may be after `handledUntil` when a clock was set back. */
  newestRunAt: Date | null;
}

/** More are not counted one by one. */
const MOST_COUNTED = 10_000;

/**
 * What a look at a schedule finds, whoever looks, however late, and whatever the clock did since the last look: however
 * much was missed, it is one run. A clock that ran ahead has handled a future that is still to come: from where it is now
 * everything is due again, but for what has a run.
 */
export function planDue(timing: Timing, handled: Handled, now: Date): Progress {
  const handledUntil = latest(earliest(handled.handledUntil, now), handled.newestRunAt);
  const dueAt = lastAtOrBefore(timing, now);
  if (dueAt <= handledUntil) return { handledUntil, nextDueAt: nextAfter(timing, handledUntil), due: null };
  const firstDueAt = nextAfter(timing, handledUntil);
  const dueCount = countOf(timing, firstDueAt, dueAt);
  return { handledUntil: dueAt, nextDueAt: nextAfter(timing, dueAt), due: { firstDueAt, dueAt, dueCount } };
}

/** What comes due while a run still waits is its own too: one run remains. */
export function mergeDue(waiting: DueSpan, due: DueSpan): DueSpan {
  return {
    firstDueAt: earliest(waiting.firstDueAt, due.firstDueAt),
    dueAt: latest(waiting.dueAt, due.dueAt),
    dueCount: waiting.dueCount + due.dueCount,
  };
}

function countOf(timing: Timing, first: Date, last: Date): number {
  if ('everySeconds' in timing) return Math.round((last.getTime() - first.getTime()) / 1_000 / timing.everySeconds) + 1;
  let count = 1;
  for (let at = first; at < last && count < MOST_COUNTED; count += 1) at = nextAfter(timing, at);
  return count;
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function latest(a: Date, b: Date | null): Date {
  return b === null || a > b ? a : b;
}
