import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginningOf, isOpen, lastBeginning, nextBeginning, nextBeginnings, type RunWindow } from './run-window.js';
import { nextAfter, type Timing } from './schedule-times.js';

const EVER = new Date(0);
const night: RunWindow = { from: '22:00', to: '05:00', timeZone: 'Europe/Berlin' };
const hourly: Timing = { everySeconds: 3_600, anchor: new Date('2026-11-21T00:30:00Z') };
const atThree: Timing = { cron: '0 3 * * *', timeZone: 'Europe/Berlin' };
const atNoon: Timing = { cron: '0 12 * * *', timeZone: 'Europe/Berlin' };

it.each([
  ['2026-11-21T20:59:59Z', false],
  ['2026-11-21T21:00:00Z', true],
  ['2026-11-22T03:59:59Z', true],
  ['2026-11-22T04:00:00Z', false],
])('at %s the window is open: %s', (at, expected) => {
  expect(isOpen(night, new Date(at))).toBe(expected);
});

it('also opens on a day on which the clocks skip its beginning', () => {
  const window = { from: '02:30', to: '04:00', timeZone: 'Europe/Berlin' };
  expect(isOpen(window, new Date('2026-03-29T00:59:59Z'))).toBe(false);
  expect(isOpen(window, new Date('2026-03-29T01:00:00Z'))).toBe(true);
  expect(isOpen(window, new Date('2026-03-29T02:00:00Z'))).toBe(false);
});

it('does not open on a day on which the clocks skip it whole', () => {
  const window = { from: '02:15', to: '02:45', timeZone: 'Europe/Berlin' };
  expect(isOpen(window, new Date('2026-03-29T01:00:00Z'))).toBe(false);
  expect(beginningOf(window, new Date('2026-03-29T00:30:00Z'))).toEqual(new Date('2026-03-30T00:15:00Z'));
});

it('lets what is due outside of it begin when it opens', () => {
  expect(beginningOf(night, new Date('2026-11-21T11:00:00Z'))).toEqual(new Date('2026-11-21T21:00:00Z'));
  expect(beginningOf(night, new Date('2026-11-22T02:00:00Z'))).toEqual(new Date('2026-11-22T02:00:00Z'));
});

it('counts what waits for it among the next runs, once', () => {
  const at = new Date('2026-11-21T15:00:00Z'); // 16:00 in Berlin
  expect(nextBeginning(atNoon, night, at, EVER)).toEqual(new Date('2026-11-21T21:00:00Z'));
  expect(nextBeginning(atNoon, night, at, at)).toEqual(new Date('2026-11-22T21:00:00Z'));
  expect(nextBeginning(atThree, night, at, EVER)).toEqual(new Date('2026-11-22T02:00:00Z'));
  expect(
    nextBeginnings(hourly, night, { at, since: EVER, count: 9 }).map((time) => time.toISOString().slice(11, 16)),
  ).toEqual([...['21:00', '21:30', '22:30', '23:30', '00:30', '01:30', '02:30', '03:30'], '21:00']);
});

it('knows the last one, which may be the one before the window closed', () => {
  expect(lastBeginning(hourly, night, new Date('2026-11-21T15:00:00Z'))).toEqual(new Date('2026-11-21T03:30:00Z'));
  expect(lastBeginning(atNoon, night, new Date('2026-11-21T15:00:00Z'))).toEqual(new Date('2026-11-20T21:00:00Z'));
  expect(lastBeginning(atNoon, null, new Date('2026-11-21T15:00:00Z'))).toEqual(new Date('2026-11-21T11:00:00Z'));
});

it('goes from beginning to beginning, each when the window is open and something was due since the one before', () => {
  const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => {
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  });
  const windows = fc.record({
    from: time,
    to: time,
    timeZone: fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe'),
  });
  const timings = fc.constantFrom(hourly, atThree, atNoon, { cron: '30 1,14 * * 1-5', timeZone: 'America/New_York' });
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(windows, timings, instants, (window, timing, at) => {
      fc.pre(window.from !== window.to);
      const [first = at, second = at] = nextBeginnings(timing, window, { at, since: EVER, count: 2 });
      expect(first > at && second > first).toBe(true);
      expect(isOpen(window, first) && isOpen(window, second)).toBe(true);
      expect(nextAfter(timing, first) <= second).toBe(true);
      expect(lastBeginning(timing, window, second)).toEqual(second);
      expect(lastBeginning(timing, window, new Date(second.getTime() - 1))).toEqual(first);
    }),
    { numRuns: 300 },
  );
});
