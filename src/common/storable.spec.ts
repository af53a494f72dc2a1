import { expect, it } from '@jest/globals';
import { storableJson, storableText } from './storable.js';

it('replaces what PostgreSQL cannot keep, and nothing else', () => {
  expect(storableText('a\0b\ud800c 🧵 é\n')).toBe('a\uFFFDb\uFFFDc 🧵 é\n');
});

it('goes through names and values of every depth', () => {
  const at = new Date('2026-01-01T00:00:00Z');
  expect(storableJson({ 'n\0': ['\0', { deep: '\ud800' }], bytes: 12n, at, none: undefined, nil: null })).toEqual({
    'n\uFFFD': ['\uFFFD', { deep: '\uFFFD' }],
    bytes: 12,
    at: '2026-01-01T00:00:00.000Z',
    nil: null,
  });
});
