import { describe, expect, it } from '@jest/globals';
import type { Due } from './lateness.js';
import { judgeOverall } from './overall-health.js';
import { judgeSource, type Light, type ReasonCode, type SourceFacts } from './source-health.js';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);
const nightly: Due = {
  name: 'nightly',
  timing: { cron: '0 2 * * *', timeZone: 'UTC' },
  window: null,
  enabled: true,
  since: at('01T00:00'),
};

/** Backed up in the night of the 21st, a drill has restored it. */
const well: SourceFacts = {
  now: at('21T12:00'),
  createdAt: at('01T00:00'),
  lastBackupAt: at('21T02:05'),
  lastStartedAt: at('21T02:00'),
  runningSince: null,
  usualMs: 300_000,
  isRehearsed: false,
  outcomes: ['completed', 'completed'],
  corrupted: 0,
  lastDrill: 'completed',
};
const neverBackedUp = {
  lastBackupAt: null,
  lastStartedAt: null,
  usualMs: null,
  outcomes: [],
  lastDrill: null,
} as const;

describe('a source', () => {
  it.each<[string, Partial<SourceFacts>, Due[], Light, number, ReasonCode[]]>([
    ['that is well', {}, [nightly], 'green', 100, []],
    ['that was restored by a check', { lastDrill: null, isRehearsed: true }, [nightly], 'green', 100, []],
    ['that nobody restored', { lastDrill: null }, [nightly], 'green', 95, ['not_rehearsed']],
    ['at 24 hours and one minute', { now: at('22T02:01') }, [nightly], 'green', 100, []],
    ['that missed a night', { now: at('22T02:30') }, [nightly], 'yellow', 70, ['missed']],
    ['that missed two', { now: at('23T02:30') }, [nightly], 'red', 40, ['missed_repeatedly']],
    ['whose last backup failed', { outcomes: ['failed', 'completed'] }, [nightly], 'yellow', 80, ['last_failed']],
    ['that fails', { outcomes: ['failed', 'failed', 'failed', 'completed'] }, [nightly], 'red', 60, ['failing']],
    ['that failed before', { outcomes: ['completed', 'failed', 'failed'] }, [nightly], 'green', 100, []],
    [
      'whose newest is damaged',
      { outcomes: ['corrupted', 'completed'], corrupted: 1 },
      [nightly],
      'red',
      70,
      ['newest_corrupted'],
    ],
    [
      'whose newest good one is damaged',
      { outcomes: ['failed', 'corrupted'], corrupted: 1 },
      [nightly],
      'red',
      50,
      ['last_failed', 'newest_corrupted'],
    ],
    [
      'with an old damaged one',
      { outcomes: ['completed', 'corrupted'], corrupted: 1 },
      [nightly],
      'yellow',
      80,
      ['corrupted'],
    ],
    ['whose drill failed', { lastDrill: 'failed' }, [nightly], 'yellow', 80, ['drill_failed']],
    [
      'that is new',
      { ...neverBackedUp, createdAt: at('21T11:00') },
      [{ ...nightly, since: at('21T11:00') }],
      'yellow',
      50,
      ['never_backed_up'],
    ],
    [
      'that is new, after its first night',
      { ...neverBackedUp, now: at('22T03:00') },
      [{ ...nightly, since: at('21T11:00') }],
      'yellow',
      20,
      ['missed', 'never_backed_up'],
    ],
    ['without a schedule, of today', {}, [], 'green', 90, ['not_scheduled']],
    ['without a schedule, of yesterday', { now: at('22T02:05') }, [], 'yellow', 60, ['not_scheduled', 'old']],
    ['without a schedule, 48 hours old', { now: at('23T02:05') }, [], 'yellow', 60, ['not_scheduled', 'old']],
    ['without a schedule, older', { now: at('23T02:06') }, [], 'red', 30, ['not_scheduled', 'old']],
    [
      'whose schedule is paused',
      { now: at('23T02:06') },
      [{ ...nightly, enabled: false }],
      'red',
      30,
      ['not_scheduled', 'old'],
    ],
    [
      'that is new, without a schedule',
      { ...neverBackedUp, createdAt: at('21T11:00') },
      [],
      'yellow',
      40,
      ['not_scheduled', 'never_backed_up'],
    ],
    ['that nobody ever backed up', neverBackedUp, [], 'red', 40, ['not_scheduled', 'never_backed_up']],
    [
      'where nothing is right',
      { ...neverBackedUp, outcomes: ['failed', 'failed', 'failed'], lastDrill: 'failed' },
      [nightly],
      'red',
      0,
      ['missed_repeatedly', 'never_backed_up', 'failing', 'drill_failed'],
    ],
  ])('%s', (_, facts, dues, status, score, codes) => {
    const verdict = judgeSource({ ...well, ...facts }, dues);
    expect(verdict).toMatchObject({ status, score });
    expect(verdict.reasons.map(({ code }) => code)).toEqual(codes);
  });

  it('says why in words, with the instant that was missed', () => {
    const { reasons, missed } = judgeSource({ ...well, now: at('22T02:30') }, [nightly]);
    expect(reasons[0]?.message).toBe(
      'The backup of the schedule "nightly" that was due at 2026-11-22T02:00:00.000Z has not been made.',
    );
    expect(missed?.dueAt).toEqual(at('22T02:00'));
    expect(reasons[0]?.facts).toEqual({ schedule: 'nightly', dueAt: at('22T02:00') });
  });

  it('says what its reasons speak of', () => {
    const factsOf = (facts: Partial<SourceFacts>, dues: Due[]): object[] =>
      judgeSource({ ...well, ...facts }, dues).reasons.map((reason) => reason.facts);
    expect(factsOf({ outcomes: ['failed', 'failed', 'failed', 'completed'] }, [nightly])).toEqual([{ count: 3 }]);
    expect(factsOf({ corrupted: 2 }, [nightly])).toEqual([{ count: 2 }]);
    expect(factsOf({ now: at('22T12:30') }, [])).toEqual([{}, { hours: 34 }]);
  });
});

describe('all together', () => {
  it.each<[Light[], number | null, number | null, Light]>([
    [[], null, null, 'green'],
    [['green', 'yellow'], 100, 50, 'yellow'],
    [['green', 'red'], 100, 50, 'red'],
    [['green'], 95, 50, 'green'],
    [['green'], 94.9, 50, 'yellow'],
    [['green'], 90, 50, 'yellow'],
    [['green'], 89.9, 50, 'red'],
    [['green'], 100, 20.1, 'green'],
    [['green'], 100, 20, 'yellow'],
    [['green'], 100, 10, 'yellow'],
    [['green'], 100, 9.9, 'red'],
  ])('sources %j, %s %% succeeded, %s %% free: %s', (sources, successRate, freePercent, light) => {
    expect(judgeOverall({ sources, successRate, freePercent })).toBe(light);
  });
});
