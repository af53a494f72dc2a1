import { lastAtOrBefore, nextAfter, type Timing } from './schedule-times.js';

/** The hours of a day in which runs may begin: from `from` until before `to`, over midnight where `to` is the earlier. */
export interface RunWindow {
  /** `22:00` */
  from: string;
  to: string;
  timeZone: string;
}

export function isOpen(window: RunWindow, at: Date): boolean {
  return lastAtOrBefore(opening(window), at) > lastAtOrBefore(closing(window), at);
}

/** When a run that is due at `due` may begin, as far as the window goes. */
export function beginningOf(window: RunWindow | null, due: Date): Date {
  if (window === null || isOpen(window, due)) return due;
  let at = nextAfter(opening(window), due);
  // Where the clocks skip the whole window there is none that day.
  while (!isOpen(window, at)) at = nextAfter(opening(window), at);
  return at;
}

/** The next instant after `at` at which a run of this timing may begin. What was due until `since` is owed by nobody. */
export function nextBeginning(timing: Timing, window: RunWindow | null, at: Date, since: Date): Date {
  if (window !== null && !isOpen(window, at)) {
    const due = lastAtOrBefore(timing, at);
    const isWaiting = due > since && due >= lastAtOrBefore(closing(window), at);
    if (isWaiting) return beginningOf(window, at);
  }
  return beginningOf(window, nextAfter(timing, at));
}

export function nextBeginnings(
  timing: Timing,
  window: RunWindow | null,
  { at, since, count }: { at: Date; since: Date; count: number },
): Date[] {
  const beginnings: Date[] = [];
  while (beginnings.length < count) beginnings.push(nextBeginning(timing, window, beginnings.at(-1) ?? at, since));
  return beginnings;
}

/** The last instant at or before `at` at which a run of this timing could begin. */
export function lastBeginning(timing: Timing, window: RunWindow | null, at: Date): Date {
  const due = lastAtOrBefore(timing, at);
  const beginning = beginningOf(window, due);
  if (window === null || beginning <= at) return beginning;
  const beforeClosing = new Date(lastAtOrBefore(closing(window), due).getTime() - 1);
  return lastBeginning(timing, window, beforeClosing);
}

function opening({ from, timeZone }: RunWindow): Timing {
  return { cron: daily(from), timeZone };
}

function closing({ to, timeZone }: RunWindow): Timing {
  return { cron: daily(to), timeZone };
}

function daily(time: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour} * * *`;
}
