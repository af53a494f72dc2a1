import type { ErrorCode } from '../../common/error-codes.js';
import { ERROR_CODES } from '../../common/error-codes.js';
import { ApiProperty } from '@nestjs/swagger';
import {
  JOB_ACTIONS,
  JOB_STATES,
  QUEUE_OF_ACTION,
  type JobAction,
  type JobState,
  SUBJECT_TYPES,
  type SubjectType,
} from './job-actions.js';
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
  @ApiProperty({ enum: SUBJECT_TYPES, enumName: 'JobSubjectType' })
  type: SubjectType;

  id: string;
}

/** One piece of queued work. */
export class JobResponse {
  id: string;
  tenantId: string;
  queue: string;

  @ApiProperty({ enum: JOB_ACTIONS, enumName: 'JobAction' })
  action: JobAction;

  @ApiProperty({ enum: JOB_STATES, enumName: 'JobState' })
  state: JobState;

  progress: ProgressResponse | null;
  subject: JobSubject;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The source that it is about; null where there is none.',
  })
  sourceId: string | null;

  /** @example "admin@localhost" */
  requestedBy: string;

  createdAt: Date;

  /** When the first attempt began. */
  startedAt: Date | null;

  finishedAt: Date | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'From the beginning of its first attempt to its end.' })
  durationMs: number | null;

  /** How often a worker took it up. */
  @ApiProperty({ type: 'integer' })
  attempts: number;

  /** How many of those ended without a result: a worker that died, a connection that was lost. */
  @ApiProperty({ type: 'integer' })
  crashes: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who has it, or had it last.' })
  workerId: string | null;

  /** It was asked to stop, and has not ended yet. */
  cancelRequested: boolean;

  /** It has failed or was canceled, and is of a kind that can be asked for again by `POST /api/v1/jobs/:id/retry`. */
  retryable: boolean;

  error: ErrorResponse | null;

  static of(job: Job, retryable: boolean): JobResponse {
    return Object.assign(new JobResponse(), {
      id: job.id,
      tenantId: job.tenantId,
      queue: QUEUE_OF_ACTION[job.action],
      action: job.action,
      state: job.state,
      progress: progressOf(job),
      subject: { type: job.subjectType, id: job.subjectId },
      sourceId: job.subjectSourceId,
      requestedBy: job.requestedBy,
      createdAt: job.createdAt,
      startedAt: job.startedAt,
      finishedAt: job.finishedAt,
      durationMs: durationOf(job),
      attempts: job.epoch,
      crashes: job.crashes,
      workerId: job.workerId,
      cancelRequested: job.cancelRequestedAt !== null && job.finishedAt === null,
      retryable,
      error: job.error,
    });
  }
}

/** A quick job has ended before it was noted how far it was. */
function progressOf({ state, progress }: Job): Progress | null {
  return state !== 'completed' || progress === null ? progress : { ...progress, percent: 100, etaSeconds: 0 };
}

function durationOf({ startedAt, finishedAt }: Job): number | null {
  return startedAt === null || finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime();
}

/** How many jobs there are, by state. */
export class JobCountsResponse implements Record<JobState, number> {
  waiting: number;
  active: number;
  completed: number;
  failed: number;
  canceled: number;
}

export class RetriedJobResponse extends JobReference {
  /** What the new job works on: another backup or drill, or the same backup of a verification. */
  subject: JobSubject;
}
