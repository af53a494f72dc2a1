import { describe, expect, it } from '@jest/globals';
import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { parseCron } from './cron.js';
import { lastAtOrBefore, NeverDueError, nextAfter, nextInstants, type Timing } from './schedule-times.js';
import { wallTimeAt } from './time-zones.js';
import { DAY_MS, nextOnWall } from './wall-clock.js';

function due(cron: string, timeZone: string, after: string, count: number): string[] {
  return nextInstants({ cron, timeZone }, new Date(after), count).map((at) =>
    at.toISOString().replace(':00.000Z', 'Z'),
  );
}

describe('a time of day', () => {
  it.each([
    // Berlin: 29 March 2026, 02:00 becomes 03:00; 25 October, 03:00 becomes 02:00.
    [
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-27T12:00Z',
      ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z'],
    ],
    ['0 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:00Z']],
    ['0 3 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T01:00Z']],
    [
      '*/15 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00Z', '2026-03-30T00:00Z', '2026-03-30T00:15Z'],
    ],
    [
      '30 2,3 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z'],
    ],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['0 3 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', ['2026-10-25T02:00Z', '2026-10-26T02:00Z']],
    // In the second of the two hours the first one's time does not come again.
    ['30 2 * * *', 'Europe/Berlin', '2026-10-25T01:10Z', ['2026-10-26T01:30Z']],
    // New York: 8 March and 1 November.
    ['30 2 * * *', 'America/New_York', '2026-03-08T00:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:30Z']],
    ['30 1 * * *', 'America/New_York', '2026-11-01T00:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
    // Lord Howe moves by half an hour: 4 October, 02:00 becomes 02:30; 5 April, 02:00 becomes 01:30.
    ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-02T20:00Z', ['2026-10-03T15:30Z', '2026-10-04T15:15Z']],
    ['30 2 * * *', 'Australia/Lord_Howe', '2026-10-02T20:00Z', ['2026-10-03T15:30Z', '2026-10-04T15:30Z']],
    ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T00:00Z', ['2026-04-04T14:45Z', '2026-04-05T15:15Z']],
    // Kolkata is five hours and a half ahead, all year.
    ['30 3 * * *', 'Asia/Kolkata', '2026-03-28T12:00Z', ['2026-03-28T22:00Z', '2026-03-29T22:00Z']],
    // Samoa had no 30 December 2011: a night that never was is no night, and the next is 24 hours after the last.
    ['0 3 * * *', 'Pacific/Apia', '2011-12-29T00:00Z', ['2011-12-29T13:00Z', '2011-12-30T13:00Z', '2011-12-31T13:00Z']],
    ['0 3 30 12 *', 'Pacific/Apia', '2011-06-01T00:00Z', ['2012-12-29T13:00Z']],
    // Where midnight is skipped: Cairo, 24 April 2026.
    ['0 0 * * *', 'Africa/Cairo', '2026-04-23T12:00Z', ['2026-04-23T22:00Z', '2026-04-24T21:00Z']],
  ])('%s in %s, after %s', (cron, timeZone, after, expected) => {
    expect(due(cron, timeZone, after, expected.length)).toEqual(expected);
  });
});

describe('every hour', () => {
  it.each([
    // The hour that is skipped has no instants; the one that comes twice has twice as many.
    [
      '*/30 * * * *',
      'Europe/Berlin',
      '2026-03-29T00:10Z',
      ['2026-03-29T00:30Z', '2026-03-29T01:00Z', '2026-03-29T01:30Z'],
    ],
    [
      '30 * * * *',
      'Europe/Berlin',
      '2026-10-24T23:40Z',
      ['2026-10-25T00:30Z', '2026-10-25T01:30Z', '2026-10-25T02:30Z'],
    ],
    [
      '0 * * * *',
      'Australia/Lord_Howe',
      '2026-10-03T14:00Z',
      ['2026-10-03T14:30Z', '2026-10-03T16:00Z', '2026-10-03T17:00Z'],
    ],
    [
      '45 * * * *',
      'Australia/Lord_Howe',
      '2026-04-04T14:00Z',
      ['2026-04-04T14:45Z', '2026-04-04T15:15Z', '2026-04-04T16:15Z'],
    ],
    ['0 * * * *', 'Pacific/Apia', '2011-12-30T08:30Z', ['2011-12-30T09:00Z', '2011-12-30T10:00Z', '2011-12-30T11:00Z']],
    ['0 * 1 * *', 'Europe/Berlin', '2026-10-02T00:00Z', ['2026-10-31T23:00Z', '2026-11-01T00:00Z']],
  ])('%s in %s, after %s', (cron, timeZone, after, expected) => {
    expect(due(cron, timeZone, after, expected.length)).toEqual(expected);
  });
});

