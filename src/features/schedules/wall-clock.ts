import type { Cron } from './cron.js';

/**
 * Times on a clock that knows neither zones nor daylight saving, in ms, as if it showed UTC. What cron means is such times;
 * which instants they are, schedule-times.ts works out.
 */
export type WallTime = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** A 29th of February that is a Monday comes every 28 years, or 40 around a century. */
const HORIZON_DAYS = 41 * 366;

/** The first time after this one; null: none in forty years. */
export function nextOnWall(cron: Cron, after: WallTime): WallTime | null {
  const from = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS;
  const first = midnightOf(from);
  for (let date = first; date <= first + HORIZON_DAYS * DAY_MS; date += DAY_MS) {
    if (!cron.isDay(date)) continue;
    const minute = cron.minutesOfDay.find((candidate) => date + candidate * MINUTE_MS >= from);
    if (minute !== undefined) return date + minute * MINUTE_MS;
  }
  return null;
}

/** The last time at or before this one; null: none in forty years. */
export function lastOnWall(cron: Cron, atOrBefore: WallTime): WallTime | null {
  const first = midnightOf(atOrBefore);
  for (let date = first; date >= first - HORIZON_DAYS * DAY_MS; date -= DAY_MS) {
    if (!cron.isDay(date)) continue;
    const minute = cron.minutesOfDay.findLast((candidate) => date + candidate * MINUTE_MS <= atOrBefore);
    if (minute !== undefined) return date + minute * MINUTE_MS;
  }
  return null;
}

export function midnightOf(time: WallTime): WallTime {
  return Math.floor(time / DAY_MS) * DAY_MS;
}
