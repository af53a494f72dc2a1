import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, type RecordedError, toRecordedError } from '../../common/app-error.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import { HandBack } from '../jobs/hand-back.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { DamagedBackups } from './damaged-backups.js';
import type { Phase, RestoreWork } from './phases/phase.js';
import { tellOfRestore } from './restore-events.js';
import { beginPhase, endPhase, RestoreWorkbench, setStatus } from './restore-work.js';
import { Restore } from './restore.entity.js';
import { SafetyBackups } from './safety-backups.js';
import { untilServerAnswers } from './server-answers.js';
import type { RestoreStrategy } from './strategies/restore-strategy.js';
import { RestoreStrategies } from './strategies/restore-strategies.js';

/** A restore whose worker died is taken up this often; then what it made is undone and it fails. */
const MAX_CRASHES = 3;

/**
 * Runs a restore through the phases of its strategy (docs/restore.md). Whatever happens, the target is wholly what it
 * was or wholly what was restored: until the strategy's commit everything can be undone, and from that instant on a
 * restore only goes forward. A worker that takes over asks the server, not the record, where it stands.
 */
@Injectable()
export class RestoreJob implements JobHandler, OnModuleInit {
  readonly action = 'restore';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly workbench: RestoreWorkbench,
    private readonly safetyBackups: SafetyBackups,
    private readonly damaged: DamagedBackups,
    private readonly strategies: RestoreStrategies,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const work: RestoreWork = {
      ...(await this.workbench.open(job)),
      backup: await this.workbench.backupOf(job),
      inPlace: null,
    };
    const strategy = this.strategies.of(work.restore.strategy);
    await job.transaction(async (manager) => {
      await setStatus(manager, work.restore, 'running', {
        startedAt: work.restore.startedAt ?? new Date(),
        progress: progressAt('planned', 0),
      });
      await job.status(manager, 'running', `Restore #${work.restore.number} begins.`);
    });
    try {
      const isCommitted = await untilServerAnswers(work, false, () => this.takeOver(work, strategy));
      if (!isCommitted) await this.runUntilCommit(work, strategy);
      for (const phase of strategy.afterCommit) await this.runCommitted(work, phase);
    } finally {
      await strategy.release(work);
    }
    await this.finish(work, strategy);
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const restore = await manager.findOneByOrFail(Restore, { id: job.job.subjectId });
    const status = error.code === 'CANCELED' ? 'canceled' : 'failed';
    await setStatus(manager, restore, status, { error, finishedAt: new Date() });
    await job.status(manager, status, error.message);
    if (status === 'failed') await tellOfRestore(manager, 'restore.failed', restore, { error });
  }

  private async runUntilCommit(work: RestoreWork, strategy: RestoreStrategy): Promise<void> {
    for (const phase of strategy.phases) {
      await work.job.transaction((manager) => beginPhase(manager, work.restore, phase.name));
      try {
        // Inside: what the phases before have made is undone, however little of this one was done.
        work.job.throwIfAborted();
        await this.runPhase(work, phase);
      } catch (error) {
        const isCommitted = await untilServerAnswers(work, true, async () => {
          if (await strategy.isCommittedAfterAll(work, error)) return true;
          await this.undo(work, strategy, phase, error);
          return false;
        });
        if (!isCommitted) throw error;
      }
    }
  }

  /**
   * What fails here leaves the restored state where it is: there is no way back but the one that the plan named. A server
   * that went away is no failure: it is waited for, and the phase run again.
   */
  private async runCommitted(work: RestoreWork, phase: Phase): Promise<void> {
    await work.job.transaction((manager) => beginPhase(manager, work.restore, phase.name));
    try {
      await untilServerAnswers(work, true, () => this.runPhase(work, phase));
    } catch (error) {
      if (error instanceof HandBack) throw error;
      if (toRecordedError(error).code === 'CANCELED') await work.job.goOnUncanceled(error);
      await this.markFailed(work, phase, error);
      throw error;
    }
  }

  private async runPhase(work: RestoreWork, phase: Phase): Promise<void> {
    const { skipped, detail } = await work.job.step(phase.name, () => phase.run(work));
    await work.job.transaction((manager) =>
      endPhase(manager, work.restore, phase.name, skipped === true ? 'skipped' : 'completed', detail),
    );
  }

  private async undo(work: RestoreWork, strategy: RestoreStrategy, phase: Phase, error: unknown): Promise<void> {
    const { job } = work;
    // Fenced: who is no longer in charge undoes nothing, for what lies there may be the successor's.
    await this.markFailed(work, phase, error);
    if (READS_BACKUP.has(phase.name)) await this.damaged.markIfDamaged(work.backup, error);
    if (phase.name === 'planned' || phase.name === 'safety_backup') return; // nothing was made on the server
    await strategy.undo(work);
    job.log('info', phase.name, 'Undone: everything is as it was, nothing is left over.');
  }

  private async markFailed({ job, restore }: RestoreWork, phase: Phase, error: unknown): Promise<void> {
    const { code, message } = toRecordedError(error);
    await job.transaction((manager) => endPhase(manager, restore, phase.name, 'failed', { code, message }));
  }

  /**
   * After a crash: ends what the worker before left running, then asks the server. True when the restore is committed.
   * Otherwise what that worker made is undone, and the phases begin anew.
   */
  private async takeOver(work: RestoreWork, strategy: RestoreStrategy): Promise<boolean> {
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
    const isCommitted = await strategy.takeOver(work);
    if (!isCommitted) await strategy.undo(work);
    const isOver = isCommitted && strategy.afterCommit.length === 0;
    if (job.job.crashes > MAX_CRASHES && !isOver) {
      throw new AppError('WORKER_LOST', `The workers that ran this restore died ${job.job.crashes} times.`, {
        hint: isCommitted
          ? `See the logs of the workers. The rows are restored; what was to follow (the plan says) is not done. The way back is the safety backup ${restore.safetyBackupId ?? ''}.`
          : 'See the logs of the workers. What they made is undone; the live database is as it was.',
      });
    }
    return isCommitted;
  }

  private async finish(work: RestoreWork, strategy: RestoreStrategy): Promise<void> {
    const { job, restore } = work;
    await job.complete(async (manager) => {
      await beginPhase(manager, restore, 'finished');
      await endPhase(manager, restore, 'finished', 'completed', {});
      const finishedAt = new Date();
      const durationMs = finishedAt.getTime() - (restore.startedAt ?? finishedAt).getTime();
      await setStatus(manager, restore, 'completed', {
        finishedAt,
        durationMs,
        progress: { ...progressAt('finished', 100), etaSeconds: 0 },
        report: work.report,
        error: null,
      });
      await job.status(manager, 'completed', strategy.completed(work));
      await tellOfRestore(manager, 'restore.completed', restore, { durationMs, downtimeMs: restore.downtimeMs });
    });
  }
}

/** What fails in them may be the backup's own fault. */
const READS_BACKUP: ReadonlySet<Phase['name']> = new Set<Phase['name']>(['planned', 'side_restore', 'replacing']);
