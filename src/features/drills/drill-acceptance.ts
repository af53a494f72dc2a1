import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { nextNumber } from '../../database/numbering.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit } from '../audit/audit.js';
import { BackupRepository } from '../backups/backup-records.js';
import { isFinalStatus } from '../backups/backup-states.js';
import type { Backup } from '../backups/backup.entity.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Source } from '../sources/source.entity.js';
import type { DrillOrigin } from './drill-states.js';
import { Drill } from './drill.entity.js';

export interface WantedDrill {
  sourceId: string;
  /** Absent: the newest that is completed. */
  backupId?: string;
  /** Absent: the source itself. */
  targetSourceId?: string;
  origin: DrillOrigin;
  /** For the record; absent: the caller. */
  requestedBy?: string;
}

/** Takes a drill on, whoever asks for it: the record, the job and the trace are one transaction, the caller's. */
@Injectable()
export class DrillAcceptance {
  constructor(
    private readonly jobs: JobsService,
    private readonly audit: Audit,
  ) {}

  /**
   * Dispatch the job once that has committed. Throws NOT_FOUND, INVALID_PARAMETER for a backup of another source,
   * BACKUP_NOT_READY where there is none to restore, CONFLICT where one of this backup is under way.
   */
  async accept(manager: EntityManager, caller: Caller, wanted: WantedDrill): Promise<{ drill: Drill; job: Job }> {
    const sources = new TenantRepository(manager, Source, caller, 'source');
    const source = await sources.get(wanted.sourceId, { lock: 'key share' });
    const host = await hostOf(sources, source, wanted.targetSourceId);
    const backup = await backupOf(manager, caller, source, wanted.backupId);
    await assertNoneRuns(manager, backup);
    const drill = manager.create(Drill, {
      ...{ id: uuidV7(), tenantId: source.tenantId, number: await nextNumber(manager, source.tenantId, 'drill') },
      ...{ sourceId: source.id, backupId: backup.id, targetSourceId: host.id },
      ...{ origin: wanted.origin, requestedBy: wanted.requestedBy ?? caller.name },
    });
    await manager.save(drill);
    const subject = { tenantId: drill.tenantId, subjectType: 'drill', subjectId: drill.id } as const;
    // No lock of the source: a drill never touches its live database, and backups go on.
    const job = await this.jobs.accept(manager, caller, { action: 'drill', ...subject, sourceId: null });
    await this.audit.record(
      caller,
      { action: 'drill.create', ...subject, data: { backupId: backup.id, targetSourceId: host.id } },
      manager,
    );
    return { drill: await manager.findOneByOrFail(Drill, { id: drill.id }), job };
  }
}

/** Another tenant's is not there, also for those who see all tenants: rows would leave their tenant. */
async function hostOf(sources: TenantRepository<Source>, source: Source, id: string | undefined): Promise<Source> {
  if (id === undefined || id === source.id) return source;
  const host = await sources.get(id, { lock: 'key share' });
  if (host.tenantId === source.tenantId) return host;
  throw new AppError('NOT_FOUND', `There is no source ${id} of this tenant.`, {
    hint: 'Name a source of the tenant whose backup it is.',
  });
}

/** Locked until the transaction ends, so that nobody deletes it before the record says that it is in use. */
async function backupOf(
  manager: EntityManager,
  caller: Caller,
  source: Source,
  wanted: string | undefined,
): Promise<Backup> {
  const backups = new BackupRepository(manager, caller);
  const backup = await backups.getLocked(wanted ?? (await newestOf(manager, source)));
  if (backup.sourceId !== source.id) {
    throw new AppError('INVALID_PARAMETER', 'This is a backup of another source.', {
      hint: `Name its own: sourceId ${backup.sourceId}. Where it is restored says target.`,
      errors: [{ field: 'backupId', message: 'must be a backup of sourceId' }],
    });
  }
  if (backup.status === 'completed') return backup;
  throw new AppError('BACKUP_NOT_READY', `This backup is ${backup.status}; only a completed one can be restored.`, {
    hint: isFinalStatus(backup.status) ? 'Name another one, or make a new one.' : 'Wait until it is completed.',
  });
}

/** Of those that were taken of the source. By its number, as everywhere: a clock that ran ahead and was set back must not make it the same one for years. */
async function newestOf(manager: EntityManager, source: Source): Promise<string> {
  const [newest] = await manager.query<{ id: string }[]>(
    `SELECT id FROM backups WHERE "sourceId" = $1 AND status = 'completed' AND "deletedAt" IS NULL AND origin <> 'upload'
      ORDER BY number DESC LIMIT 1`,
    [source.id],
  );
  if (newest !== undefined) return newest.id;
  throw new AppError('BACKUP_NOT_READY', 'This source has no completed backup.', { hint: 'Make one first.' });
}

/** The row of the backup is locked, so no other request can come between. */
async function assertNoneRuns(manager: EntityManager, backup: Backup): Promise<void> {
  const [live] = await manager.query<{ id: string; number: number }[]>(
    `SELECT id, number FROM drills WHERE "backupId" = $1 AND status IN ('pending', 'running')`,
    [backup.id],
  );
  if (live === undefined) return;
  throw new AppError('CONFLICT', `Drill #${live.number} restores this backup already.`, {
    hint: `Wait for it to end (GET /drills/${live.id}), or cancel it.`,
  });
}
