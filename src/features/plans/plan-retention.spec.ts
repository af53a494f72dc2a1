import { expect, it } from '@jest/globals';
import { KEEP_PERIODS } from '../settings/retention-rules.js';
import { assertAutoBackups } from './auto-backups.js';
import { keptTooLong, mostKept } from './plan-retention.js';
import { type AutoBackups, limitsOf, PLANS } from './plans.js';

it.each([
  [{ retentionDays: 7 }, []],
  [{ retentionDays: 8 }, ['retentionDays']],
  [{ retentionDays: 0 }, ['retentionDays']], // no limit
  [{}, []],
  [{ keep: { daily: 7, weekly: 1 } }, []],
  [{ keep: { daily: 8, weekly: 2, monthly: 1, yearly: 0 } }, ['keep.daily', 'keep.weekly', 'keep.monthly']],
])('finds what of %j keeps for longer than seven days: %j', (rules, fields) => {
  expect(keptTooLong(rules, { retentionDays: 7 })).toEqual(fields);
  expect(keptTooLong(rules, { retentionDays: null })).toEqual([]);
});

it.each([1, 7, 30, 90, 365])('knows the most that fits into %d days', (retentionDays) => {
  const keep = mostKept(retentionDays);
  expect(keptTooLong({ retentionDays, keep }, { retentionDays })).toEqual([]);
  for (const period of KEEP_PERIODS) {
    expect(keptTooLong({ keep: { [period]: keep[period] + 1 } }, { retentionDays })).toEqual([`keep.${period}`]);
  }
});

const daily = ['2026-03-28T02:00Z', '2026-03-29T01:00Z', '2026-03-30T01:00Z'];

it.each<[AutoBackups, string[], boolean]>([
  ['none', [], false],
  ['none', daily, false],
  ['daily', daily, true], // a day of 23 hours is among them
  ['daily', ['2026-03-28T02:00Z', '2026-04-04T02:00Z', '2026-04-04T03:00Z'], false],
  ['any', ['2026-03-28T02:00Z', '2026-03-28T02:05Z'], true],
])('with automatic backups "%s", %j may be: %j', (autoBackups, times, isAllowed) => {
  const ask = (): void => {
    assertAutoBackups(
      limitsOf('unlimited', { autoBackups }),
      times.map((time) => new Date(time)),
    );
  };
  if (isAllowed) expect(ask).not.toThrow();
  else expect(ask).toThrow(expect.objectContaining({ code: 'QUOTA_EXCEEDED' }));
});

it('gives a tenant what its plan says, but for what it has of its own', () => {
  expect(limitsOf('free', { maxBackups: null })).toEqual({ ...PLANS.free, maxBackups: null });
});
