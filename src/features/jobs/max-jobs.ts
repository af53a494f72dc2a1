import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { describeJob } from './describe-job.js';
import { Job } from './job.entity.js';

/** Rehearsals hold no source, and load a server as a restore does. */
const REHEARSES = `(job.action = 'drill' OR job.action = 'verify' AND job.parameters->>'level' = 'restored')`;
const HOLDS_A_SOURCE = `EXISTS (SELECT FROM source_locks lock WHERE lock."jobId" = job.id)`;

/** Whether a job is one of those of which a tenant has so many at a time. */
export function countsAsOneOfMaxJobs({ action, sourceId, parameters }: Job): boolean {
  return sourceId !== null || action === 'drill' || (action === 'verify' && parameters.level === 'restored');
}

/** What the tenant allows at the same time. Those who ask at once wait for each other here, and the second counts the first. */
export async function assertFewEnough(manager: EntityManager, job: Job): Promise<void> {
  const { maxJobs } = await settingsOf(manager, job.tenantId);
  if (maxJobs === 0) return;
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`max jobs ${job.tenantId}`]);
  const others = await manager
    .createQueryBuilder(Job, 'job')
    .where(`job."tenantId" = :tenantId AND job.id <> :id AND job.state IN ('waiting', 'active')`, job)
    .andWhere(`(${HOLDS_A_SOURCE} OR ${REHEARSES})`)
    .orderBy('job.createdAt')
    .getMany();
  const [first] = others;
  if (first === undefined || others.length < maxJobs) return;
  const since = first.createdAt.toISOString();
  const allowed = maxJobs === 1 ? '1 job' : `${maxJobs} jobs`;
  throw new AppError(
    'SOURCE_BUSY',
    `No more than ${allowed} at a time; there is ${describeJob(first)} since ${since}.`,
    {
      hint: 'Wait for one to finish, or cancel it. How many there may be is a setting: maxJobs in PUT /api/v1/settings.',
    },
  );
}
