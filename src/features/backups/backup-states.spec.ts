import { expect, it } from '@jest/globals';
import { higherProof } from './backup-states.js';

it.each([
  ['none', 'checksum', 'checksum'],
  ['decoded', 'checksum', 'decoded'],
  ['checksum', 'restored', 'restored'],
  ['stored', 'stored', 'stored'],
] as const)('proof %s and proof %s make %s: a lesser check takes nothing back', (a, b, expected) => {
  expect(higherProof(a, b)).toBe(expected);
});
