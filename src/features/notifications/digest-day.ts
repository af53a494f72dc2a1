import type { Digest } from './channel-kinds.js';

/**
 * The local day (`2026-11-21`) whose digest is due at this moment: the clock on the wall shows its time or a later one.
 * null: not yet. On the day when clocks are put forward over its time, it is due right after; when they are put back, it
 * is due twice, and whoever makes it asks whether that day had its own.
 */
export function dueDay(now: Date, { hour, minute }: Pick<Digest, 'hour' | 'minute'>, timeZone: string): string | null {
  const { day, minutes } = onTheWall(now, timeZone);
  return minutes >= hour * 60 + minute ? day : null;
}

/** Zones are a day apart at most. A last one further ahead is of a clock that ran ahead, and was set back since. */
const MOST_AHEAD_MS = 2 * 24 * 60 * 60_000;

/** Whether this day still is to have its digest, after that of `last`. Days are written so that they sort. */
export function isOwed(day: string, last: string | null): boolean {
  return last === null || day > last || Date.parse(last) - Date.parse(day) > MOST_AHEAD_MS;
}

interface WallTime {
  day: string;
  /** Since midnight, as the clock shows. */
  minutes: number;
}

function onTheWall(at: Date, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
