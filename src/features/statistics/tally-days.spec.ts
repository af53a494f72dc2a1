import { expect, it } from '@jest/globals';
import { lastDays, outcomesOf, wholeDays } from './tally-days.js';

it('counts days back over the end of a month, the present one included', () => {
  expect(lastDays('2026-03-02', 4)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
});

it('knows the growth of whole days alone, from the first on which anything came', () => {
  const stored = {
    before: 0,
    since: '2026-11-18',
    changes: new Map([
      ['2026-11-18', 5],
      ['2026-11-21', 9],
    ]),
  };
  expect(wholeDays(stored, lastDays('2026-11-21', 30))).toEqual([5, 0, 0]);
  expect(wholeDays({ ...stored, since: null }, lastDays('2026-11-21', 30))).toEqual([]);
});

it('adds up how backups ended', () => {
  const ended = [
    { status: 'completed', backups: 2 },
    { status: 'failed', backups: 1 },
    { status: 'completed', backups: 1 },
    { status: 'canceled', backups: 4 },
  ] as const;
  expect(outcomesOf(ended)).toEqual({ completed: 3, failed: 1, canceled: 4, successRate: 75 });
});
