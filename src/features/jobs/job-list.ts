import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { hasText, narrowToTimes, numberIn } from '../../common/list-filters.js';
import { type Page, paginate } from '../../common/pagination.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { JOB_STATES, type JobState } from './job-actions.js';
import type { JobFilters, ListJobsQuery } from './job-requests.dto.js';
import { Job } from './job.entity.js';

/** The jobs that a caller may see, by pages. */
export async function listJobs(manager: EntityManager, caller: Caller, query: ListJobsQuery): Promise<Page<Job>> {
  const jobs = narrowJobs(manager, caller, query);
  if (query.state !== undefined) jobs.andWhere('job.state IN (:...states)', { states: query.state });
  return paginate(jobs, query, { sortable: { createdAt: 'job.createdAt' }, default: 'createdAt' });
}

export async function countJobs(
  manager: EntityManager,
  caller: Caller,
  filters: JobFilters,
): Promise<Record<JobState, number>> {
  const rows = await narrowJobs(manager, caller, filters)
    .select('job.state', 'state')
    .addSelect('count(*)::int', 'jobs')
    .groupBy('job.state')
    .getRawMany<{ state: JobState; jobs: number }>();
  const counts = new Map(rows.map(({ state, jobs }) => [state, jobs]));
  return Object.fromEntries(JOB_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<JobState, number>;
}

function narrowJobs(manager: EntityManager, caller: Caller, filters: JobFilters): SelectQueryBuilder<Job> {
  const jobs = new TenantRepository(manager, Job, caller, 'job').query('job');
  const { action, sourceId, subjectType, subjectId, q } = filters;
  if (action !== undefined) jobs.andWhere('job.action IN (:...actions)', { actions: action });
  if (sourceId !== undefined) jobs.andWhere('job."subjectSourceId" = :sourceId', { sourceId });
  if (subjectType !== undefined) jobs.andWhere('job."subjectType" = :subjectType', { subjectType });
  if (subjectId !== undefined) jobs.andWhere('job."subjectId" = :subjectId', { subjectId });
  if (q !== undefined) {
    const number = numberIn(q);
    const isOfNumber = number === null ? '' : ` OR ${IS_OF_NUMBER}`;
    jobs.andWhere(`(${hasText('job."requestedBy"', q)}${isOfNumber})`, { q, number });
  }
  return narrowToTimes(jobs, filters);
}

/** By SQL, since jobs know no feature. A run of retention has no number. */
const IS_OF_NUMBER = `job."subjectId" = ANY (ARRAY(
  SELECT id FROM backups WHERE number = :number UNION ALL SELECT id FROM restores WHERE number = :number
  UNION ALL SELECT id FROM drills WHERE number = :number))`;
