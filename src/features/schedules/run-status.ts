import type { RecordedError } from '../../common/app-error.js';
import type { JobState } from '../jobs/job-actions.js';
import type { Job } from '../jobs/job.entity.js';
import type { ScheduleRun } from './schedule-run.entity.js';

/** `dropped`: it waited until its schedule was paused. */
export const RUN_STATUSES = ['waiting', 'running', 'completed', 'failed', 'canceled', 'dropped'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export type RunOutcome = Exclude<RunStatus, 'waiting' | 'running'>;

/** A run with what its job says of it. */
export interface ListedRun {
  run: ScheduleRun;
  status: RunStatus;
  endedAt: Date | null;
  error: RecordedError | null;
}

const STATUS_OF_JOB: Record<JobState, RunStatus> = {
  waiting: 'running',
  active: 'running',
  completed: 'completed',
  failed: 'failed',
  canceled: 'canceled',
};

/** Once it has begun its job knows how it goes on, and nobody else need be told. */
export function listedRun(run: ScheduleRun, job: Pick<Job, 'state' | 'finishedAt' | 'error'> | undefined): ListedRun {
  if (run.state !== 'begun') return { run, status: run.state, endedAt: run.endedAt, error: run.error };
  if (job === undefined) throw new Error(`Run ${run.id} has begun, and its job is not there.`);
  return { run, status: STATUS_OF_JOB[job.state], endedAt: job.finishedAt, error: job.error };
}
