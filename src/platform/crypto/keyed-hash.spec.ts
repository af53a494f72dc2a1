import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { KeyedHash } from './keyed-hash.js';
import { MasterKeys } from './master-key.js';

const [master, other] = [randomBytes(32), randomBytes(32)];
const hashes = (key = master, previous?: Buffer) => new KeyedHash(new MasterKeys(key, previous), 'test');

it('recognises a text, and no other', () => {
  const hash = hashes().of('hunter2');
  expect(hashes().matches(hash, 'hunter2')).toBe(true);
  expect(hashes().matches(hash, 'hunter3')).toBe(false);
});

it('cannot be worked out without the master key, nor for another purpose', () => {
  const hash = hashes().of('hunter2');
  expect(hash).not.toContain(createHash('sha256').update('hunter2').digest('base64url'));
  expect(hashes(other).matches(hash, 'hunter2')).toBe(false);
  expect(new KeyedHash(new MasterKeys(master), 'another').matches(hash, 'hunter2')).toBe(false);
});

it('outlives a rotation for as long as the key before is there', () => {
  const hash = hashes().of('hunter2');
  expect(hashes(other, master).matches(hash, 'hunter2')).toBe(true);
});

it.each(['', 'v1', createHash('sha256').update('hunter2').digest('hex')])('is not %j', (text) => {
  expect(hashes().matches(text, 'hunter2')).toBe(false);
});
