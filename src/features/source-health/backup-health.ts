import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { StoreRoom } from '../storages/store-room.js';
import type { BackupHealthDto, SourceHealthDto } from './backup-health.dto.js';
import { judgeOverall } from './overall-health.js';
import { hoursSince } from './source-health.js';
import { type JudgedSource, SourceVerdicts } from './source-verdicts.js';

/** Whether the backups of those whom the caller may see are as they should be. */
@Injectable()
export class BackupHealth {
  constructor(
    private readonly database: Database,
    private readonly verdicts: SourceVerdicts,
    private readonly room: StoreRoom,
  ) {}

  async read(caller: Caller): Promise<BackupHealthDto> {
    const tenantId = caller.seesAllTenants ? null : caller.tenantId;
    const { judged, totalBackups } = await this.database.as(caller, async (manager) => ({
      judged: await this.verdicts.read(manager, tenantId),
      totalBackups: await countCompleted(manager, tenantId),
    }));
    const room = await this.room.ofDefault();
    const diskFreePercent = room === null ? null : round((room.free / room.total) * 100);
    const successRate24h = successRateOf(judged);
    const newest = judged.reduce<Date | null>(
      (last, { source: { lastBackupAt } }) =>
        last === null || (lastBackupAt !== null && lastBackupAt > last) ? lastBackupAt : last,
      null,
    );
    const now = judged[0]?.source.now;
    return {
      status: judgeOverall({
        sources: judged.map(({ verdict }) => verdict.status),
        successRate: successRate24h,
        freePercent: diskFreePercent,
      }),
      lastBackupAt: newest,
      lastBackupAgeHours: newest === null || now === undefined ? null : Math.max(0, round(hoursSince(newest, now))),
      successRate24h,
      diskFreePercent,
      totalBackups,
      sources: judged.map(toDto).sort((a, b) => a.score - b.score || a.name.localeCompare(b.name)),
    };
  }
}

/** In percent; rounded down, so that one failure among thousands shows. */
function successRateOf(judged: readonly JudgedSource[]): number | null {
  const completed = judged.reduce((sum, { source }) => sum + source.completed24h, 0);
  const ended = judged.reduce((sum, { source }) => sum + source.failed24h, completed);
  return ended === 0 ? null : Math.floor((completed / ended) * 1_000) / 10;
}

async function countCompleted(manager: EntityManager, tenantId: string | null): Promise<number> {
  const [row] = await manager.query<{ backups: string | null }[]>(
    `SELECT sum(backups) AS backups FROM backup_tallies
      WHERE ($1::uuid IS NULL OR "tenantId" = $1) AND fact = 'existing' AND day IS NULL AND status = 'completed'`,
    [tenantId],
  );
  return Number(row?.backups ?? 0);
}

function toDto({ source, verdict, nextDueAt }: JudgedSource): SourceHealthDto {
  const { status, score, reasons } = verdict;
  return {
    sourceId: source.id,
    name: source.name,
    status,
    score,
    reasons,
    lastBackupAt: source.lastBackupAt,
    lastProvenAt: source.lastProvenAt,
    lastProof: source.lastProof,
    nextBackupAt: nextDueAt,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
