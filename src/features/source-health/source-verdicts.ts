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
    const backups = entries.filter(({ action }) => action === 'backup');
    const bySource = groupBy(backups, ({ sourceId }) => sourceId);
    return sources.map((source) => {
      const dues = bySource.get(source.id) ?? [];
      return { source, verdict: judgeSource(source, dues), nextDueAt: earliest(dues) };
    });
  }
}

function earliest(entries: readonly TimetableEntry[]): Date | null {
  const times = entries.flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [nextDueAt.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
