import type { ErrorCode } from '../../common/error-codes.js';
import { ERROR_CODES } from '../../common/error-codes.js';
import { ApiProperty } from '@nestjs/swagger';
import { QUEUE_OF_ACTION, type JobState } from './job-actions.js';
import type { Job } from './job.entity.js';
import type { Progress } from './progress.js';

export class ProgressResponse implements Progress {
  /** 0–100. */
  percent: number;
  /** @example "dump" */
  phase: string;
  bytes: number;
  bytesPerSecond: number;
  etaSeconds: number | null;
}

/** Why a job failed. */
export class ErrorResponse {
  @ApiProperty({ enum: Object.keys(ERROR_CODES), enumName: 'ErrorCode' })
  code: ErrorCode;
  /** What happened. */
  message: string;
  /** What to do. */
  hint: string | null;
}

export class WarningResponse {
  code: string;
  message: string;
  hint?: string;
}

export class JobReference {
  /** Ask for it at `/api/v1/jobs/:id`. */
  jobId: string;
}

export class JobSubject {
  type: 'backup' | 'restore' | 'drill' | 'retention_run';
  id: string;
}

/** One piece of queued work. */
export class JobResponse {
  id: string;
  queue: string;
  state: JobState;
  progress: ProgressResponse | null;
  subject: JobSubject;
  error: ErrorResponse | null;

  static of(job: Job): JobResponse {
    return Object.assign(new JobResponse(), {
      id: job.id,
      queue: QUEUE_OF_ACTION[job.action],
      state: job.state,
      progress: progressOf(job),
      subject: { type: job.subjectType, id: job.subjectId },
      error: job.error,
    });
  }
}

/** A quick job has ended before it was noted how far it was. */
function progressOf({ state, progress }: Job): Progress | null {
  return state !== 'completed' || progress === null ? progress : { ...progress, percent: 100, etaSeconds: 0 };
}
