import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, type RecordedError } from '../../common/app-error.js';
import { controlNow } from '../../database/control-clock.js';
import { updateRow } from '../../database/update-row.js';
import { BackupCompletions } from '../backups/backup-completions.js';
import { tellOfBackup } from '../backups/backup-events.js';
import { Backup } from '../backups/backup.entity.js';
import { StoredObjects } from '../backups/stored-objects.js';
import { abortReason, FencedError, type JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { refuseIfCanceled } from '../jobs/refuse-if-canceled.js';
import { Source } from '../sources/source.entity.js';
import { type ImportedBackup, ImportProof } from './import-proof.js';
import { ReceivedUpload } from './received-upload.entity.js';
import { ReceivedUploads } from './received-uploads.js';

/** An import whose worker died is begun anew this often; then it is given up. */
const MAX_CRASHES = 2;

/** Makes a backup of an upload. Whatever comes of it, the upload goes; of one that fails nothing is left in the store. */
@Injectable()
export class ImportJob implements JobHandler, OnModuleInit {
  readonly action = 'import';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly proof: ImportProof,
    private readonly objects: StoredObjects,
    private readonly completions: BackupCompletions,
    private readonly uploads: ReceivedUploads,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const { backup, source, upload } = await job.transaction((manager) => begin(manager, job));
    try {
      if (job.job.epoch > 1) await this.objects.removeAttempt(backup.id, job);
      if (job.job.crashes > MAX_CRASHES) throw workerLost(job.job.crashes);
      job.throwIfAborted();
      const { captured, trusted } = await this.proof.import({ backup, source, upload, job });
      job.throwIfAborted();
      await job.complete(async (manager) => {
        await refuseIfCanceled(manager, job);
        await updateRow(manager, Backup, backup.id, { trusted });
        await this.completions.complete(manager, backup, captured);
        await job.status(manager, 'completed', completedText(trusted, captured));
      });
    } catch (error) {
      await this.takeAway(backup.id, job);
      // Whatever the abort cut off is told as what it was, an abort.
      if (job.signal.aborted) throw abortReason(job.signal);
      throw error;
    }
    await this.uploads.discard(upload).catch((error: unknown) => {
      job.log('warn', 'clean_up', `The upload is taken away later: ${String(error)}`);
    });
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const status = error.code === 'CANCELED' ? 'canceled' : 'failed';
    const finishedAt = await controlNow(manager);
    await updateRow(manager, Backup, job.job.subjectId, { status, error, finishedAt, proof: 'none' });
    await this.uploads.isOver(job.job.subjectId, manager);
    await job.status(manager, status, error.message);
    if (status === 'canceled') return;
    const backup = await manager.findOneByOrFail(Backup, { id: job.job.subjectId });
    await tellOfBackup(manager, 'backup.failed', backup, { error });
  }

  /** What an attempt stored; not the upload, which another attempt may need. */
  private async takeAway(backupId: string, job: JobContext): Promise<void> {
    if (job.isClosed) return;
    await this.objects.removeAttempt(backupId, job).catch((failure: unknown) => {
      if (failure instanceof FencedError) throw failure;
      job.log('warn', 'clean_up', `What was stored is taken away later: ${String(failure)}`);
    });
  }
}

async function begin(
  manager: EntityManager,
  job: JobContext,
): Promise<{ backup: Backup; source: Source; upload: ReceivedUpload }> {
  const backup = await manager.findOneByOrFail(Backup, { id: job.job.subjectId });
  const source = await manager.findOneByOrFail(Source, { id: backup.sourceId });
  const upload = await manager.findOneByOrFail(ReceivedUpload, { backupId: backup.id });
  backup.status = 'running';
  backup.startedAt = await controlNow(manager);
  backup.progress = progressAt('import', 0);
  const { status, startedAt, progress } = backup;
  await updateRow(manager, Backup, backup.id, { status, startedAt, progress });
  await job.status(manager, 'running', 'The import begins.');
  return { backup, source, upload };
}

function completedText(trusted: boolean, { proof }: ImportedBackup['captured']): string {
  const whose = trusted ? 'a backup of this instance' : 'anybody’s dump: it is not trusted';
  return `The upload is stored and proven to level "${proof}". It is ${whose}.`;
}

function workerLost(crashes: number): AppError {
  return new AppError('WORKER_LOST', `The workers that made this import died ${crashes} times.`, {
    hint: 'See the logs of the workers: memory, disk, or a restart loop. Then upload it again.',
  });
}
