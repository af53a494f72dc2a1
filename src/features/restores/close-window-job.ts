import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { findDatabase } from '../../platform/postgres/database-ref.js';
import { dropDatabase } from '../../platform/postgres/drop-database.js';
import { allowConnections, hasChangedSince, readActivityCounters } from '../../platform/postgres/kept-database.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { KeptDatabase } from './kept-database.entity.js';
import type { RestoreWork } from './phases/phase.js';
import { RestoreWorkbench } from './restore-work.js';
import { SafetyBackups } from './safety-backups.js';

/**
 * Ends a rollback window: where anything in the kept database may have changed since the safety backup, a final,
 * proven backup of it is taken; only then is it dropped. No committed row is ever lost.
 */
@Injectable()
export class CloseWindowJob implements JobHandler, OnModuleInit {
  readonly action = 'close_window';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly workbench: RestoreWorkbench,
    private readonly safetyBackups: SafetyBackups,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const work = await this.workbench.open(job);
    const kept = await job.transaction((manager) => manager.findOneByOrFail(KeptDatabase, { id: work.restore.id }));
    await this.cleanUpAfterPredecessor(work, kept);
    const application = { applicationName: job.applicationName };
    const isThere = await withConnection(work.maintenance, application, (admin) =>
      findDatabase(admin, { oid: kept.oid }),
    );
    if (isThere !== null) {
      await this.backUpIfChanged(work, kept);
      job.throwIfAborted();
      await withConnection(work.maintenance, application, (admin) =>
        dropDatabase(admin, { name: kept.name, oid: kept.oid }),
      );
      job.log('info', 'window', `The rollback window is closed; "${kept.name}" is dropped.`);
    }
    await job.complete(async (manager) => {
      await updateRow(manager, KeptDatabase, kept.id, { droppedAt: new Date() });
      await job.status(manager, work.restore.status, 'The rollback window is closed.');
    });
  }

  /** It stays, and is tried again in an hour: better a database too many than a row too few. */
  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    await manager.query(`UPDATE kept_databases SET "keepUntil" = now() + interval '1 hour' WHERE id = $1`, [
      job.job.subjectId,
    ]);
    job.log('error', 'window', `The kept database stays for another hour: ${error.message}`);
  }

  private async backUpIfChanged(work: RestoreWork, kept: KeptDatabase): Promise<void> {
    const { job } = work;
    if (kept.finalBackupId !== null && (await this.safetyBackups.isCompleted(kept.finalBackupId))) return;
    const application = { applicationName: job.applicationName };
    const countersNow = await withConnection(work.maintenance, application, (admin) =>
      readActivityCounters(admin, kept.oid),
    );
    if (!hasChangedSince(kept.countersBefore, countersNow)) {
      job.log('info', 'window', `Nothing in "${kept.name}" changed since the safety backup; no other is needed.`);
      return;
    }
    job.log(
      'info',
      'window',
      `Something in "${kept.name}" may have changed since the safety backup: taking a final backup of it.`,
    );
    const database = { name: kept.name, oid: kept.oid };
    await withConnection(work.maintenance, application, (admin) => allowConnections(admin, database, true));
    try {
      await this.safetyBackups.take(work, {
        target: { ...work.target, database: kept.name },
        name: `Final backup of "${kept.name}" (restore #${work.restore.number})`,
        onRecord: async (manager, backup) => {
          await updateRow(manager, KeptDatabase, kept.id, { finalBackupId: backup.id });
        },
      });
    } finally {
      await withConnection(work.maintenance, application, (admin) => allowConnections(admin, database, false));
    }
  }

  private async cleanUpAfterPredecessor(work: RestoreWork, kept: KeptDatabase): Promise<void> {
    const { job } = work;
    if (job.job.epoch === 1) return;
    await withConnection(work.maintenance, { applicationName: job.applicationName }, (admin) =>
      endPredecessors(admin, { id: job.fenceId, epoch: job.job.epoch }),
    );
    if (kept.finalBackupId !== null) await this.safetyBackups.abandon(kept.finalBackupId);
  }
}
