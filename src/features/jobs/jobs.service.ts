import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, toRecordedError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { Page } from '../../common/pagination.js';
import { afterCommit } from '../../database/after-commit.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { currentTraceparent } from '../../platform/tracing/spans.js';
import { assertMayCancel } from './cancel-rights.js';
import { describeJob } from './describe-job.js';
import { QUEUE_OF_ACTION, type JobAction, type JobState, type SubjectType } from './job-actions.js';
import { countJobs, listJobs } from './job-list.js';
import type { JobFilters, ListJobsQuery } from './job-requests.dto.js';
import { traceEnd } from './job-trace.js';
import { Job } from './job.entity.js';
import { assertFewEnough, countsAsOneOfMaxJobs } from './max-jobs.js';
import { canceledOnRequest } from './refuse-if-canceled.js';
import { SourceLock } from './source-lock.entity.js';

export interface NewJob {
  action: JobAction;
  tenantId: string;
  subjectType: Job['subjectType'];
  subjectId: string;
  /** Named: the job holds the lock of this source until it is closed, and is refused when another one does. */
  sourceId: string | null;
  parameters?: Record<string, unknown>;
}

@Injectable()
export class JobsService {
  private readonly logger = new Logger(JobsService.name);

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
  ) {}

  /** Writes the job and takes the source's lock, in the caller's transaction. Call `dispatch` once that has committed. */
  async accept(manager: EntityManager, caller: Caller, newJob: NewJob): Promise<Job> {
    const traceparent = currentTraceparent();
    const subjectSourceId = newJob.sourceId ?? (await sourceOfSubject(manager, newJob));
    const job = manager.create(Job, {
      parameters: {},
      ...newJob,
      subjectSourceId,
      requestedBy: caller.name,
      traceparent,
    });
    await manager.save(job);
    if (newJob.sourceId !== null) await lockSource(manager, newJob.sourceId, job);
    if (countsAsOneOfMaxJobs(job)) await assertFewEnough(manager, job);
    return job;
  }

  /** Accepts a job in a transaction that somebody else ends: it is put up for delivery as soon as that has committed. */
  async acceptWithin(manager: EntityManager, caller: Caller, newJob: NewJob): Promise<Job> {
    const job = await this.accept(manager, caller, newJob);
    afterCommit(manager, () => void this.dispatch(job));
    return job;
  }

  /** Puts the job up for delivery. Never throws: what could not be put up now, the sweep puts up later. */
  async dispatch(job: Job): Promise<void> {
    try {
      await this.queues.enqueue(QUEUE_OF_ACTION[job.action], job.id, job.epoch);
    } catch (error) {
      this.logger.warn(`Job ${job.id} is accepted but could not be queued yet; the sweep will do it. ${String(error)}`);
    }
  }

  async list(caller: Caller, query: ListJobsQuery): Promise<Page<Job>> {
    return this.database.as(caller, (manager) => listJobs(manager, caller, query));
  }

  async counts(caller: Caller, filters: JobFilters): Promise<Record<JobState, number>> {
    return this.database.as(caller, (manager) => countJobs(manager, caller, filters));
  }

  async get(caller: Caller, id: string): Promise<Job> {
    return this.database.as(caller, (manager) => new TenantRepository(manager, Job, caller, 'job').get(id));
  }

  /**
   * Asks the live job of a subject to stop. False when there is none, or when it can no longer stop
   * (JobContext.refuseCancellation). A job nobody has begun is told by the worker that takes it.
   */
  async requestCancel(manager: EntityManager, subjectId: string): Promise<boolean> {
    const result = await manager
      .createQueryBuilder()
      .update(Job)
      .set({ cancelRequestedAt: () => 'coalesce("cancelRequestedAt", now())' })
      .where(`"subjectId" = :subjectId AND state IN ('waiting', 'active')`, { subjectId })
      .andWhere(`(parameters->>'committingInEpoch')::int IS DISTINCT FROM epoch`)
      .execute();
    return (result.affected ?? 0) > 0;
  }

  /**
   * Closes the live job of a subject that no worker has begun yet, as canceled, with its source's lock; null when there is
   * none. Whoever takes it at the same time waits for the caller's transaction and then finds it closed.
   */
  async cancelUnbegun(manager: EntityManager, subjectId: string): Promise<Job | null> {
    const job = await manager
      .createQueryBuilder(Job, 'job')
      .where(`job."subjectId" = :subjectId AND job.state = 'waiting' AND job.epoch = 0`, { subjectId })
      .setLock('pessimistic_write')
      .getOne();
    if (job === null) return null;
    const now = new Date();
    const error = toRecordedError(canceledOnRequest());
    Object.assign(job, { state: 'canceled', cancelRequestedAt: now, finishedAt: now, error });
    await manager.delete(SourceLock, { jobId: job.id });
    await traceEnd(manager, job);
    return manager.save(job);
  }

  /** Throws FORBIDDEN where the live job of a subject is not the caller's to cancel. */
  async assertMayCancel(manager: EntityManager, caller: Caller, subjectId: string): Promise<void> {
    const live = await this.liveJobOf(manager, subjectId);
    if (live !== null) assertMayCancel(caller, live.requestedBy);
  }

  async liveJobOf(manager: EntityManager, subjectId: string): Promise<Job | null> {
    return manager
      .createQueryBuilder(Job, 'job')
      .where(`job."subjectId" = :subjectId AND job.state IN ('waiting', 'active')`, { subjectId })
      .getOne();
  }
}

/** By SQL, since jobs know no feature. null: there is none. */
async function sourceOfSubject(
  manager: EntityManager,
  { subjectType, subjectId }: Pick<NewJob, 'subjectType' | 'subjectId'>,
): Promise<string | null> {
  const [subject] = await manager.query<{ sourceId: string | null }[]>(
    `SELECT "sourceId" FROM ${TABLE_OF_SUBJECT[subjectType]} WHERE id = $1`,
    [subjectId],
  );
  return subject?.sourceId ?? null;
}

const TABLE_OF_SUBJECT: Record<SubjectType, string> = {
  backup: 'backups',
  restore: 'restores',
  drill: 'drills',
  retention_run: 'retention_runs',
};

async function lockSource(manager: EntityManager, sourceId: string, job: Job): Promise<void> {
  const { identifiers } = await manager
    .createQueryBuilder()
    .insert()
    .into(SourceLock)
    .values({ sourceId, tenantId: job.tenantId, jobId: job.id })
    .orIgnore()
    .returning('"sourceId"')
    .execute()
    .then((result) => ({ identifiers: result.raw as unknown[] }));
  if (identifiers.length > 0) return;
  const holder = await manager
    .createQueryBuilder(Job, 'job')
    .innerJoin(SourceLock, 'lock', 'lock."jobId" = job.id')
    .where('lock."sourceId" = :sourceId', { sourceId })
    .getOne();
  const what =
    holder === null ? 'a job that is just ending' : `${describeJob(holder)} since ${holder.createdAt.toISOString()}`;
  throw new AppError('SOURCE_BUSY', `This source is busy with ${what}.`, {
    hint: 'Wait for it to finish, or cancel it, and ask again.',
  });
}
