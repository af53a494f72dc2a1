import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../common/app-error.js';
import { assertSameCounts, countDifferences } from './count-comparison.js';

const counts = (entries: Record<string, number>): Map<string, number> => new Map(Object.entries(entries));

describe('comparing counts', () => {
  it('finds no difference in equal counts, in whatever order', () => {
    expect(countDifferences(counts({ a: 1, b: 2 }), counts({ b: 2, a: 1 }))).toEqual([]);
  });

  it('finds tables with other rows, missing tables and tables too many', () => {
    expect(countDifferences(counts({ a: 1, b: 2 }), counts({ a: 3, c: 4 }))).toEqual([
      { table: 'a', expected: 1, found: 3 },
      { table: 'b', expected: 2, found: null },
      { table: 'c', expected: null, found: 4 },
    ]);
  });

  it('refuses a difference of one row, naming the table and both counts', () => {
    const compare = (): void => {
      assertSameCounts(counts({ 'public.orders': 10 }), counts({ 'public.orders': 9 }), 'the record', 'the copy');
    };
    expect(compare).toThrow(AppError);
    expect(compare).toThrow('Rows differ between the record and the copy: public.orders: 10 against 9.');
  });
});
