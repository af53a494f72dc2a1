import type { components } from '../api/schema.js';
import type { ChartPoint } from '../ui/chart/lines.js';

type Day = components['schemas']['TrendDayDto'];
type Drill = Pick<components['schemas']['DrillResponse'], 'createdAt' | 'recoverySeconds'>;

/** What each day has of something. */
export function pointsOf(days: readonly Day[], valueOf: (day: Day) => number | null): ChartPoint[] {
  return days.map((day) => ({ at: midnightOf(day.day), value: valueOf(day) }));
}

/** How long a backup of these days took in the mean: what the days' own means come to. null: none was completed. */
export function meanDuration(days: readonly Day[]): number | null {
  const backups = days.reduce(
    (sum, { averageDurationMs, completed }) => sum + (averageDurationMs === null ? 0 : completed),
    0,
  );
  const ms = days.reduce((sum, { averageDurationMs, completed }) => sum + (averageDurationMs ?? 0) * completed, 0);
  return backups === 0 ? null : ms / backups;
}

/** How long the slowest drill of each of these days took to recover, in milliseconds. Their days are UTC's, as the others'. */
export function slowestByDay(days: readonly Day[], drills: readonly Drill[]): ChartPoint[] {
  const slowest = new Map<string, number>();
  for (const { createdAt, recoverySeconds } of drills) {
    const day = createdAt.slice(0, 'yyyy-mm-dd'.length);
    if (recoverySeconds !== null) slowest.set(day, Math.max(slowest.get(day) ?? 0, recoverySeconds * 1_000));
  }
  return pointsOf(days, ({ day }) => slowest.get(day) ?? null);
}

/** The highest of all; null: there is none. */
export function highestOf(points: readonly ChartPoint[]): number | null {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? null : Math.max(...values);
}

/** Where the reader is: a day is the same date in every zone. */
const midnightOf = (day: string): number => Date.parse(`${day}T00:00`);
