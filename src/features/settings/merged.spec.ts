import { expect, it } from '@jest/globals';
import { changesBetween, merged } from './merged.js';

const BASE = { days: 3, at: { hour: 2, minute: 0, ids: ['a', 'b'] }, window: null };

it.each([
  [{}, BASE],
  [{ days: 0 }, { ...BASE, days: 0 }],
  [{ days: undefined }, BASE],
  [{ at: { minute: 30, hour: undefined } }, { ...BASE, at: { hour: 2, minute: 30, ids: ['a', 'b'] } }],
  [{ at: { ids: ['c'] } }, { ...BASE, at: { hour: 2, minute: 0, ids: ['c'] } }],
  [{ window: 1.5 }, { ...BASE, window: 1.5 }],
])('%j is merged section by section', (changes, expected) => {
  expect(merged(BASE, changes)).toEqual(expected);
});

it('leaves what it was given as it was', () => {
  merged(BASE, { at: { hour: 5 } });
  expect(BASE.at.hour).toBe(2);
});

it('tells what differs, by the name of the field in its section', () => {
  const after = { days: 3, at: { hour: 4, minute: 0, ids: ['b', 'a'] }, window: 2 };
  expect(changesBetween(BASE, after)).toEqual([
    { field: 'at.hour', before: 2, after: 4 },
    { field: 'at.ids', before: ['a', 'b'], after: ['b', 'a'] },
    { field: 'window', before: null, after: 2 },
  ]);
  expect(changesBetween(BASE, { ...BASE })).toEqual([]);
});
