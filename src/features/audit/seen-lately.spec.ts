import { expect, it } from '@jest/globals';
import { SeenLately } from './seen-lately.js';

it('knows a text for so long, counted from when it was new', () => {
  const seen = new SeenLately(100, 10);
  expect([0, 50, 99, 100, 150].map((now) => seen.isNew('a', now))).toEqual([true, false, false, true, false]);
  expect(seen.isNew('b', 150)).toBe(true);
});

it('forgets the oldest where there are too many', () => {
  const seen = new SeenLately(1_000, 2);
  for (const [now, text] of ['a', 'b', 'c'].entries()) expect(seen.isNew(text, now)).toBe(true);
  expect(seen.isNew('c', 4)).toBe(false);
  expect(seen.isNew('a', 5)).toBe(true);
});
