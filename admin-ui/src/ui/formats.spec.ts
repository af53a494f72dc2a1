import { expect, it } from '@jest/globals';
import { numberFormat } from './formats.js';

it('makes a format once for each language and each kind of number', () => {
  const french = numberFormat('tenths', 'fr');
  expect(numberFormat('tenths', 'en').format(4)).toBe('4.0');
  expect(numberFormat('tenth', 'fr').format(4)).toBe('4');
  expect(numberFormat('tenths', 'fr')).toBe(french);
  expect(french.format(4)).toBe('4,0');
});
