import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { SourceProbe } from '../sources/source-probe.js';
import type { Source } from '../sources/source.entity.js';
import { SourcesService } from '../sources/sources.service.js';
import { Backup } from './backup.entity.js';
import { type BackupEstimate, estimateBackup, type MeasuredBackup } from './estimate-backup.js';

const MEASURED = 5;

export interface SourceEstimate extends BackupEstimate {
  databaseSize: number;
  /** Of this source. */
  measuredBackups: number;
}

/** What a backup of a source would be, before it is made. */
@Injectable()
export class SourceEstimates {
  constructor(
    private readonly database: Database,
    private readonly sources: SourcesService,
    private readonly probe: SourceProbe,
  ) {}

  async estimate(caller: Caller, sourceId: string): Promise<SourceEstimate> {
    const source = await this.sources.get(caller, sourceId);
    const { own, others, compression } = await this.database.as(caller, async (manager) => {
      const newest = await lastBackups(manager, caller, source, '=');
      return {
        own: newest,
        others: newest.length > 0 ? [] : await lastBackups(manager, caller, source, '<>'),
        compression: (await settingsOf(manager, source.tenantId)).compression.algorithm,
      };
    });
    // What its backups were says more than the sizes of its tables, which take long to ask for where there are very many.
    const sizes = await this.probe.sizes(source, { withTables: own.length === 0 });
    const estimate = estimateBackup({ ...sizes, own, others, compression });
    return { ...estimate, databaseSize: sizes.databaseSize, measuredBackups: own.length };
  }
}

async function lastBackups(
  manager: EntityManager,
  caller: Caller,
  { id, tenantId }: Source,
  which: '=' | '<>',
): Promise<MeasuredBackup[]> {
  const backups = await new TenantRepository(manager, Backup, caller, 'backup')
    .query('backup')
    // TypeORM orders by what it selects.
    .select([
      'backup.id',
      'backup.createdAt',
      'backup.databaseSize',
      'backup.rawBytes',
      'backup.storedBytes',
      'backup.durationMs',
    ])
    .innerJoin('backup.artifacts', 'artifact', `artifact.role = 'database'`)
    .addSelect(['artifact.id', 'artifact.compression'])
    .andWhere(`backup."sourceId" ${which} :id AND backup."tenantId" = :tenantId`, { id, tenantId })
    .andWhere(`backup.status = 'completed' AND backup."deletedAt" IS NULL`)
    .orderBy('backup.createdAt', 'DESC')
    .take(MEASURED)
    .getMany();
  return backups.flatMap(({ databaseSize, rawBytes, storedBytes, durationMs, artifacts: [artifact] }) =>
    databaseSize === null || rawBytes === null || storedBytes === null || durationMs === null || artifact === undefined
      ? []
      : [{ databaseSize, rawBytes, storedBytes, durationMs, compression: artifact.compression }],
  );
}
