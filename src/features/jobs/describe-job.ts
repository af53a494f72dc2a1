import type { Job } from './job.entity.js';

export function describeJob(job: Job): string {
  return `${job.action.replace('_', ' ')} of ${job.subjectType} ${job.subjectId} (job ${job.id})`;
}