it('is due every so often from its anchor, before it too', () => {
  const timing: Timing = { everySeconds: 6 * 3_600, anchor: new Date('2026-11-21T20:15:00Z') };
  expect(nextAfter(timing, new Date('2026-11-21T20:15:00Z'))).toEqual(new Date('2026-11-22T02:15:00Z'));
  expect(lastAtOrBefore(timing, new Date('2026-11-22T02:14:59Z'))).toEqual(new Date('2026-11-21T20:15:00Z'));
  expect(lastAtOrBefore(timing, new Date('2026-11-21T14:15:00Z'))).toEqual(new Date('2026-11-21T14:15:00Z'));
});

it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 31 2 *'])('says that %s never comes', (cron) => {
  expect(() => nextAfter({ cron, timeZone: 'UTC' }, new Date(0))).toThrow(NeverDueError);
  expect(() => lastAtOrBefore({ cron, timeZone: 'UTC' }, new Date(0))).toThrow(NeverDueError);
});

it('finds what is rare', () => {
  expect(due('0 0 29 2 *', 'UTC', '2097-01-01T00:00Z', 1)).toEqual(['2104-02-29T00:00Z']);
  expect(due('0 0 * 2 1#5', 'UTC', '2026-01-01T00:00Z', 1)).toEqual(['2044-02-29T00:00Z']);
});

/** Expressions of every kind; some never come. */
const item = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.integer({ min, max }).map(String),
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.integer({ min: 1, max: max - min + 1 }).map((step) => `*/${step}`),
  );
const field = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('*') },
    { weight: 3, arbitrary: fc.array(item(min, max), { minLength: 1, maxLength: 3 }).map((items) => items.join(',')) },
  );
const anyCron = fc
  .tuple(
    field(0, 59),
    field(0, 23),
    fc.oneof({ weight: 4, arbitrary: field(1, 28) }, { weight: 1, arbitrary: fc.constantFrom('L', '1,L', '29', '31') }),
    field(1, 12),
    fc.oneof(
      { weight: 4, arbitrary: field(0, 6) },
      { weight: 1, arbitrary: fc.constantFrom('7', '5L', '1#1', '3#5', 'MON-FRI') },
    ),
  )
  .map((fields) => fields.join(' '));
const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'UTC',
);
const instants = fc.integer({ min: Date.UTC(2008, 0), max: Date.UTC(2034, 0) }).map((ms) => new Date(ms));

it('goes on from instant to instant, and back through the same ones', () => {
  fc.assert(
    fc.property(anyCron, zones, instants, (cron, timeZone, at) => {
      fc.pre(nextOnWall(parseCron(cron), 0) !== null);
      const timing = { cron, timeZone };
      const forward = nextInstants(timing, at, 4);
      for (const [index, instant] of forward.entries()) {
        expect(lastAtOrBefore(timing, instant)).toEqual(instant);
        expect(lastAtOrBefore(timing, new Date(instant.getTime() - 1)).getTime()).toBe(
          (forward[index - 1] ?? lastAtOrBefore(timing, at)).getTime(),
        );
      }
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['Europe/Berlin', []],
  ['America/New_York', []],
  ['Australia/Lord_Howe', []],
  ['Africa/Cairo', []],
  ['Pacific/Apia', ['2011-12-30T12:30:00.000Z']],
])('misses no night in %s, and has none twice, through all changes of a quarter of a century', (timeZone, expected) => {
  const timing = { cron: '30 2 * * *', timeZone };
  const dateOf = (instant: Date): number => Math.floor(wallTimeAt(timeZone, instant.getTime()) / DAY_MS);
  const notTheNextDate: string[] = [];
  let at = nextAfter(timing, new Date('2009-01-01T12:00:00Z'));
  while (at.getUTCFullYear() < 2034) {
    const next = nextAfter(timing, at);
    if (dateOf(next) !== dateOf(at) + 1) notTheNextDate.push(next.toISOString());
    at = next;
  }
  expect(notTheNextDate).toEqual(expected);
});

it('means what cron-parser means, on a clock without changes', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyCron, instants, (cron, at) => {
      const theirs = theirNext(cron, at);
      if (theirs === null) return;
      compared += 1;
      expect(nextOnWall(parseCron(cron), at.getTime())).toBe(theirs);
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(50);
});

/** null where it refuses: a value that is said twice, lists with `#`. */
function theirNext(cron: string, at: Date): number | null {
  let parsed;
  try {
    parsed = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: at });
  } catch {
    return null;
  }
  return parsed.next().getTime();
}
