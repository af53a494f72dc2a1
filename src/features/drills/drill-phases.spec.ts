import { expect, it } from '@jest/globals';
import { withFailure } from './drill-phases.js';
import type { DrillPhase } from './drill.entity.js';

const phase = (name: DrillPhase['name'], status: DrillPhase['status']): DrillPhase => ({
  ...{ name, status, detail: { rows: 1 }, startedAt: '2026-11-21T04:30:00.000Z' },
  ...(status === 'running'
    ? { finishedAt: null, seconds: null }
    : { finishedAt: '2026-11-21T04:31:00.000Z', seconds: 60 }),
});

it('fails the phase that was running, with the reason, and leaves those that had ended', () => {
  const ended = phase('checksum', 'completed');
  const error = { code: 'RESTORE_FAILED', message: 'pg_restore ended with 1', hint: null } as const;
  expect(withFailure([ended, phase('restoring', 'running')], error)).toEqual([
    ended,
    expect.objectContaining({
      name: 'restoring',
      status: 'failed',
      finishedAt: expect.any(String),
      detail: { code: 'RESTORE_FAILED', message: 'pg_restore ended with 1' },
    }),
  ]);
});
