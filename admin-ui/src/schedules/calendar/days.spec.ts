import { describe, expect, it } from '@jest/globals';
import { dayOf, daysAfter, isDay, isTitled, startOf, stepped, weeksOf } from './days.js';

describe('days of the calendar', () => {
  it('are the viewer’s own, from their first moment to the next day’s', () => {
    expect(dayOf(new Date(2026, 10, 22, 23, 59, 59))).toBe('2026-11-22');
    expect(startOf('2026-11-22')).toEqual(new Date(2026, 10, 22));
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysAfter('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('of an address are checked', () => {
    expect(isDay('2026-11-22')).toBe(true);
    for (const wrong of [null, '', '2026-11', '2026-02-30', '2026-13-01', 'today']) expect(isDay(wrong)).toBe(false);
  });

  it('of a month are whole weeks from Monday, and no week more', () => {
    const november = weeksOf('month', '2026-11-22');
    expect(november.map((week) => [week[0], week[6]])).toEqual([
      ['2026-10-26', '2026-11-01'],
      ['2026-11-02', '2026-11-08'],
      ['2026-11-09', '2026-11-15'],
      ['2026-11-16', '2026-11-22'],
      ['2026-11-23', '2026-11-29'],
      ['2026-11-30', '2026-12-06'],
    ]);
    expect(weeksOf('month', '2027-02-14')).toHaveLength(4); // from a Monday to a Sunday
  });

  it('of a week are seven, whichever of them is asked for', () => {
    for (const day of ['2026-11-16', '2026-11-22'])
      expect(weeksOf('week', day)).toEqual([[16, 17, 18, 19, 20, 21, 22].map((date) => `2026-11-${date}`)]);
  });

  it('of a month’s weeks are not all of that month, of a week all of that week', () => {
    const titled = weeksOf('month', '2026-11-22')
      .flat()
      .filter((day) => isTitled('month', '2026-11-22', day));
    expect([titled[0], titled.at(-1), titled.length]).toEqual(['2026-11-01', '2026-11-30', 30]);
    expect(
      weeksOf('week', '2026-12-01')
        .flat()
        .every((day) => isTitled('week', '2026-12-01', day)),
    ).toBe(true);
  });

  it('are stepped through by months and by weeks', () => {
    expect(stepped('month', '2027-01-31', 1)).toBe('2027-02-01');
    expect(stepped('month', '2027-01-31', -1)).toBe('2026-12-01');
    expect(stepped('week', '2026-12-30', 1)).toBe('2027-01-06');
  });
});
