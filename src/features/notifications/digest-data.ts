import type { EntityManager } from 'typeorm';
import type { TimetableEntry } from '../schedules/timetable.js';
import type { NotificationChannel } from './notification-channel.entity.js';

/** What a daily digest says of one source. Times are ISO 8601. */
export interface DigestSource {
  id: string;
  name: string;
  /** Of the newest completed backup; null: there is none. */
  lastBackupAt: string | null;
  storedBytes: number | null;
  proof: string | null;
  /** Backups of the last 24 hours. */
  completed: number;
  failed: number;
  canceled: number;
  /** When a backup should have begun and none has; null: nothing is late. */
  lateSince: string | null;
  /** Of a backup; null: nothing is planned. */
  nextRunAt: string | null;
}

/** As it was when the digest was made; what a program is told of it, too. */
export interface DigestData {
  /** The local day. */
  day: string;
  at: string;
  sources: DigestSource[];
}

/** More are not listed, and the last sentence says so. */
export const MOST_SOURCES = 500;

interface Row extends Omit<DigestSource, 'lastBackupAt' | 'storedBytes' | 'lateSince' | 'nextRunAt'> {
  lastBackupAt: Date | null;
  /** When the newest was accepted that has not failed. */
  begunAt: Date | null;
  /** bigint, which the driver gives as text. */
  storedBytes: string | null;
}

/** By SQL, since notifications know no backup. */
export async function digestData(
  manager: EntityManager,
  channel: Pick<NotificationChannel, 'tenantId' | 'sourceIds'>,
  day: string,
  now: Date,
  timetable: readonly Planned[],
): Promise<DigestData> {
  const rows = await manager.query<Row[]>(
    `SELECT source.id, source.name,
            newest."startedAt" AS "lastBackupAt", newest."storedBytes", newest.proof,
            day.completed, day.failed, day.canceled,
            (SELECT max("createdAt") FROM backups
              WHERE "sourceId" = source.id AND origin <> 'upload' AND status IN ('pending', 'running', 'completed'))
              AS "begunAt"
       FROM sources source
       LEFT JOIN LATERAL (
         SELECT "startedAt", "storedBytes", proof FROM backups
          WHERE "sourceId" = source.id AND status = 'completed' AND "deletedAt" IS NULL AND origin <> 'upload'
          ORDER BY id DESC LIMIT 1) newest ON true
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE status = 'completed')::int AS completed,
                count(*) FILTER (WHERE status IN ('failed', 'corrupted'))::int AS failed,
                count(*) FILTER (WHERE status = 'canceled')::int AS canceled
           FROM backups
          WHERE "sourceId" = source.id AND "createdAt" > $3::timestamptz - interval '24 hours') day
      WHERE source."tenantId" = $1 AND ($2::uuid[] IS NULL OR source.id = ANY ($2))
      ORDER BY source.name, source.id LIMIT $4`,
    [channel.tenantId, channel.sourceIds, now, MOST_SOURCES],
  );
  const sources = rows.map(({ begunAt, ...row }) => ({
    ...row,
    lastBackupAt: row.lastBackupAt?.toISOString() ?? null,
    storedBytes: row.storedBytes === null ? null : Number(row.storedBytes),
    ...planOf(
      timetable.filter(({ sourceId, action }) => sourceId === row.id && action === 'backup'),
      begunAt,
      now,
    ),
  }));
  return { day, at: now.toISOString(), sources };
}

/** What the timetable says of one thing that should run. */
export type Planned = Pick<TimetableEntry, 'sourceId' | 'action' | 'lastDueAt' | 'nextDueAt'>;

/** A run that was due may still wait for its turn, or begin. */
const PATIENCE_MS = 3_600_000;

/** Pure: what is late and what comes next, of the backups that are planned for one source. `begunAt`: of the newest that has not failed. */
export function planOf(
  planned: readonly Planned[],
  begunAt: Date | null,
  now: Date,
): Pick<DigestSource, 'lateSince' | 'nextRunAt'> {
  const late = planned.flatMap(({ lastDueAt }) =>
    lastDueAt !== null && lastDueAt.getTime() < now.getTime() - PATIENCE_MS && (begunAt === null || begunAt < lastDueAt)
      ? [lastDueAt]
      : [],
  );
  const next = planned.flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [nextDueAt]));
  return { lateSince: earliest(late), nextRunAt: earliest(next) };
}

function earliest(times: readonly Date[]): string | null {
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime()))).toISOString();
}
