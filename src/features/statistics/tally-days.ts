import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { successRate } from './forecast.js';

/** How backups ended. */
export interface Outcomes {
  completed: number;
  failed: number;
  canceled: number;
  successRate: number | null;
}

export interface EndedOfDay {
  day: string;
  status: 'completed' | 'failed' | 'canceled';
  backups: number;
  storedBytes: number;
  rawBytes: number;
  durationMs: number;
}

/** How backups ended on each day from `from` on. What the caller may not see, row-level security leaves out. */
export async function endedByDay(manager: EntityManager, tenantId: string | null, from: string): Promise<EndedOfDay[]> {
  const rows = await manager.query<Record<keyof EndedOfDay, string>[]>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, status, sum(backups) AS backups, sum("storedBytes") AS "storedBytes",
            sum("rawBytes") AS "rawBytes", sum("durationMs") AS "durationMs"
       FROM backup_tallies
      WHERE ${OF_TENANT} AND fact = 'ended' AND day >= $2 GROUP BY 1, 2`,
    [tenantId, from],
  );
  return rows.map((row) => ({
    day: row.day,
    status: row.status as EndedOfDay['status'],
    backups: Number(row.backups),
    storedBytes: Number(row.storedBytes),
    rawBytes: Number(row.rawBytes),
    durationMs: Number(row.durationMs),
  }));
}

export interface StoredByDay {
  /** What lay there before the first of these days. */
  before: number;
  /** The first day of all on which anything came; null: nothing ever did. */
  since: string | null;
  /** Bytes that came, or went where negative, by day. */
  changes: Map<string, number>;
}

/** `tenantId` null: of all whom row-level security shows. */
export async function storedByDay(manager: EntityManager, tenantId: string | null, from: string): Promise<StoredByDay> {
  const rows = await manager.query<{ day: string | null; bytes: string; since: string }[]>(
    `SELECT CASE WHEN day >= $2 THEN to_char(day, 'YYYY-MM-DD') END AS day, sum("storedBytes") AS bytes,
            to_char(min(day), 'YYYY-MM-DD') AS since
       FROM backup_tallies
      WHERE ${OF_TENANT} AND fact = 'stored' AND day IS NOT NULL GROUP BY 1`,
    [tenantId, from],
  );
  const before = rows.find(({ day }) => day === null);
  const since = rows.map((row) => row.since).sort()[0] ?? null;
  const changes = new Map(rows.flatMap(({ day, bytes }) => (day === null ? [] : [[day, Number(bytes)] as const])));
  return { before: Number(before?.bytes ?? 0), since, changes };
}

const OF_TENANT = `($1::uuid IS NULL OR "tenantId" = $1)`;

export function outcomesOf(ended: readonly Pick<EndedOfDay, 'status' | 'backups'>[]): Outcomes {
  const count = (status: EndedOfDay['status']): number =>
    ended.filter((row) => row.status === status).reduce((sum, { backups }) => sum + backups, 0);
  const [completed, failed, canceled] = [count('completed'), count('failed'), count('canceled')];
  return { completed, failed, canceled, successRate: successRate(completed, failed) };
}

/** The days up to `today` (included), the oldest first. */
export function lastDays(today: string, count: number): string[] {
  const end = Date.parse(today);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** What the stores gained on each of these days since anything is known of them; `days` ends with the present one, which is not over. */
export function wholeDays({ changes, since }: StoredByDay, days: readonly string[]): number[] {
  return days
    .slice(0, -1)
    .filter((day) => since !== null && day >= since)
    .map((day) => changes.get(day) ?? 0);
}

/** By the control database's clock. */
export async function todayOf(manager: EntityManager): Promise<{ now: Date; today: string }> {
  const now = await controlNow(manager);
  return { now, today: now.toISOString().slice(0, 10) };
}
