import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { assertMayDo, type Permission } from '../../common/permissions.js';
import type { JobAction } from './job-actions.js';
import type { Job } from './job.entity.js';
import { JobsService } from './jobs.service.js';

/** Asks for the same again as a job did: as its own service would be asked, by this caller, with all that this takes. */
export interface JobRetry {
  action: JobAction;
  permission: Permission;
  retry: (caller: Caller, job: Job) => Promise<Job>;
}

/** Jobs that nobody asks for again by their id alone, and what is asked instead. */
const INSTEAD: Partial<Record<JobAction, string>> = {
  restore:
    'The database may be another one by now: make a new plan (POST /api/v1/backups/:id/restore-plan), and restore by it.',
  rollback: 'Ask for the rollback itself: POST /api/v1/restores/:id/rollback.',
  import: 'Upload the dump again: POST /api/v1/backups/import.',
  close_window: 'It is tried again by itself; POST /api/v1/restores/:id/release drops the kept database now.',
  retention: 'It is tried again by itself; POST /api/v1/retention/run runs it now.',
};

/** Which jobs can be asked for again, and how: features register what they know. */
@Injectable()
export class JobRetries {
  private readonly retries = new Map<JobAction, JobRetry>();

  constructor(private readonly jobs: JobsService) {}

  register(retry: JobRetry): void {
    this.retries.set(retry.action, retry);
  }

  /** Whether it can be asked for again, by who may ask for such a one. */
  canRetry(job: Job): boolean {
    return this.retries.has(job.action) && hasFailed(job);
  }

  /**
   * Answers the new job. Throws CONFLICT where the job did not fail, or is of a kind that is not asked for again; FORBIDDEN
   * where the caller might not ask for such a one; and what its service throws.
   */
  async retry(caller: Caller, id: string): Promise<Job> {
    const job = await this.jobs.get(caller, id);
    const act = `retry ${withArticle(job.action.replace('_', ' '))}`;
    const retry = this.retries.get(job.action);
    if (retry === undefined) {
      throw new AppError('CONFLICT', `Nobody can ${act} by its job alone.`, {
        hint: INSTEAD[job.action] ?? 'Ask for it anew.',
      });
    }
    assertMayDo(caller, retry.permission, act);
    if (!hasFailed(job)) {
      throw new AppError('CONFLICT', `This job is ${job.state}; only a failed or canceled one can be retried.`);
    }
    return retry.retry(caller, job);
  }
}

const hasFailed = ({ state }: Job): boolean => state === 'failed' || state === 'canceled';

const withArticle = (name: string): string => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
