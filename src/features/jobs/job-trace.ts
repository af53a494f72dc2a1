import type { EntityManager } from 'typeorm';
import { systemCaller } from '../../common/caller.js';
import { writeEvent } from '../audit/write-event.js';
import type { Job } from './job.entity.js';

/** How a job ended, by whom it was asked for: in the transaction that closes it, so that the history of its subject is whole. */
export async function traceEnd(manager: EntityManager, job: Readonly<Job>): Promise<void> {
  const { id, action, state, requestedBy, startedAt, finishedAt, error } = job;
  const seconds =
    startedAt === null || finishedAt === null
      ? null
      : Math.max(0, Math.round((finishedAt.getTime() - startedAt.getTime()) / 100) / 10);
  await writeEvent(manager, systemCaller('worker', job.tenantId), {
    action: `${action}.end`,
    subjectType: job.subjectType,
    subjectId: job.subjectId,
    outcome: state === 'failed' ? 'failed' : 'ok',
    data: {
      jobId: id,
      ...{ state, requestedBy },
      ...(seconds === null ? {} : { seconds }),
      ...(error === null ? {} : { code: error.code }),
    },
  });
}
