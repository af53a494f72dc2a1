import { describe, expect, it } from '@jest/globals';
import { choicesWithin, pastTimes, periodOf, periodsAbove, withoutDates } from './periods.js';

const DAYS = [
  { key: '2025-12-31', count: 1 },
  { key: '2026-01-01', count: 2 },
  { key: '2026-02-28', count: 3 },
  { key: '2026-02-03', count: 4 },
];

describe('a date hierarchy', () => {
  it('begins with the years, and with the months of the only one', () => {
    expect(choicesWithin(DAYS, null).map(({ key, count }) => [key, count])).toEqual([
      ['2025', 1],
      ['2026', 9],
    ]);
    expect(choicesWithin(DAYS.slice(1), null).map(({ key, count }) => [key, count])).toEqual([
      ['2026-01', 2],
      ['2026-02', 7],
    ]);
  });

  it('goes from a year to its months, from a month to its days, and no further', () => {
    expect(choicesWithin(DAYS, periodOf('2026-01-01', '2027-01-01')).map(({ key }) => key)).toEqual([
      '2026-01',
      '2026-02',
    ]);
    expect(choicesWithin(DAYS, periodOf('2026-02-01', '2026-03-01')).map(({ key }) => key)).toEqual([
      '2026-02-28',
      '2026-02-03',
    ]);
    expect(choicesWithin(DAYS, periodOf('2026-02-28', '2026-03-01'))).toEqual([]);
  });

  it.each([
    ['2025-01-01', '2026-01-01', 'year', '2025'],
    ['2025-12-01', '2026-01-01', 'month', '2025-12'],
    ['2025-12-31', '2026-01-01', 'day', '2025-12-31'],
    ['2024-02-29T00:00:00Z', '2024-03-01', 'day', '2024-02-29'],
    ['2025-12-30', '2026-01-01', 'other', '2025-12-30/2026-01-01'],
    ['2025-12-30', undefined, 'other', '2025-12-30/'],
  ])('knows from %s to %s as a %s', (from, to, kind, key) => {
    expect(periodOf(from, to)).toMatchObject({ kind, key });
  });

  it('knows what is above a day, and that nothing is chosen', () => {
    const day = periodOf('2025-12-31', '2026-01-01');
    expect(day === null ? [] : periodsAbove(day).map(({ key }) => key)).toEqual(['2025', '2025-12']);
    expect(periodOf(undefined, undefined)).toBeNull();
    expect(withoutDates({ from: '2025-01-01', to: '2026-01-01', q: 'shop' })).toEqual({ q: 'shop' });
  });
});

it('times that are past begin with a day, that of today among them, by the clock of all dates', () => {
  expect(pastTimes(new Date('2026-03-01T23:59:59.999Z'))).toEqual([
    { name: 'today', from: '2026-03-01' },
    { name: 'week', from: '2026-02-23' },
    { name: 'month', from: '2026-01-31' },
    { name: 'year', from: '2026-01-01' },
  ]);
});
