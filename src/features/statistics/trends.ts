import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { groupBy } from '../../common/group-by.js';
import { Database } from '../../database/database.js';
import { StoreRoom } from '../storages/store-room.js';
import { forecast } from './forecast.js';
import type { DurationsDto, TrendDayDto, TrendsDto } from './statistics.dto.js';
import {
  endedByDay,
  type EndedOfDay,
  lastDays,
  outcomesOf,
  type StoredByDay,
  storedByDay,
  todayOf,
  wholeDays,
} from './tally-days.js';

const MAX_DURATIONS = 2_000;

@Injectable()
export class Trends {
  constructor(
    private readonly database: Database,
    private readonly room: StoreRoom,
  ) {}

  async read(caller: Caller, count: number): Promise<TrendsDto> {
    const tenantId = caller.seesAllTenants ? null : caller.tenantId;
    const facts = await this.database.as(caller, async (manager) => {
      const { now, today } = await todayOf(manager);
      const days = lastDays(today, count);
      const from = days[0] ?? today;
      return {
        now,
        days,
        ended: await endedByDay(manager, tenantId, from),
        stored: await storedByDay(manager, tenantId, from),
        durations: await durationsSince(manager, from),
      };
    });
    const { now, days, ended, stored, durations } = facts;
    return {
      days: trendOf(days, ended, stored),
      total: outcomesOf(ended),
      durations,
      growthBytesPerDay: forecast({ bytesOfDays: wholeDays(stored, days), freeBytes: null, now }).bytesPerDay,
      fullAt: await this.fullAt(days, now),
    };
  }

  /** The disk is everybody's: it fills by what all tenants store. */
  async fullAt(days: readonly string[], now: Date): Promise<Date | null> {
    const stored = await this.database.asSystem((manager) => storedByDay(manager, null, days[0] ?? ''));
    const freeBytes = (await this.room.ofDefault())?.free ?? null;
    return forecast({ bytesOfDays: wholeDays(stored, days), freeBytes, now }).fullAt;
  }
}

function trendOf(days: readonly string[], ended: readonly EndedOfDay[], stored: StoredByDay): TrendDayDto[] {
  const byDay = groupBy(ended, ({ day }) => day);
  let keptBytes = stored.before;
  return days.map((day) => {
    const rows = byDay.get(day) ?? [];
    const completed = rows.find(({ status }) => status === 'completed');
    keptBytes += stored.changes.get(day) ?? 0;
    return {
      day,
      ...outcomesOf(rows),
      storedBytes: completed?.storedBytes ?? 0,
      rawBytes: completed?.rawBytes ?? 0,
      averageDurationMs: completed === undefined ? null : Math.round(completed.durationMs / completed.backups),
      keptBytes,
    };
  });
}

/** Tenant by tenant, since the index is by tenant; row-level security shows those that the caller may see. */
async function durationsSince(manager: EntityManager, from: string): Promise<DurationsDto> {
  const [row] = await manager.query<{ quantiles: [string, string] | null; backups: string }[]>(
    `SELECT percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY "durationMs") AS quantiles, count(*) AS backups
       FROM (
         SELECT "durationMs" FROM tenants CROSS JOIN LATERAL (
           SELECT "createdAt", "durationMs" FROM backups
            WHERE "tenantId" = tenants.id AND "deletedAt" IS NULL AND "createdAt" >= $1 AND status = 'completed'
              AND "durationMs" IS NOT NULL
            ORDER BY "createdAt" DESC LIMIT $2
         ) of_tenant ORDER BY of_tenant."createdAt" DESC LIMIT $2
       ) newest`,
    [`${from}T00:00:00Z`, MAX_DURATIONS],
  );
  const [p50, p95] = row?.quantiles ?? [null, null];
  return { p50Ms: numberOrNull(p50), p95Ms: numberOrNull(p95), backups: Number(row?.backups ?? 0) };
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
