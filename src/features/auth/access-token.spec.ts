import { expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import { formatToken, hashSecret, isSecret, newSecret, parseToken } from './access-token.js';

it('is read back as it was written, whatever letters the secret has', () => {
  for (const secret of [newSecret(), '_'.repeat(43), '-_'.repeat(21) + '-']) {
    const token = { sessionId: uuidV7(), secret };
    expect(parseToken(formatToken(token))).toEqual(token);
  }
});

it.each([
  '',
  'bss_',
  `bst_${'0'.repeat(32)}_${'A'.repeat(43)}`,
  `bss_${'0'.repeat(32)}_${'A'.repeat(44)}`,
  `bss_${'G'.repeat(32)}_${'A'.repeat(43)}`,
])('is not %j', (text) => {
  expect(parseToken(text)).toBeNull();
});

it('knows its secret by its hash alone', () => {
  const secret = newSecret();
  expect(isSecret(secret, hashSecret(secret))).toBe(true);
  expect(isSecret(newSecret(), hashSecret(secret))).toBe(false);
  expect(isSecret(secret, Buffer.from(secret))).toBe(false);
});
