import { expect, it } from '@jest/globals';
import { NO_LIMITS } from '../settings/retention-rules.js';
import { retentionUntilOf } from './retention-until.js';

const BACKUP = {
  status: 'completed',
  origin: 'scheduled',
  pinned: false,
  createdAt: new Date('2026-11-01T02:00:00Z'),
} as const;
const WEEKLY = { ...NO_LIMITS.keep, weekly: 4 };

it.each([
  ['its age where there is one', {}, { retentionDays: 30 }, '2026-12-01T02:00:00.000Z'],
  ['nothing where no age is set', {}, { maxBackups: 3 }, null],
  ['nothing of what is pinned', { pinned: true }, { retentionDays: 30 }, null],
  ['nothing of what is being made', { status: 'running' }, { retentionDays: 30 }, null],
  ['nothing where a week may hold it', {}, { retentionDays: 30, keep: WEEKLY }, null],
  [
    'its age where no week holds it',
    { origin: 'safety' },
    { retentionDays: 1, keep: WEEKLY },
    '2026-11-02T02:00:00.000Z',
  ],
  ['its age when it failed', { status: 'failed' }, { retentionDays: 1, keep: WEEKLY }, '2026-11-02T02:00:00.000Z'],
] as const)('is %s', (_case, backup, rules, expected) => {
  const until = retentionUntilOf({ ...BACKUP, ...backup }, { ...NO_LIMITS, ...rules });
  expect(until?.toISOString() ?? null).toBe(expected);
});
