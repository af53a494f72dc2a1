import { expect, it } from '@jest/globals';
import { JobResponse } from './job-response.dto.js';
import { Job } from './job.entity.js';

const PROGRESS = { percent: 0, phase: 'dump', bytes: 17, bytesPerSecond: 0, etaSeconds: null };
const job = (state: Job['state'], progress: Job['progress'] = PROGRESS): Job =>
  Object.assign(new Job(), {
    id: 'j',
    action: 'backup',
    state,
    progress,
    subjectType: 'backup',
    subjectId: 'b',
    error: null,
    startedAt: null,
    finishedAt: null,
  });

it('that is completed is all done, however far it was noted to be', () => {
  expect(JobResponse.of(job('completed'), false).progress).toEqual({ ...PROGRESS, percent: 100, etaSeconds: 0 });
  expect(JobResponse.of(job('completed', null), false).progress).toBeNull();
});

it.each(['waiting', 'active', 'failed', 'canceled'] as const)('that is %s is as far as was noted', (state) => {
  expect(JobResponse.of(job(state), false).progress).toEqual(PROGRESS);
});
