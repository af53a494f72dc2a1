import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import type { JobAction } from './job-actions.js';
import type { JobContext } from './job-context.js';

/**
 * Does one kind of job. `run` is called again (with a higher epoch) after the worker before died, so it must first
 * look at what was left, and be safe to run twice. It ends by calling `job.complete`.
 * When it throws, `fail` writes the failure onto the subject, in the transaction that closes the job.
 */
export interface JobHandler {
  readonly action: JobAction;
  run(job: JobContext): Promise<void>;
  fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void>;
}
