import { expect, it } from '@jest/globals';
import { assertShallow, MOST_LEVELS } from './body-limits.js';

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const levels = (text: string) => () => {
  assertShallow(Buffer.from(text));
};

it.each([
  ['as deep as may be', nested(MOST_LEVELS)],
  ['as deep as may be, of objects', `${'{"a":'.repeat(MOST_LEVELS)}1${'}'.repeat(MOST_LEVELS)}`],
  ['many, beside each other', `[${Array.from({ length: 100 }, () => '{}').join()}]`],
  ['brackets in a text', JSON.stringify(['['.repeat(100), '\\"[{'.repeat(100)])],
  ['no JSON at all', ']]]"'],
])('takes %s', (_, text) => {
  expect(levels(text)).not.toThrow();
});

it.each([
  ['one level more', nested(MOST_LEVELS + 1)],
  ['a bomb', '['.repeat(500_000)],
  ['a bomb behind texts', `["\\\\","${nested(MOST_LEVELS)}",${nested(MOST_LEVELS)}]`],
])('refuses %s', (_, text) => {
  expect(levels(text)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }));
});
