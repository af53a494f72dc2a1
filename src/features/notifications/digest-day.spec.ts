import { expect, it } from '@jest/globals';
import { dueDay } from './digest-day.js';

it.each([
  ['before its time', '2026-11-21T06:59:59Z', 8, 0, 'Europe/Berlin', null],
  ['at its time', '2026-11-21T07:00:00Z', 8, 0, 'Europe/Berlin', '2026-11-21'],
  ['late, since nobody ran', '2026-11-21T20:00:00Z', 8, 0, 'Europe/Berlin', '2026-11-21'],
  ['where it is tomorrow already', '2026-11-21T10:30:00Z', 0, 15, 'Pacific/Kiritimati', '2026-11-22'],
  ['where it is still yesterday', '2026-11-21T06:30:00Z', 22, 30, 'America/New_York', null],
  // The clocks of Berlin go from 2:00 to 3:00 on the 29th of March 2026.
  ['before clocks skip it', '2026-03-29T00:59:59Z', 2, 30, 'Europe/Berlin', null],
  ['right after clocks skipped it', '2026-03-29T01:00:00Z', 2, 30, 'Europe/Berlin', '2026-03-29'],
  // They show 2:30 twice on the 25th of October.
  ['the first time clocks show it', '2026-10-25T00:30:00Z', 2, 30, 'Europe/Berlin', '2026-10-25'],
  ['between the two', '2026-10-25T01:10:00Z', 2, 30, 'Europe/Berlin', null],
  ['the second time, of the same day', '2026-10-25T01:30:00Z', 2, 30, 'Europe/Berlin', '2026-10-25'],
  // Midnight does not exist in Santiago on the 6th of September 2026.
  ['after a midnight that was skipped', '2026-09-06T04:00:00Z', 0, 0, 'America/Santiago', '2026-09-06'],
])('a digest is due %s', (_, now, hour, minute, zone, expected) => {
  expect(dueDay(new Date(now), { hour, minute }, zone)).toBe(expected);
});

it.each([
  ['Europe/Berlin', '2026-03-27', '2026-10-23'],
  ['America/Santiago', '2026-04-03', '2026-09-04'],
  ['Australia/Lord_Howe', '2026-04-03', '2026-10-02'],
])('comes once on every local day in %s, also where clocks change', (zone, ...starts) => {
  for (const start of starts) {
    const days: string[] = [];
    for (let minute = 0; minute < 5 * 24 * 60; minute += 30) {
      const day = dueDay(new Date(Date.parse(start) + minute * 60_000), { hour: 2, minute: 30 }, zone);
      if (day !== null && (days.at(-1) ?? '') < day) days.push(day);
    }
    const expected = days.map((_, index) => new Date(Date.parse(days[0] ?? '') + index * 86_400_000));
    expect(days).toEqual(expected.map((day) => day.toISOString().slice(0, 10)));
    expect(days.length).toBeGreaterThanOrEqual(5);
  }
});
