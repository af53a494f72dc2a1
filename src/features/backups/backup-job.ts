import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { updateRow } from '../../database/update-row.js';
import { AppError, type RecordedError } from '../../common/app-error.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import { abortReason, type JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { refuseIfCanceled } from '../jobs/refuse-if-canceled.js';
import { SourceConnections } from '../sources/source-connections.js';
import { Source } from '../sources/source.entity.js';
import { BackupEngine, type CapturedBackup } from './backup-engine.js';
import { BackupCompletions } from './backup-completions.js';
import { tellOfBackup } from './backup-events.js';
import { Backup } from './backup.entity.js';
import { StoredObjects } from './stored-objects.js';

/** A backup whose worker died is begun anew this often; then it is given up. */
const MAX_CRASHES = 2;

/** Makes the backup that a person or a schedule asked for. */
@Injectable()
export class BackupJob implements JobHandler, OnModuleInit {
  readonly action = 'backup';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly connections: SourceConnections,
    private readonly engine: BackupEngine,
    private readonly objects: StoredObjects,
    private readonly completions: BackupCompletions,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    try {
      await this.capture(job);
    } catch (error) {
      // Whatever the abort cut off is told as what it was, an abort.
      if (job.signal.aborted) throw abortReason(job.signal);
      throw error;
    }
  }

  private async capture(job: JobContext): Promise<void> {
    const { backup, source } = await job.transaction(async (manager) => this.begin(manager, job));
    // Before the source is asked for anything: it may be down, and what a dead worker stored must go all the same.
    if (job.job.epoch > 1) await this.objects.removeAttempt(backup.id, job);
    job.throwIfAborted();
    const target = await this.connections.target(source);
    await this.connections.assertNotControl(target, source.mayShareControlServer);
    if (job.job.epoch > 1) {
      await withConnection(target, { applicationName: job.applicationName }, (db) =>
        endPredecessors(db, { id: job.fenceId, epoch: job.job.epoch }),
      );
      takeOver(job);
    }
    const captured = await this.engine.capture(backup, source, target, {
      signal: job.signal,
      applicationName: job.applicationName,
      takesFingerprints: job.job.parameters.fingerprints === true,
      log: job.log.bind(job),
      progress: (progress) =>
        job.progress(progress, async (manager) => {
          await updateRow(manager, Backup, backup.id, { progress });
        }),
      step: job.step.bind(job),
      transaction: job.transaction.bind(job),
    });
    await this.complete(job, backup, captured);
  }

  /** A request to cancel that was accepted is kept, also when it came as the last byte was proven: then all is taken away. */
  private async complete(job: JobContext, backup: Backup, captured: CapturedBackup): Promise<void> {
    try {
      await job.complete(async (manager) => {
        await refuseIfCanceled(manager, job);
        await this.completions.complete(manager, backup, captured);
        await job.status(manager, 'completed', `The backup is completed and proven to level "${captured.proof}".`);
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'CANCELED') await this.objects.removeAttempt(backup.id, job);
      throw error;
    }
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const status = error.code === 'CANCELED' ? 'canceled' : 'failed';
    const finishedAt = await controlNow(manager);
    await updateRow(manager, Backup, job.job.subjectId, { status, error, finishedAt, proof: 'none' });
    await job.status(manager, status, error.message);
    if (status === 'canceled') return;
    const backup = await manager.findOneByOrFail(Backup, { id: job.job.subjectId });
    await tellOfBackup(manager, 'backup.failed', backup, { error });
  }

  private async begin(manager: EntityManager, job: JobContext): Promise<{ backup: Backup; source: Source }> {
    const backup = await manager.findOneByOrFail(Backup, { id: job.job.subjectId });
    const source = await manager.findOneByOrFail(Source, { id: backup.sourceId });
    backup.status = 'running';
    // By the clock that says when it was due: a worker's may be behind, and then the backup seems late for ever.
    backup.startedAt = await controlNow(manager);
    backup.progress = progressAt('starting', 0);
    await updateRow(manager, Backup, backup.id, {
      status: 'running',
      startedAt: backup.startedAt,
      progress: backup.progress,
    });
    await job.status(manager, 'running', 'The backup begins.');
    return { backup, source };
  }
}

function takeOver(context: JobContext): void {
  const { job } = context;
  if (job.crashes > MAX_CRASHES) {
    throw new AppError('WORKER_LOST', `The workers that made this backup died ${job.crashes} times.`, {
      hint: 'See the logs of the workers: memory, disk, or a restart loop. Then make a new backup.',
    });
  }
  context.log('warn', 'starting', 'The worker before was lost or stopped; the backup is made anew.', {
    attempt: job.epoch,
  });
}
