import { shownIn } from '../../common/zone-clock.js';
import { KEEP_PERIODS, type KeepCounts, type KeepPeriod } from '../settings/retention-rules.js';

interface Dated {
  id: string;
  createdAt: Date;
}

const NOUNS: Record<KeepPeriod, string> = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' };

/**
 * Grandfather, father, son: of each of the last so many days, weeks (from Monday), months and years that have a backup, the
 * newest one. A time without backups uses up no place. Takes the newest first; answers, by id, the places that each holds.
 */
export function keptByCalendar(newestFirst: readonly Dated[], keep: KeepCounts, timeZone: string): Map<string, string> {
  const places = new Map<string, string>();
  const periods = KEEP_PERIODS.filter((period) => keep[period] > 0);
  if (periods.length === 0) return places;
  const seen = new Map(periods.map((period) => [period, new Set<string>()]));
  for (const { id, createdAt } of newestFirst) {
    if (periods.every((period) => seen.get(period)?.size === keep[period])) break;
    const { day } = shownIn(timeZone, createdAt);
    for (const period of periods) {
      const of = seen.get(period) ?? new Set();
      const name = periodOf(day, period);
      if (of.size >= keep[period] || of.has(name)) continue;
      of.add(name);
      const place = `the newest of its ${NOUNS[period]} (${of.size} of ${keep[period]})`;
      const other = places.get(id);
      places.set(id, other === undefined ? place : `${other}, ${place}`);
    }
  }
  return places;
}

function periodOf(day: string, period: KeepPeriod): string {
  switch (period) {
    case 'daily':
      return day;
    case 'weekly':
      return mondayOf(day);
    case 'monthly':
      return day.slice(0, 7);
    case 'yearly':
      return day.slice(0, 4);
  }
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
