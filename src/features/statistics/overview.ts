import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { groupBy } from '../../common/group-by.js';
import { Database } from '../../database/database.js';
import { StoreRoom } from '../storages/store-room.js';
import { forecast, successRate } from './forecast.js';
import type { OverviewDto, SourceStatisticsDto } from './statistics.dto.js';
import { lastDays, type Outcomes, storedByDay, todayOf, wholeDays } from './tally-days.js';
import { Trends } from './trends.js';

const DAYS = 30;
const MAX_SOURCES = 200;

@Injectable()
export class Overview {
  constructor(
    private readonly database: Database,
    private readonly room: StoreRoom,
    private readonly trends: Trends,
  ) {}

  async read(caller: Caller): Promise<OverviewDto> {
    const tenantId = caller.seesAllTenants ? null : caller.tenantId;
    const { now, days, existing, sources, stored, restoresOfLast30Days } = await this.database.as(
      caller,
      async (manager) => {
        const today = await todayOf(manager);
        const lastOnes = lastDays(today.today, DAYS);
        return {
          now: today.now,
          days: lastOnes,
          existing: await existingBackups(manager, tenantId),
          sources: await outcomesBySource(manager, tenantId),
          stored: await storedByDay(manager, tenantId, lastOnes[0] ?? today.today),
          restoresOfLast30Days: await recentRestores(manager, tenantId),
        };
      },
    );
    const room = await this.room.ofDefault();
    const storedBytes = sumOf(existing, 'storedBytes');
    const rawBytes = sumOf(existing, 'rawBytes');
    return {
      totalBackups: sumOf(existing, 'backups'),
      backupsByStatus: countBy(existing, ({ status }) => status),
      backupsByOrigin: countBy(existing, ({ origin }) => origin),
      last24Hours: together(sources.map(({ lastDay }) => lastDay)),
      last30Days: together(sources.map(({ lastDays: outcomes }) => outcomes)),
      storage: {
        storedBytes,
        rawBytes,
        compressionRatio: storedBytes === 0 ? null : Math.round((rawBytes / storedBytes) * 10) / 10,
        freePercent: room === null ? null : Math.round((room.free / room.total) * 1_000) / 10,
        freeBytes: room?.free ?? null,
        growthBytesPerDay: forecast({ bytesOfDays: wholeDays(stored, days), freeBytes: null, now }).bytesPerDay,
        fullAt: await this.trends.fullAt(days, now),
      },
      totalSources: sources.length,
      sources: largest(sources, existing),
      restoresOfLast30Days,
    };
  }
}

interface Existing {
  sourceId: string;
  origin: string;
  status: string;
  backups: number;
  storedBytes: number;
  rawBytes: number;
}

async function existingBackups(manager: EntityManager, tenantId: string | null): Promise<Existing[]> {
  const rows = await manager.query<Record<keyof Existing, string>[]>(
    `SELECT "sourceId", origin, status, sum(backups) AS backups, sum("storedBytes") AS "storedBytes",
            sum("rawBytes") AS "rawBytes"
       FROM backup_tallies
      WHERE ($1::uuid IS NULL OR "tenantId" = $1) AND fact = 'existing' AND day IS NULL
      GROUP BY 1, 2, 3 HAVING sum(backups) <> 0`,
    [tenantId],
  );
  return rows.map((row) => ({
    ...row,
    backups: Number(row.backups),
    storedBytes: Number(row.storedBytes),
    rawBytes: Number(row.rawBytes),
  }));
}

type Counts = Omit<Outcomes, 'successRate'>;

interface SourceOutcomes {
  id: string;
  name: string;
  lastBackupAt: Date | null;
  lastDay: Counts;
  lastDays: Counts;
}

/** Source by source, of those whose records are still there: the index of ended backups is by source. */
async function outcomesBySource(manager: EntityManager, tenantId: string | null): Promise<SourceOutcomes[]> {
  const within = (status: string, since: string): string =>
    `count(*) FILTER (WHERE status = '${status}' AND "finishedAt" >= now() - interval '${since}')::int`;
  const counts = (since: string): string =>
    `json_build_object(${['completed', 'failed', 'canceled'].map((status) => `'${status}', ${within(status, since)}`).join(', ')})`;
  return manager.query<SourceOutcomes[]>(
    `SELECT source.id, source.name, newest."finishedAt" AS "lastBackupAt", recent."lastDay", recent."lastDays"
       FROM sources source
       LEFT JOIN LATERAL (
         SELECT "finishedAt" FROM backups
          WHERE "sourceId" = source.id AND "deletedAt" IS NULL AND "finishedAt" IS NOT NULL AND status = 'completed'
            AND origin <> 'upload'
          ORDER BY "finishedAt" DESC LIMIT 1
       ) newest ON true
      CROSS JOIN LATERAL (
         SELECT ${counts('1 day')} AS "lastDay", ${counts('30 days')} AS "lastDays" FROM backups
          WHERE "sourceId" = source.id AND "deletedAt" IS NULL AND "finishedAt" >= now() - interval '30 days'
       ) recent
      WHERE $1::uuid IS NULL OR source."tenantId" = $1
      ORDER BY source.name, source.id`,
    [tenantId],
  );
}

async function recentRestores(manager: EntityManager, tenantId: string | null): Promise<Record<string, number>> {
  const rows = await manager.query<{ status: string; restores: number }[]>(
    `SELECT status, count(*)::int AS restores FROM tenants
       JOIN restores ON restores."tenantId" = tenants.id AND restores."createdAt" >= now() - interval '30 days'
      WHERE $1::uuid IS NULL OR tenants.id = $1 GROUP BY 1 ORDER BY 1`,
    [tenantId],
  );
  return Object.fromEntries(rows.map(({ status, restores }) => [status, restores]));
}

function largest(sources: readonly SourceOutcomes[], existing: readonly Existing[]): SourceStatisticsDto[] {
  const bySource = groupBy(existing, ({ sourceId }) => sourceId);
  return sources
    .map(({ id, name, lastBackupAt, lastDays: outcomes }) => ({
      id,
      name,
      backups: sumOf(bySource.get(id) ?? [], 'backups'),
      storedBytes: sumOf(bySource.get(id) ?? [], 'storedBytes'),
      lastBackupAt,
      last30Days: together([outcomes]),
    }))
    .sort((a, b) => b.storedBytes - a.storedBytes)
    .slice(0, MAX_SOURCES);
}

function together(all: readonly Counts[]): Outcomes {
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0);
  const [completed, failed, canceled] = [sum('completed'), sum('failed'), sum('canceled')];
  return { completed, failed, canceled, successRate: successRate(completed, failed) };
}

function sumOf(rows: readonly Existing[], key: 'backups' | 'storedBytes' | 'rawBytes'): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

function countBy(rows: readonly Existing[], keyOf: (row: Existing) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + row.backups;
  return counts;
}
