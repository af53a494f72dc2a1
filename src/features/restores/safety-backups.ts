import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { toRecordedError } from '../../common/app-error.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { updateRow } from '../../database/update-row.js';
import type { ConnectionTarget } from '../../platform/postgres/connection.js';
import { Activity } from '../activity/activity.js';
import { BackupCompletions } from '../backups/backup-completions.js';
import { BackupEngine } from '../backups/backup-engine.js';
import { tellOfBackup } from '../backups/backup-events.js';
import { createBackupRecord } from '../backups/backup-records.js';
import { Backup } from '../backups/backup.entity.js';
import { StoredObjects } from '../backups/stored-objects.js';
import type { JobContext } from '../jobs/job-context.js';
import type { ServerWork } from './phases/phase.js';

export interface SafetyBackupRequest {
  target: ConnectionTarget;
  name: string;
  /** Called in the transaction that makes the record, so that nobody can lose sight of it. */
  onRecord: (manager: EntityManager, backup: Backup) => Promise<void>;
}

/** Takes backups on a restore's behalf: of the live database before it, of kept databases before they are dropped. */
@Injectable()
export class SafetyBackups {
  constructor(
    private readonly database: Database,
    private readonly engine: BackupEngine,
    private readonly activity: Activity,
    private readonly objects: StoredObjects,
    private readonly completions: BackupCompletions,
  ) {}

  async isCompleted(backupId: string): Promise<boolean> {
    const backup = await this.database.asSystem((manager) => manager.findOneBy(Backup, { id: backupId }));
    return backup?.status === 'completed' && backup.deletedAt === null;
  }

  /** Makes, proves and records one; resolves with its record. Its log goes to its own record and to the job's. */
  async take(work: Pick<ServerWork, 'job' | 'source'>, request: SafetyBackupRequest): Promise<Backup> {
    const { job, source } = work;
    const record = await job.transaction(async (manager) => {
      const created = await createBackupRecord(manager, {
        source,
        origin: 'safety',
        createdBy: job.job.requestedBy,
        name: request.name,
      });
      created.startedAt = await controlNow(manager);
      await updateRow(manager, Backup, created.id, { status: 'running', startedAt: created.startedAt });
      await request.onRecord(manager, created);
      return created;
    });
    const subject = { type: 'backup', id: record.id, tenantId: record.tenantId };
    try {
      const captured = await this.engine.capture(record, source, request.target, {
        signal: job.signal,
        applicationName: job.applicationName,
        log: (level, phase, message, data) => {
          this.activity.append(subject, [{ level, phase, message, data: data ?? {} }]);
          job.log(level, 'safety_backup', message, data);
        },
        progress: (progress) => job.transaction((manager) => updateRow(manager, Backup, record.id, { progress })),
        step: (name, work) => job.step(`safety_${name}`, work),
        transaction: job.transaction.bind(job),
      });
      await this.activity.flush(subject);
      return await job.transaction(async (manager) => {
        await this.completions.complete(manager, record, captured);
        await this.activity.status(subject, 'completed', { message: 'The backup is completed.' }, manager);
        return manager.findOneOrFail(Backup, { where: { id: record.id }, relations: { artifacts: true } });
      });
    } catch (error) {
      await this.markFailed(record, error);
      throw error;
    }
  }

  /** Closes a record that a dead worker left open, and takes away what it may have stored. */
  async abandon(backupId: string, job: JobContext): Promise<void> {
    const backup = await this.database.asSystem((manager) => manager.findOneBy(Backup, { id: backupId }));
    if (backup === null || (backup.status !== 'running' && backup.status !== 'pending')) return;
    await this.objects.removeAttempt(backup.id, job);
    const error = {
      code: 'WORKER_LOST' as const,
      message: 'The worker that made this backup was lost.',
      hint: 'The restore took a new one.',
    };
    await this.database.asSystem(async (manager) => {
      await updateRow(manager, Backup, backup.id, { status: 'failed', error, finishedAt: await controlNow(manager) });
      await this.activity.status(subjectOf(backup), 'failed', { message: error.message, level: 'error' }, manager);
    });
  }

  private async markFailed(record: Backup, error: unknown): Promise<void> {
    const recorded = toRecordedError(error);
    await this.activity.flush(subjectOf(record));
    await this.database.asSystem(async (manager) => {
      const status = recorded.code === 'CANCELED' ? 'canceled' : 'failed';
      await updateRow(manager, Backup, record.id, { status, error: recorded, finishedAt: await controlNow(manager) });
      await this.activity.status(subjectOf(record), status, { message: recorded.message, level: 'error' }, manager);
      if (status === 'failed') await tellOfBackup(manager, 'backup.failed', record, { error: recorded });
    });
  }
}

function subjectOf(backup: Backup): { type: string; id: string; tenantId: string } {
  return { type: 'backup', id: backup.id, tenantId: backup.tenantId };
}
