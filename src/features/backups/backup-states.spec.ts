import { expect, it } from '@jest/globals';
import { higherProof, includesLevel } from './backup-states.js';

it.each([
  ['none', 'checksum', 'checksum'],
  ['decoded', 'checksum', 'decoded'],
  ['checksum', 'restored', 'restored'],
  ['stored', 'stored', 'stored'],
] as const)('proof %s and proof %s make %s: a lesser check takes nothing back', (a, b, expected) => {
  expect(higherProof(a, b)).toBe(expected);
});

it.each([
  ['decoded', 'checksum', true],
  ['decoded', 'decoded', true],
  ['checksum', 'decoded', false],
] as const)('a check to level %s looks at what one to level %s does: %s', (level, other, expected) => {
  expect(includesLevel(level, other)).toBe(expected);
});
