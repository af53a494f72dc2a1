import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../common/group-by.js';
import { Timetable, type TimetableEntry } from '../schedules/timetable.js';
import { judgeSource, type SourceVerdict } from './source-health.js';
import { type KnownSource, readSourceFacts } from './source-facts.js';

export interface JudgedSource {
  source: KnownSource;
  verdict: SourceVerdict;
  /** When a backup of it begins by itself next. */
  nextDueAt: Date | null;
}

/** Every source with what is to be said of it now. */
@Injectable()
export class SourceVerdicts {
  constructor(private readonly timetable: Timetable) {}

  /** `tenantId` null: of all sources that the transaction may see. */
  async read(manager: EntityManager, tenantId: string | null): Promise<JudgedSource[]> {
    const sources = await readSourceFacts(manager, tenantId);
    const entries = await this.timetable.entries(manager, tenantId === null ? {} : { tenantId });
    const standings = await standingsOf(manager, tenantId);
    const backups = entries
      .filter(({ action }) => action === 'backup')
      .map((entry) => owedBy(entry, standings.get(entry.tenantId)));
    const bySource = groupBy(backups, ({ sourceId }) => sourceId);
    return sources.map((source) => {
      const dues = bySource.get(source.id) ?? [];
      return { source, verdict: judgeSource(source, dues), nextDueAt: earliest(dues) };
    });
  }
}

interface TenantStanding {
  id: string;
  isInactive: boolean;
  owesSince: Date | null;
}

async function standingsOf(manager: EntityManager, tenantId: string | null): Promise<Map<string, TenantStanding>> {
  const rows = await manager.query<TenantStanding[]>(
    `SELECT id, "owesSince", "suspendedAt" IS NOT NULL OR coalesce("licenseExpiresAt" <= now(), false) AS "isInactive"
       FROM tenants WHERE $1::uuid IS NULL OR id = $1`,
    [tenantId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** A tenant that may make no backups owes none: neither while that is so, nor afterwards of what was due meanwhile. */
function owedBy(entry: TimetableEntry, tenant: TenantStanding | undefined): TimetableEntry {
  if (tenant?.isInactive === true) return { ...entry, enabled: false, nextDueAt: null };
  const owesSince = tenant?.owesSince ?? null;
  return owesSince !== null && owesSince > entry.since ? { ...entry, since: owesSince } : entry;
}

function earliest(entries: readonly TimetableEntry[]): Date | null {
  const times = entries.flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [nextDueAt.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
