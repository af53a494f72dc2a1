import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, type RecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import { type DatabaseClient, withConnection } from '../../platform/postgres/connection.js';
import { findDatabase } from '../../platform/postgres/database-ref.js';
import { dropDatabase } from '../../platform/postgres/drop-database.js';
import {
  type ActivityCounters,
  allowConnections,
  hasChangedSince,
  readActivityCounters,
} from '../../platform/postgres/kept-database.js';
import { endPredecessors, endSessions } from '../../platform/postgres/sessions.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { KeptDatabase } from './kept-database.entity.js';
import type { ServerWork } from './phases/phase.js';
import { RestoreWorkbench } from './restore-work.js';
import { SafetyBackups } from './safety-backups.js';
import { HAS_WAITING_ROLLBACK } from './waiting-rollback.js';

/** Each of them opens the kept database for a while. */
const MAX_FINAL_BACKUPS = 3;

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
    const isThere = await this.asAdmin(work, (admin) => findDatabase(admin, { oid: kept.oid }));
    if (isThere !== null) {
      await this.backUpUntilUnchanged(work, kept);
      job.throwIfAborted();
      if (await this.isProlonged(work)) return;
      await this.asAdmin(work, (admin) => dropDatabase(admin, { name: kept.name, oid: kept.oid }));
      job.log('info', 'window', `The rollback window is closed; "${kept.name}" is dropped.`);
    }
    await job.complete(async (manager) => {
      await updateRow(manager, KeptDatabase, kept.id, { droppedAt: new Date() });
      await job.status(manager, work.restore.status, 'The rollback window is closed.');
    });
  }

  /** It stays, and is tried again in an hour: better a database too many than a row too few. */
  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const { subjectId } = job.job;
    await manager.query(`UPDATE kept_databases SET "keepUntil" = now() + interval '1 hour' WHERE id = $1`, [subjectId]);
    // What the client is told of the window is when the sweep comes again.
    await manager.query(
      `UPDATE restores SET "rollbackUntil" = kept."keepUntil" FROM kept_databases kept
       WHERE restores.id = $1 AND kept.id = restores.id`,
      [subjectId],
    );
    job.log('error', 'window', `The kept database stays for another hour: ${error.message}`);
  }

  /** True when somebody prolonged the window, or asked for the way back, after this job was asked for: then the database stays. */
  private async isProlonged(work: ServerWork): Promise<boolean> {
    const { job } = work;
    const [kept] = await job.transaction((manager) =>
      manager.query<{ isOver: boolean }[]>(
        `SELECT "keepUntil" < now() AND NOT ${HAS_WAITING_ROLLBACK} AS "isOver" FROM kept_databases kept WHERE id = $1`,
        [work.restore.id],
      ),
    );
    if (kept?.isOver === true) return false;
    const why = 'The rollback window was prolonged, or a rollback waits for approval.';
    job.log('info', 'window', `${why} The kept database stays.`);
    await job.complete((manager) => job.status(manager, work.restore.status, why));
    return true;
  }

  /**
   * A final backup where anything may have changed since the safety backup. It has to open the database for a while;
   * where somebody wrote to it meanwhile, another one is taken, until nothing has changed since its snapshot.
   */
  private async backUpUntilUnchanged(work: ServerWork, kept: KeptDatabase): Promise<void> {
    const { job } = work;
    const read = (): Promise<ActivityCounters | null> =>
      this.asAdmin(work, (admin) => readActivityCounters(admin, kept.oid));
    let before = kept.countersBefore;
    for (let taken = 0; hasChangedSince(before, await read()); taken += 1) {
      if (taken === MAX_FINAL_BACKUPS) {
        throw new AppError('CONFLICT', `Somebody keeps writing to "${kept.name}".`, {
          hint: 'It was opened for its final backup. Find out who connects to it by that name, and stop them.',
        });
      }
      job.log('info', 'window', `Something in "${kept.name}" may have changed: taking a final backup of it.`);
      before = await read();
      await this.takeFinalBackup(work, kept);
    }
    job.log('info', 'window', `Nothing in "${kept.name}" has changed since the last backup of it.`);
  }

  private async takeFinalBackup(work: ServerWork, kept: KeptDatabase): Promise<void> {
    const database = { name: kept.name, oid: kept.oid };
    await this.asAdmin(work, (admin) => allowConnections(admin, database, true));
    try {
      await this.safetyBackups.take(work, {
        target: { ...work.target, database: kept.name },
        name: `Final backup of "${kept.name}" (restore #${work.restore.number})`,
        onRecord: async (manager, backup) => {
          await updateRow(manager, KeptDatabase, kept.id, { finalBackupId: backup.id });
        },
      });
    } finally {
      await this.asAdmin(work, async (admin) => {
        await allowConnections(admin, database, false);
        // Their last counts are added as they end.
        await endSessions(admin, [kept.oid]);
      });
    }
  }

  private async cleanUpAfterPredecessor(work: ServerWork, kept: KeptDatabase): Promise<void> {
    const { job } = work;
    if (kept.finalBackupId !== null) await this.safetyBackups.abandon(kept.finalBackupId, job);
    await this.asAdmin(work, (admin) => endPredecessors(admin, { id: job.fenceId, epoch: job.job.epoch }));
  }

  private async asAdmin<Result>(work: ServerWork, act: (admin: DatabaseClient) => Promise<Result>): Promise<Result> {
    return withConnection(work.maintenance, { applicationName: work.job.applicationName }, act);
  }
}
