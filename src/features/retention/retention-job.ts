import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { tellOfBrokenRun } from './retention-events.js';
import { RetentionRun } from './retention-run.entity.js';
import { RetentionRunner } from './retention-runner.js';

/** A run that came of itself: after a completed backup, or once a day. Safe to run twice: what is hidden is not chosen anew. */
@Injectable()
export class RetentionJob implements JobHandler, OnModuleInit {
  readonly action = 'retention';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly runner: RetentionRunner,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const run = await job.transaction(async (manager) => {
      const found = await manager.findOneByOrFail(RetentionRun, { id: job.job.subjectId });
      if (found.status === 'pending') await this.runner.choose(manager, found, null);
      return found;
    });
    if (run.status !== 'running') return job.complete(async () => undefined);
    const deletion = await job.step('delete', () =>
      this.runner.erase(run.deleted, {
        signal: job.signal,
        onErased: (done) => {
          const progress = progressAt('deleting', Math.round((100 * done) / run.deleted.length));
          job.progress(progress).catch(() => undefined); // a worker that lost its job is stopped by its watch
        },
      }),
    );
    job.throwIfAborted();
    await job.complete((manager) => this.runner.finish(manager, run, deletion));
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    await updateRow(manager, RetentionRun, job.job.subjectId, {
      status: 'failed',
      finishedAt: new Date(),
      summary: `${error.message} ${error.hint ?? ''}`.trim(),
    });
    await tellOfBrokenRun(manager, await manager.findOneByOrFail(RetentionRun, { id: job.job.subjectId }), error);
  }
}
