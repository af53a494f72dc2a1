import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRow } from '../../database/update-row.js';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import type { Page } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import { Activity } from '../activity/activity.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { type BackupContents, contentsOfCounts } from './backup-contents.js';
import { listBackups } from './backup-list.js';
import { BackupRepository, noBackup } from './backup-records.js';
import type { ListBackupsQuery, UpdateBackupRequest } from './backup-requests.dto.js';
import { isFinalStatus, type VerifyLevel } from './backup-states.js';
import { Backup } from './backup.entity.js';
import { BackupUses } from './backup-uses.js';
import { addRetentionUntil } from './retention-until.js';
import { StoredObjects } from './stored-objects.js';

@Injectable()
export class BackupsService {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly objects: StoredObjects,
    private readonly uses: BackupUses,
    private readonly activity: Activity,
  ) {}

  async list(caller: Caller, query: ListBackupsQuery): Promise<Page<Backup>> {
    return this.database.as(caller, async (manager) => {
      const page = await listBackups(manager, caller, query);
      await addRetentionUntil(manager, page.items);
      return page;
    });
  }

  async get(caller: Caller, id: string): Promise<Backup> {
    return this.database.as(caller, (manager) => readBackup(manager, caller, id));
  }

  /** `isDerived`: it was not recorded, and is what the row counts tell. */
  async contents(caller: Caller, id: string): Promise<{ contents: BackupContents; isDerived: boolean }> {
    return this.database.as(caller, async (manager) => {
      const backup = await new BackupRepository(manager, caller)
        .query()
        .addSelect('backup.contentsTree')
        .andWhere('backup.id = :id', { id })
        .getOne();
      if (backup === null) throw noBackup(id);
      assertReady(backup);
      const isDerived = backup.contentsTree === null;
      return { contents: backup.contentsTree ?? contentsOfCounts(backup.tableCounts ?? {}), isDerived };
    });
  }

  async update(caller: Caller, id: string, request: UpdateBackupRequest): Promise<Backup> {
    return this.database.as(caller, async (manager) => {
      const backups = new BackupRepository(manager, caller);
      const backup = await backups.getLocked(id);
      const changes = definedOf(request);
      if (Object.keys(changes).length > 0) await updateRow(manager, Backup, backup.id, changes);
      const { pinned } = changes;
      const changed = { fields: Object.keys(changes), ...(pinned === undefined ? {} : { pinned }) };
      await this.audit.record(caller, act('backup.update', backup, changed), manager);
      return readBackup(manager, caller, id);
    });
  }

  /** The record goes first, out of everyone's sight; then its objects; the sweep finishes what a crash leaves. */
  async delete(caller: Caller, id: string): Promise<{ freedBytes: number }> {
    const backup = await this.database.as(caller, async (manager) => {
      const found = await new BackupRepository(manager, caller).getLocked(id);
      await this.assertDeletable(manager, found);
      await updateRow(manager, Backup, found.id, { deletedAt: new Date() });
      await this.audit.record(caller, act('backup.delete', found, { storedBytes: found.storedBytes }), manager);
      return found;
    });
    return { freedBytes: await this.objects.erase(backup) };
  }

  /** Queues a check, one at a time for a backup. Takes no source lock: it reads the store, and never the live database. */
  async verify(caller: Caller, id: string, level: VerifyLevel): Promise<Job> {
    const job = await this.database.as(caller, async (manager) => {
      const backup = await new BackupRepository(manager, caller).getLocked(id);
      assertReady(backup);
      await this.assertIdle(manager, backup);
      const accepted = await this.jobs.accept(manager, caller, {
        action: 'verify',
        tenantId: backup.tenantId,
        subjectType: 'backup',
        subjectId: backup.id,
        sourceId: null,
        parameters: { level },
      });
      await this.audit.record(caller, act('backup.verify', backup, { level }), manager);
      return accepted;
    });
    await this.jobs.dispatch(job);
    return job;
  }

  /** What nobody has begun is closed at once; what runs is told, and ends within seconds. */
  async cancel(caller: Caller, id: string): Promise<Backup> {
    return this.database.as(caller, async (manager) => {
      const backups = new BackupRepository(manager, caller);
      // Not locked: workers take the job's row first and then the backup's, and so must we.
      const backup = await backups.get(id);
      await this.jobs.assertMayCancel(manager, caller, backup.id);
      await this.audit.record(caller, act('backup.cancel', backup), manager);
      const job = await this.jobs.cancelUnbegun(manager, backup.id);
      if (job !== null) await this.closeCanceled(manager, backup, job);
      else if (!(await this.jobs.requestCancel(manager, backup.id))) throw nothingRuns(backup);
      return readBackup(manager, caller, id);
    });
  }

  private async closeCanceled(manager: EntityManager, backup: Backup, job: Job): Promise<void> {
    const changes = { status: 'canceled', error: job.error, finishedAt: job.finishedAt } as const;
    if (job.action !== 'verify') await updateRow(manager, Backup, backup.id, changes);
    const [status, message] =
      job.action !== 'verify'
        ? ['canceled', 'Canceled before it was begun.']
        : ['verification_canceled', 'The verification was canceled before it was begun.'];
    const subject = { type: 'backup', id: backup.id, tenantId: backup.tenantId };
    await this.activity.status(subject, status, { message }, manager);
  }

  /** The row of the backup is locked, so no other request can come between. */
  private async assertIdle(manager: EntityManager, backup: Backup): Promise<void> {
    const live = await this.jobs.liveJobOf(manager, backup.id);
    if (live === null) return;
    throw new AppError('CONFLICT', `This backup has a job already: ${live.action} (job ${live.id}).`, {
      hint: `Wait for it to end (GET /jobs/${live.id}), or cancel it.`,
    });
  }

  private async assertDeletable(manager: EntityManager, backup: Backup): Promise<void> {
    if (backup.pinned) {
      throw new AppError('CONFLICT', 'This backup is pinned.', {
        hint: 'Unpin it first: PATCH with {"pinned": false}.',
      });
    }
    const use = await this.uses.of(manager, backup);
    if (use !== null || !isFinalStatus(backup.status)) {
      throw new AppError('BACKUP_IN_USE', `This backup is in use: ${use ?? 'it is being made'}.`, {
        hint: 'Wait until that has ended, or cancel it.',
      });
    }
  }
}

function nothingRuns(backup: Backup): AppError {
  const isOfRestore = backup.origin === 'safety' && !isFinalStatus(backup.status);
  return new AppError('CONFLICT', `Nothing of its own is running for this backup; it is ${backup.status}.`, {
    ...(isOfRestore ? { hint: 'It is made for a restore: cancel that one.' } : {}),
  });
}

export function assertReady(backup: Backup): void {
  if (backup.status === 'completed' || backup.status === 'corrupted') return;
  throw new AppError('BACKUP_NOT_READY', `This backup is ${backup.status}; only a completed one can be used.`, {
    hint: isFinalStatus(backup.status) ? 'Make a new backup.' : 'Wait until it is completed.',
  });
}

async function readBackup(manager: EntityManager, caller: Caller, id: string): Promise<Backup> {
  const backup = await new BackupRepository(manager, caller).get(id);
  await addRetentionUntil(manager, [backup]);
  return backup;
}

function act(action: string, backup: Backup, data: Record<string, unknown> = {}): AuditEntry {
  return { action, subjectType: 'backup', subjectId: backup.id, tenantId: backup.tenantId, data };
}
