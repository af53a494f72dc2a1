import { shownIn } from '../../common/zone-clock.js';
import type { Digest } from './channel-kinds.js';

/**
 * The local day (`2026-11-21`) whose digest is due at this moment: the clock on the wall shows its time or a later one.
 * null: not yet. On the day when clocks are put forward over its time, it is due right after; when they are put back, it
 * is due twice, and whoever makes it asks whether that day had its own.
 */
export function dueDay(now: Date, { hour, minute }: Pick<Digest, 'hour' | 'minute'>, timeZone: string): string | null {
  const { day, time } = shownIn(timeZone, now);
  const due = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  return time >= due ? day : null;
}

/** Zones are a day apart at most. A last one further ahead is of a clock that ran ahead, and was set back since. */
const MOST_AHEAD_MS = 2 * 24 * 60 * 60_000;

/** Whether this day still is to have its digest, after that of `last`. Days are written so that they sort. */
export function isOwed(day: string, last: string | null): boolean {
  return last === null || day > last || Date.parse(last) - Date.parse(day) > MOST_AHEAD_MS;
}
