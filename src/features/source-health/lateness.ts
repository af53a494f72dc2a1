import { lastBeginning, type RunWindow } from '../schedules/run-window.js';
import type { Timing } from '../schedules/schedule-times.js';

const MINUTE_MS = 60_000;
/** A backup that began on time has this long at least, and, where backups take longer, twice as long as they usually do. */
const LEAST_GRACE_MS = 15 * MINUTE_MS;
const MOST_GRACE_MS = 12 * 60 * MINUTE_MS;

/** What a timetable says of one schedule of a source. */
export interface Due {
  name: string;
  timing: Timing;
  window: RunWindow | null;
  enabled: boolean;
  /** What was due until then is owed by nobody. */
  since: Date;
}

export interface Backups {
  now: Date;
  /** When the newest completed backup began; null: there is none. */
  lastStartedAt: Date | null;
  /** When the one that runs now began. */
  runningSince: Date | null;
  /** How long nineteen of twenty of the last ones took at most; null: none was completed. */
  usualMs: number | null;
}

export interface Missed {
  schedule: string;
  /** The newest instant at which a backup should have begun and none has. */
  dueAt: Date;
  /** Whether the one before that was missed, too. */
  isRepeated: boolean;
}

/** How long after it was due a backup is late. */
export function graceMs(usualMs: number | null): number {
  return Math.min(MOST_GRACE_MS, Math.max(LEAST_GRACE_MS, 2 * (usualMs ?? 0)));
}

/** What this schedule should have brought, and has not. Nothing is late while a backup runs, however long it takes: stalls end by themselves. */
export function missedOf(due: Due, { now, lastStartedAt, runningSince, usualMs }: Backups): Missed | null {
  if (!due.enabled) return null;
  const dueAt = lastBeginning(due.timing, due.window, new Date(now.getTime() - graceMs(usualMs)));
  const isMissed = (at: Date): boolean => at > due.since && (lastStartedAt === null || lastStartedAt < at);
  if (!isMissed(dueAt) || (runningSince !== null && runningSince >= dueAt)) return null;
  const before = lastBeginning(due.timing, due.window, new Date(dueAt.getTime() - 1));
  return { schedule: due.name, dueAt, isRepeated: isMissed(before) };
}

/** The worst of what the schedules of a source missed. */
export function worstMissed(dues: readonly Due[], backups: Backups): Missed | null {
  const missed = dues.flatMap((due) => missedOf(due, backups) ?? []);
  const [worst] = missed.sort(
    (a, b) => Number(b.isRepeated) - Number(a.isRepeated) || b.dueAt.getTime() - a.dueAt.getTime(),
  );
  return worst ?? null;
}
