import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, type RecordedError, toRecordedError } from '../../common/app-error.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { type DatabaseRef, expectDatabases, fetchDatabases, sendAtOnce } from '../../platform/postgres/database-ref.js';
import { quoteIdentifier } from '../../platform/postgres/quoting.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import { readSwapState, type SwapState } from '../../platform/postgres/swap-state.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { CheckingPhase } from './phases/checking.js';
import { MigratingPhase } from './phases/migrating.js';
import type { Phase, RestoreWork } from './phases/phase.js';
import { PlannedPhase } from './phases/planned.js';
import { SafetyBackupPhase } from './phases/safety-backup.js';
import { SideRestorePhase } from './phases/side-restore.js';
import { SwappingPhase } from './phases/swapping.js';
import { DamagedBackups } from './damaged-backups.js';
import { Restore } from './restore.entity.js';
import { beginPhase, endPhase, RestoreWorkbench, setStatus } from './restore-work.js';
import { untilServerAnswers } from './server-answers.js';
import { SafetyBackups } from './safety-backups.js';

/** A restore whose worker died is taken up this often; then what it made is undone and it fails. */
const MAX_CRASHES = 3;

/**
 * Runs a restore through its phases (docs/restore.md). Whatever happens, the target is wholly the old database or
 * wholly the new one: until the swap has committed everything can be undone by dropping the side database, and from
 * that instant on a restore only goes forward. A worker that takes over asks the catalogue, not the record, where it stands.
 */
@Injectable()
export class RestoreJob implements JobHandler, OnModuleInit {
  readonly action = 'restore';
  private readonly phases: readonly Phase[];

