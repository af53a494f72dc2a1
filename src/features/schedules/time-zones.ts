import { offsetIn } from '../../common/zone-clock.js';
import { DAY_MS, midnightOf, type WallTime } from './wall-clock.js';

/** No two zones, and no zone before and after a change, are further apart (Samoa went from −10 to +14 hours in 2011). */
const MOST_APART_MS = 26 * 60 * 60_000;

/** What the clocks on the walls of a zone show at an instant. */
export function wallTimeAt(zone: string, instant: number): WallTime {
  return instant + offsetAt(zone, instant);
}

/** How far these clocks are ahead of UTC, in ms. */
export function offsetAt(zone: string, instant: number): number {
  const midnight = midnightOf(instant);
  const offset = offsetAtMidnight(zone, midnight);
  // On a day without a change, which is known from its ends, nothing is worked out.
  return offset === offsetAtMidnight(zone, midnight + DAY_MS) ? offset : offsetIn(zone, instant);
}

/** The greater one of the offsets of a day before and now: as far as the clocks have shown by now. */
export function latestWallTimeBy(zone: string, instant: number): WallTime {
  return instant + Math.max(offsetAt(zone, instant), offsetAt(zone, instant - MOST_APART_MS));
}

/**
 * The instant at which the clocks first show a time. One that they skip is taken for the instant at which they go on
 * after it; of a date that a zone skipped whole (Samoa, 30 December 2011) there is none: null.
 */
export function firstInstantOf(zone: string, time: WallTime): number | null {
  const before = offsetAt(zone, time - MOST_APART_MS);
  const after = offsetAt(zone, time + MOST_APART_MS);
  if (before === after) return time - after;
  const shown = [time - before, time - after].filter((instant) => wallTimeAt(zone, instant) === time);
  if (shown.length > 0) return Math.min(...shown);
  const change = changeWithin(zone, time - MOST_APART_MS, time + MOST_APART_MS);
  if (change === null) throw new Error(`The clocks of ${zone} neither show nor skip ${new Date(time).toISOString()}.`);
  const date = midnightOf(time);
  const isDate = midnightOf(change + before - 1) === date || midnightOf(change + after) === date;
  return isDate ? change : null;
}

/** The instant in (from, to], at most three days apart, from which on the offset is another one; null: it stays. */
export function changeWithin(zone: string, from: number, to: number): number | null {
  const before = offsetAt(zone, from);
  if (offsetAt(zone, to) === before) return null;
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Changes are months apart; over so short a time there is one at most. */
export const AT_MOST_ONE_CHANGE_MS = 3 * DAY_MS;

const MOST_OFFSETS = 20_000;
/** By zone, and by the midnight (UTC) at which they hold; Intl takes its time. */
const zones = new Map<string, Map<number, number>>();

function offsetAtMidnight(zone: string, midnight: number): number {
  const offsets = zones.get(zone) ?? new Map<number, number>();
  zones.set(zone, offsets);
  const known = offsets.get(midnight);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  const offset = offsetIn(zone, midnight);
  offsets.set(midnight, offset);
  return offset;
}
