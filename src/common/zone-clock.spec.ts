import { describe, expect, it } from '@jest/globals';
import { offsetIn, shownIn } from './zone-clock.js';

describe('the clocks of a zone', () => {
  it.each([
    ['UTC', '2026-11-21T03:15:07Z', '2026-11-21 03:15:07 UTC'],
    ['Europe/Berlin', '2026-11-21T03:15:07Z', '2026-11-21 04:15:07 GMT+1'],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29 01:59:59 GMT+1'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29 03:00:00 GMT+2'],
    ['Asia/Kolkata', '2026-11-21T20:00:00Z', '2026-11-22 01:30:00 GMT+5:30'],
    ['America/St_Johns', '2026-01-01T02:00:00Z', '2025-12-31 22:30:00 GMT-3:30'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01 00:00:00 GMT+14'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29 23:59:59 GMT-10'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31 00:00:00 GMT+14'],
  ])('in %s show at %s %s', (zone, at, shown) => {
    const { day, time, zone: name } = shownIn(zone, new Date(at));
    expect(`${day} ${time} ${name}`).toBe(shown);
  });

  it('were off by seconds once', () => {
    expect(offsetIn('Africa/Monrovia', Date.parse('1950-01-01T00:00:00Z'))).toBe(-(44 * 60 + 30) * 1_000);
  });

  it('are not known of what is no zone', () => {
    expect(() => offsetIn('Mars/Base', 0)).toThrow(RangeError);
  });
});
