import { describe, expect, it } from '@jest/globals';
import { type Backups, type Due, graceMs, missedOf, worstMissed } from './lateness.js';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);
const MINUTE = 60_000;

const nightly: Due = {
  name: 'nightly',
  timing: { cron: '0 2 * * *', timeZone: 'UTC' },
  window: null,
  enabled: true,
  since: at('01T00:00'),
};
const hourlyAtNight: Due = {
  name: 'hourly',
  timing: { everySeconds: 3_600, anchor: at('01T00:00') },
  window: { from: '01:00', to: '05:00', timeZone: 'UTC' },
  enabled: true,
  since: at('01T00:00'),
};

function backups(values: Partial<Backups> & { now: Date }): Backups {
  return { lastStartedAt: null, runningSince: null, usualMs: 10 * MINUTE, ...values };
}

it.each([
  [null, 15],
  [1 * MINUTE, 15],
  [20 * MINUTE, 40],
  [24 * 60 * MINUTE, 12 * 60],
])('where backups take %s ms, one is late after %i minutes', (usualMs, minutes) => {
  expect(graceMs(usualMs)).toBe(minutes * MINUTE);
});

describe('a backup is late', () => {
  it.each<[string, Due, Backups, string | null, boolean]>([
    ['not within the grace', nightly, backups({ now: at('21T02:19'), lastStartedAt: at('20T02:00') }), null, false],
    ['after it', nightly, backups({ now: at('21T02:21'), lastStartedAt: at('20T02:00') }), '21T02:00', false],
    [
      'not at 24 hours and one minute',
      nightly,
      backups({ now: at('22T02:01'), lastStartedAt: at('21T02:00') }),
      null,
      false,
    ],
    [
      'a second time when the next one is missed',
      nightly,
      backups({ now: at('22T03:00'), lastStartedAt: at('20T02:00') }),
      '22T02:00',
      true,
    ],
    [
      'not when it was made later, by whomever',
      nightly,
      backups({ now: at('21T12:00'), lastStartedAt: at('21T09:00') }),
      null,
      false,
    ],
    ['not while one runs', nightly, backups({ now: at('21T05:00'), runningSince: at('21T02:00') }), null, false],
    [
      'also while one runs that began before',
      nightly,
      backups({ now: at('21T05:00'), runningSince: at('20T23:00') }),
      '21T02:00',
      true,
    ],
    [
      'not before its schedule was made',
      { ...nightly, since: at('21T02:30') },
      backups({ now: at('21T23:00') }),
      null,
      false,
    ],
    [
      'once where the schedule is of yesterday',
      { ...nightly, since: at('20T02:30') },
      backups({ now: at('21T23:00') }),
      '21T02:00',
      false,
    ],
    ['not while its schedule is paused', { ...nightly, enabled: false }, backups({ now: at('21T23:00') }), null, false],
    [
      'not outside of the window',
      hourlyAtNight,
      backups({ now: at('21T23:00'), lastStartedAt: at('21T04:00') }),
      null,
      false,
    ],
    [
      'by the last instant in the window',
      hourlyAtNight,
      backups({ now: at('21T23:00'), lastStartedAt: at('21T03:00') }),
      '21T04:00',
      false,
    ],
    [
      'over the night between two windows',
      hourlyAtNight,
      backups({ now: at('22T01:30'), lastStartedAt: at('21T03:00') }),
      '22T01:00',
      true,
    ],
  ])('%s', (_, due, facts, dueAt, isRepeated) => {
    const missed = missedOf(due, facts);
    expect(missed?.dueAt ?? null).toEqual(dueAt === null ? null : at(dueAt));
    expect(missed?.isRepeated ?? false).toBe(isRepeated);
  });

  it('also where it is due more often than the grace lasts', () => {
    const often: Due = { ...nightly, timing: { everySeconds: 300, anchor: at('01T00:00') } };
    const facts = { now: at('21T12:02'), lastStartedAt: at('21T11:30') };
    expect(missedOf(often, backups(facts))?.dueAt).toEqual(at('21T11:40'));
    expect(missedOf(often, backups({ ...facts, lastStartedAt: at('21T11:55') }))).toBeNull();
  });

  it('by the clocks of its zone, also in the night they change', () => {
    const berlin: Due = {
      ...nightly,
      timing: { cron: '30 2 * * *', timeZone: 'Europe/Berlin' },
      since: new Date('2026-10-01T00:00:00Z'),
    };
    const facts = { lastStartedAt: new Date('2026-10-24T00:30:00Z') };
    // 02:30 comes twice on 25 October; the first is 00:30 UTC.
    expect(missedOf(berlin, backups({ ...facts, now: new Date('2026-10-25T00:45:00Z') }))).toBeNull();
    expect(missedOf(berlin, backups({ ...facts, now: new Date('2026-10-25T01:00:00Z') }))?.dueAt).toEqual(
      new Date('2026-10-25T00:30:00Z'),
    );
  });
});

it('tells the worst of several schedules', () => {
  const facts = backups({ now: at('21T06:00'), lastStartedAt: at('20T12:00') });
  const daily: Due = { ...nightly, name: 'daily', timing: { cron: '0 5 * * *', timeZone: 'UTC' } };
  expect(worstMissed([nightly, daily], facts)).toMatchObject({ schedule: 'daily', isRepeated: false });
  expect(worstMissed([nightly, daily, hourlyAtNight], facts)).toMatchObject({ schedule: 'hourly', isRepeated: true });
  expect(worstMissed([], facts)).toBeNull();
});
