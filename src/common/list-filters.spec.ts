import { expect, it } from '@jest/globals';
import { hasText, numberIn } from './list-filters.js';

it.each([
  ['12', 12],
  ['#12', 12],
  [' #007 ', 7],
  ['2147483647', 2_147_483_647],
  ['2147483648', null],
  ['99999999999999999999', null],
  ['#', null],
  ['##12', null],
  ['-12', null],
  ['1.5', null],
  ['12a', null],
  ['１２', null],
  ['', null],
])('a search for "%s" asks for the record number %s', (q, number) => {
  expect(numberIn(q)).toBe(number);
});

it('compares by the rules of a language only where letters of one are asked for', () => {
  expect(hasText('event.actor', 'Ada@%')).toContain('COLLATE "C"');
  expect(hasText('event.actor', 'Ünal')).not.toContain('COLLATE');
});
