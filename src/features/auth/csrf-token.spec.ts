import { expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import { formatToken, newSecret } from './access-token.js';
import { csrfTokenOf, isCsrfToken } from './csrf-token.js';

const session = (): string => formatToken({ sessionId: uuidV7(), secret: newSecret() });

it('is of one session alone', () => {
  const [mine, theirs] = [session(), session()];
  const token = csrfTokenOf(mine) ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(csrfTokenOf(mine)).toBe(token);
  expect(isCsrfToken(token, mine)).toBe(true);
  expect(isCsrfToken(token, theirs)).toBe(false);
});

it('does not tell the secret of its session', () => {
  const mine = session();
  expect(mine).not.toContain(csrfTokenOf(mine));
});

it.each(['', 'x', 'ü'.repeat(43), 'A'.repeat(43), 'A'.repeat(10_000)])('is not %j', (given) => {
  expect(isCsrfToken(given, session())).toBe(false);
});

it('is had by no API key, and nothing matches that', () => {
  expect(csrfTokenOf('bst_0_x')).toBeNull();
  expect(isCsrfToken('', 'bst_0_x')).toBe(false);
});
