import { type Cron, parseCron } from './cron.js';
import {
  AT_MOST_ONE_CHANGE_MS,
  changeWithin,
  firstInstantOf,
  latestWallTimeBy,
  offsetAt,
  wallTimeAt,
} from './time-zones.js';
import { DAY_MS, lastOnWall, nextOnWall } from './wall-clock.js';

/** When something is due: by the clocks of a zone, or every so many seconds, counted from `anchor`. */
export type Timing = { cron: string; timeZone: string } | { everySeconds: number; anchor: Date };

/** A timing of which no instant ever comes, such as the 30th of February. */
export class NeverDueError extends Error {
  constructor(cron: string) {
    super(`"${cron}" never comes`);
  }
}

/**
 * The first instant after `at` at which the timing is due. @throws CronError, NeverDueError
 *
 * A time of day is due once a day: one that the clocks skip when they are put forward, at the instant at which they go on;
 * one that they show twice, the first time; a date that a zone skips has none. What is due in every hour goes by the
 * clocks as they are: skipped times do not come, and those that are shown twice come twice.
 */
export function nextAfter(timing: Timing, at: Date): Date {
  if ('everySeconds' in timing) return inSteps(timing, at, 1);
  const cron = compiled(timing.cron);
  const next = cron.isEveryHour ? nextShown : nextOfDay;
  return new Date(next(cron, timing, at.getTime()));
}

/** The last instant at or before `at` at which the timing was due. It knows no beginning: the caller does. @throws as nextAfter */
export function lastAtOrBefore(timing: Timing, at: Date): Date {
  if ('everySeconds' in timing) return inSteps(timing, at, 0);
  const cron = compiled(timing.cron);
  const last = cron.isEveryHour ? lastShown : lastOfDay;
  return new Date(last(cron, timing, at.getTime()));
}

/** The next instants after `at`, ascending. */
export function nextInstants(timing: Timing, at: Date, count: number): Date[] {
  const instants: Date[] = [];
  while (instants.length < count) instants.push(nextAfter(timing, instants.at(-1) ?? at));
  return instants;
}

function inSteps({ everySeconds, anchor }: { everySeconds: number; anchor: Date }, at: Date, steps: 0 | 1): Date {
  const step = everySeconds * 1_000;
  const passed = Math.floor((at.getTime() - anchor.getTime()) / step);
  return new Date(anchor.getTime() + (passed + steps) * step);
}

interface OnClocks {
  cron: string;
  timeZone: string;
}

function nextOfDay(cron: Cron, timing: OnClocks, at: number): number {
  let time = wallTimeAt(timing.timeZone, at);
  for (;;) {
    time = nextOnWall(cron, time) ?? never(timing);
    const instant = firstInstantOf(timing.timeZone, time);
    if (instant !== null && instant > at) return instant;
  }
}

function lastOfDay(cron: Cron, timing: OnClocks, at: number): number {
  let time = latestWallTimeBy(timing.timeZone, at);
  for (;;) {
    time = lastOnWall(cron, time) ?? never(timing);
    const instant = firstInstantOf(timing.timeZone, time);
    if (instant !== null && instant <= at) return instant;
    time -= 1;
  }
}

/** From change to change of the clocks, between which they run like any other. */
function nextShown(cron: Cron, timing: OnClocks, at: number): number {
  const { timeZone } = timing;
  let from = at;
  let shown = wallTimeAt(timeZone, at);
  for (;;) {
    const offset = offsetAt(timeZone, from);
    const instant = (nextOnWall(cron, shown) ?? never(timing)) - offset;
    if (instant - from > AT_MOST_ONE_CHANGE_MS) {
      from = instant - 2 * DAY_MS; // nothing is due until then, by any offset
      shown = wallTimeAt(timeZone, from);
      continue;
    }
    const change = changeWithin(timeZone, from, instant);
    if (change === null) return instant;
    from = change;
    shown = wallTimeAt(timeZone, change) - 1; // so that what they show then counts
  }
}

function lastShown(cron: Cron, timing: OnClocks, at: number): number {
  const { timeZone } = timing;
  let until = at;
  for (;;) {
    const offset = offsetAt(timeZone, until);
    const instant = (lastOnWall(cron, until + offset) ?? never(timing)) - offset;
    if (until - instant > AT_MOST_ONE_CHANGE_MS) {
      until = instant + 2 * DAY_MS;
      continue;
    }
    const change = changeWithin(timeZone, instant, until);
    if (change === null) return instant;
    until = change - 1;
  }
}

function never({ cron }: OnClocks): never {
  throw new NeverDueError(cron);
}

/** Expressions of those who use this instance: as many as there are schedules, and no more than this are kept. */
const MOST_COMPILED = 10_000;
const crons = new Map<string, Cron>();

function compiled(text: string): Cron {
  const known = crons.get(text);
  if (known !== undefined) return known;
  if (crons.size >= MOST_COMPILED) crons.clear();
  const cron = parseCron(text);
  crons.set(text, cron);
  return cron;
}
