import { ApiProperty } from '@nestjs/swagger';
import { ErrorResponse, JobReference } from '../jobs/job-response.dto.js';
import type { RunWindow } from './run-window.js';
import type { RunWaiting, ScheduleRun } from './schedule-run.entity.js';
import { type ListedRun, type RunOutcome, type RunStatus, RUN_STATUSES } from './run-status.js';
import type { ListedSchedule } from './schedule-lists.js';
import type { Schedule, ScheduleAction } from './schedule.entity.js';
import { intervalText } from './timing-rules.js';

export class RunWindowResponse implements RunWindow {
  from: string;
  to: string;
  timeZone: string;
}

export class RunWaitingResponse implements RunWaiting {
  reason: RunWaiting['reason'];
  /** What it waits for, or waited for last; `tenant_inactive`: its tenant is suspended, or its licence has expired. */
  message: string;
  /** @example "2026-11-21T03:00:00.000Z" */
  since: string;
}

/** One turn of a schedule. */
export class ScheduleRunResponse {
  id: string;
  scheduleId: string;
  /** Its time came (`due`), the schedule was made or resumed (`start`), or somebody asked for it (`request`). */
  cause: ScheduleRun['cause'];
  @ApiProperty({ enum: RUN_STATUSES })
  status: RunStatus;
  /** When it was due; the last time, where it stands for several. */
  dueAt: Date;
  firstDueAt: Date;
  /** For how many it stands: those that nobody was there for, and those that came while it waited. */
  dueCount: number;
  begunAt: Date | null;
  endedAt: Date | null;
  /** null until it has ended. */
  @ApiProperty({
    type: String,
    nullable: true,
    enum: RUN_STATUSES.filter((status) => status !== 'waiting' && status !== 'running'),
  })
  outcome: RunOutcome | null;
  /** Why it has not begun yet, or did not at once; null when it did. */
  waiting: RunWaitingResponse | null;
  jobId: string | null;
  /** The backup that it made or makes. */
  backupId: string | null;
  /** Of a drill. */
  drillId: string | null;
  error: ErrorResponse | null;

  static of({ run, status, endedAt, error }: ListedRun): ScheduleRunResponse {
    const { id, scheduleId, cause, dueAt, firstDueAt, dueCount, begunAt, waiting, jobId } = run;
    return Object.assign(new ScheduleRunResponse(), {
      id,
      scheduleId,
      cause,
      status,
      dueAt,
      firstDueAt,
      dueCount,
      begunAt,
      endedAt,
      outcome: status === 'waiting' || status === 'running' ? null : status,
      waiting,
      jobId,
      backupId: run.subjectType === 'backup' ? run.subjectId : null,
      drillId: run.subjectType === 'drill' ? run.subjectId : null,
      error,
    });
  }
}

export class ScheduleTargetResponse {
  sourceId: string;
}

/** What happens to a source by itself, and when. */
export class ScheduleResponse {
  id: string;
  tenantId: string;
  sourceId: string;
  /** `settings`: the nightly backup, which is changed by `PUT /settings` alone. */
  @ApiProperty({ enum: ['request', 'settings'] })
  origin: Schedule['origin'];
  name: string;
  action: ScheduleAction;
  cron: string | null;
  /** @example "6h" */
  every: string | null;
  timeZone: string;
  window: RunWindowResponse | null;
  enabled: boolean;
  runAtStart: boolean;
  /** null: all that the source has. */
  contents: 'database'[] | null;
  type: 'full';
  description: string | null;
  appVersion: string | null;
  tags: string[];
  fingerprints: boolean;
  /** Of a drill: where it restores; null: on the source's own server. */
  target: ScheduleTargetResponse | null;
  /** Since when it counts: it was made, resumed or given another timing then. */
  since: Date;
  /** When the next five may begin; none while it is paused. */
  nextRuns: Date[];
  /**
   * Why it cannot be told when it runs, such as of a time zone that this machine does not know; null: it can. It does not
   * run until it is given another timing, or a machine that understands it is there.
   */
  problem: string | null;
  /** The newest one, which may still wait. */
  lastRun: ScheduleRunResponse | null;
  createdAt: Date;
  updatedAt: Date;

  static of({ schedule, nextRuns, problem, lastRun }: ListedSchedule): ScheduleResponse {
    const { options, everySeconds } = schedule;
    const { id, tenantId, sourceId, origin, name, action, cron, timeZone, window, enabled, runAtStart } = schedule;
    return Object.assign(new ScheduleResponse(), {
      ...{ id, tenantId, sourceId, origin, name, action, cron, timeZone, window, enabled, runAtStart },
      every: everySeconds === null ? null : intervalText(everySeconds),
      contents: options.contents ?? null,
      type: 'full',
      description: options.description ?? null,
      appVersion: options.appVersion ?? null,
      tags: options.tags ?? [],
      fingerprints: options.fingerprints ?? false,
      target: options.target ?? null,
      since: schedule.since,
      nextRuns,
      problem,
      lastRun: lastRun === null ? null : ScheduleRunResponse.of(lastRun),
      createdAt: schedule.createdAt,
      updatedAt: schedule.updatedAt,
    });
  }
}

/** A run that was asked for, and its job. */
export class QueuedRunResponse extends JobReference {
  run: ScheduleRunResponse;
}

export class DeletedScheduleResponse {
  /** Runs that went with it; what they made stays. */
  deletedRuns: number;
}