  constructor(
    private readonly handlers: JobHandlers,
    private readonly workbench: RestoreWorkbench,
    private readonly safetyBackups: SafetyBackups,
    private readonly damaged: DamagedBackups,
    private readonly sideRestore: SideRestorePhase,
    private readonly swapping: SwappingPhase,
    planned: PlannedPhase,
    safetyBackup: SafetyBackupPhase,
    checking: CheckingPhase,
    migrating: MigratingPhase,
  ) {
    this.phases = [planned, safetyBackup, sideRestore, checking, migrating, swapping];
  }

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const work = { ...(await this.workbench.open(job)), backup: await this.workbench.backupOf(job) };
    await job.transaction(async (manager) => {
      await setStatus(manager, work.restore, 'running', {
        startedAt: work.restore.startedAt ?? new Date(),
        progress: progressAt('planned', 0),
      });
      await job.status(manager, 'running', `Restore #${work.restore.number} begins.`);
    });
    const isSwapped = await untilServerAnswers(work, false, () => this.takeOver(work));
    if (!isSwapped) await this.runPhases(work);
    await this.finish(work);
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const restore = await manager.findOneByOrFail(Restore, { id: job.job.subjectId });
    const status = error.code === 'CANCELED' ? 'canceled' : 'failed';
    await setStatus(manager, restore, status, { error, finishedAt: new Date() });
    await job.status(manager, status, error.message);
  }

  private async runPhases(work: RestoreWork): Promise<void> {
    for (const phase of this.phases) {
      work.job.throwIfAborted();
      await work.job.transaction((manager) => beginPhase(manager, work.restore, phase.name));
      try {
        const { skipped, detail } = await phase.run(work);
        await work.job.transaction((manager) =>
          endPhase(manager, work.restore, phase.name, skipped === true ? 'skipped' : 'completed', detail),
        );
      } catch (error) {
        const isSwapped = await untilServerAnswers(work, true, async () => {
          if (await this.isSwappedAfterAll(work, error)) return true;
          await this.undo(work, phase, error);
          return false;
        });
        if (isSwapped) return;
        throw error;
      }
    }
  }

  /** An error of the swap, or after it, does not say whether it was committed: the catalogue does. */
  private async isSwappedAfterAll(work: RestoreWork, error: unknown): Promise<boolean> {
    if (work.restore.phase !== 'swapping') return false;
    if ((await this.stateOf(work)).state !== 'swapped') return false;
    work.job.log('warn', 'swapping', `The swap is committed, though it ended with: ${toRecordedError(error).message}`);
    if (work.restore.swappedAt === null) await this.swapping.recordSwap(work, null);
    await work.job.transaction((manager) => endPhase(manager, work.restore, 'swapping', 'completed', {}));
    return true;
  }

  private async undo(work: RestoreWork, phase: Phase, error: unknown): Promise<void> {
    const { job, restore } = work;
    const recorded = toRecordedError(error);
    // Fenced: who is no longer in charge undoes nothing, for what lies there may be the successor's.
    await job.transaction((manager) =>
      endPhase(manager, restore, phase.name, 'failed', { code: recorded.code, message: recorded.message }),
    );
    if (phase.name === 'planned' || phase.name === 'side_restore') await this.damaged.markIfDamaged(work.backup, error);
    if (phase.name === 'planned' || phase.name === 'safety_backup') return; // nothing was made on the server
    await this.undoSide(work);
    job.log('info', phase.name, 'Undone: the live database is as it was, nothing is left over.');
  }

  private async undoSide(work: RestoreWork): Promise<void> {
    await withConnection(work.maintenance, { applicationName: `${work.job.applicationName} undo` }, (admin) =>
      this.sideRestore.undo(work, admin),
    );
  }

  /**
   * After a crash: ends what the worker before left running, then asks the catalogue. True when the swap is committed.
   * Otherwise what that worker made is dropped, and the phases begin anew (a completed safety backup is kept).
   */
  private async takeOver(work: RestoreWork): Promise<boolean> {
    const { job, restore } = work;
    if (job.job.epoch === 1) return false;
    job.log('warn', restore.phase, 'The worker before was lost or stopped; reading journal and catalogue.', {
      attempt: job.job.epoch,
    });
    // Before the server is asked for anything: it may be down, and what a dead worker stored must go all the same.
    if (restore.safetyBackupId !== null) await this.safetyBackups.abandon(restore.safetyBackupId, job);
    await withConnection(work.maintenance, { applicationName: job.applicationName }, (admin) =>
      endPredecessors(admin, { id: job.fenceId, epoch: job.job.epoch }),
    );
    if (restore.journal === null) return false;
    const found = await this.stateOf(work);
    switch (found.state) {
      case 'swapped':
        job.log('info', 'swapping', 'The catalogue says that the swap is committed.');
        if (restore.swappedAt === null) await this.swapping.recordSwap(work, null);
        await job.transaction((manager) => endPhase(manager, restore, 'swapping', 'completed', { takenOver: true }));
        return true;
      case 'no_side':
      case 'not_swapped':
        break;
      case 'interrupted_drop':
        if (found.of === 'side') break;
        throw intervened(`A DROP DATABASE of "${found.database.name}" was interrupted.`);
      case 'live_missing':
        await this.nameBack(work, found.before);
        await this.undoSide(work);
        throw intervened(`"${work.target.database}" had been renamed away; it has its name again.`);
      case 'rolled_back':
      case 'window_closed':
      case 'foreign_live':
        throw intervened(`The catalogue is in the state "${found.state}", which this restore did not make.`);
      case 'unknown':
        throw intervened(found.found);
    }
    await this.undoSide(work);
    if (job.job.crashes > MAX_CRASHES) {
      throw new AppError('WORKER_LOST', `The workers that ran this restore died ${job.job.crashes} times.`, {
        hint: 'See the logs of the workers. What they made is undone; the live database is as it was.',
      });
    }
    return false;
  }

  /** Nothing is live: better the database that was than none. */
  private async nameBack(work: RestoreWork, before: DatabaseRef): Promise<void> {
    const name = quoteIdentifier(work.target.database);
    await withConnection(work.maintenance, { applicationName: work.job.applicationName }, (admin) =>
      sendAtOnce(admin, [
        expectDatabases([before]),
        `ALTER DATABASE ${quoteIdentifier(before.name)} RENAME TO ${name}`,
        `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`,
      ]),
    );
  }

  private async stateOf(work: RestoreWork): Promise<SwapState> {
    const { journal } = work.restore;
    if (journal === null) return { state: 'no_side' };
    return withConnection(work.maintenance, { applicationName: `${work.job.applicationName} look` }, async (admin) =>
      readSwapState(await fetchDatabases(admin), journal.swap),
    );
  }

  private async finish(work: RestoreWork): Promise<void> {
    const { job, restore } = work;
    await job.complete(async (manager) => {
      await beginPhase(manager, restore, 'finished');
      await endPhase(manager, restore, 'finished', 'completed', {});
      const finishedAt = new Date();
      await setStatus(manager, restore, 'completed', {
        finishedAt,
        durationMs: finishedAt.getTime() - (restore.startedAt ?? finishedAt).getTime(),
        progress: { ...progressAt('finished', 100), etaSeconds: 0 },
        report: work.report,
        error: null,
      });
      await job.status(
        manager,
        'completed',
        `Restore #${restore.number} is completed. It can be rolled back until the window closes.`,
      );
    });
  }
}

function intervened(what: string): AppError {
  return new AppError('SWAP_FAILED', `Somebody changed the databases of this restore: ${what}`, {
    hint: 'Compare pg_database with the names and OIDs in the journal of this restore, then decide by hand.',
  });
}
