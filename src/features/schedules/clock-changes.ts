import type { Timing } from './schedule-times.js';
import { parseCron } from './cron.js';
import { AT_MOST_ONE_CHANGE_MS, changeWithin, firstInstantOf, offsetAt } from './time-zones.js';
import { DAY_MS, nextOnWall, type WallTime } from './wall-clock.js';

/** A time of a schedule on a night on which the clocks change. */
export interface ClockChange {
  /** The clocks do not show it that night, or twice. */
  kind: 'skipped' | 'repeated';
  /** On the wall: `2027-03-28T02:30`. */
  localTime: string;
  /** When it is due all the same; null: not at all, for the zone has no such date. */
  at: Date | null;
}

const A_YEAR_MS = 366 * DAY_MS;

/**
 * The times of the next year that clocks skip or show twice; of several on one night the first. What is due in every hour,
 * or every so often, goes by no time of day and has none. @throws CronError
 */
export function clockChanges(timing: Timing, from: Date): ClockChange[] {
  if (!('cron' in timing)) return [];
  const { timeZone } = timing;
  const cron = parseCron(timing.cron);
  if (cron.isEveryHour) return [];
  const end = from.getTime() + A_YEAR_MS;
  const found: ClockChange[] = [];
  for (let at = from.getTime(); at < end; at += AT_MOST_ONE_CHANGE_MS) {
    const change = changeWithin(timeZone, at, at + AT_MOST_ONE_CHANGE_MS);
    if (change === null) continue;
    const [before, after] = [change + offsetAt(timeZone, change - 1), change + offsetAt(timeZone, change)];
    const time = nextOnWall(cron, Math.min(before, after) - 1);
    if (time === null || time >= Math.max(before, after)) continue;
    const instant = firstInstantOf(timeZone, time);
    found.push({
      kind: before < after ? 'skipped' : 'repeated',
      localTime: onTheWall(time),
      at: instant === null ? null : new Date(instant),
    });
  }
  return found;
}

function onTheWall(time: WallTime): string {
  return new Date(time).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}
