import { expect, it } from '@jest/globals';
import { bytesInWords } from './bytes-in-words.js';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1.00 kB'],
  [12_345, '12.3 kB'],
  [116_900_000, '117 MB'],
  [999_999_999, '1.00 GB'],
  [2.5e12, '2.50 TB'],
  [9e15, '9.00 PB'],
])('says %i as %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});
