import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { MasterKeys } from './master-key.js';
import { SecretBox } from './secret-box.js';

const old = randomBytes(32);
const current = randomBytes(32);
const box = new SecretBox(new MasterKeys(current));
const unavailable = expect.objectContaining({ code: 'KEY_UNAVAILABLE' });

describe('SecretBox', () => {
  it.each(['hunter2', '', 'pä"ss\'w%=\n\0 日本 🙂', 'x'.repeat(100_000)])('opens what it sealed (%#)', (secret) => {
    const sealed = box.seal(secret, 'source:1:password');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(box.open(sealed, 'source:1:password')).toBe(secret);
  });

  it('never gives the same text twice', () => {
    expect(box.seal('x', 'c')).not.toBe(box.seal('x', 'c'));
  });

  it('does not open in another context', () => {
    expect(() => box.open(box.seal('x', 'source:1:password'), 'source:2:password')).toThrow(unavailable);
  });

  it('opens with the previous key while rotating, and tells that it should be sealed anew', () => {
    const sealed = new SecretBox(new MasterKeys(old)).seal('x', 'c');
    const rotating = new SecretBox(new MasterKeys(current, old));
    expect(rotating.open(sealed, 'c')).toBe('x');
    expect(rotating.isCurrent(sealed)).toBe(false);
    expect(rotating.isCurrent(rotating.seal('x', 'c'))).toBe(true);
    expect(() => box.open(sealed, 'c')).toThrow(unavailable);
  });

  it('refuses every altered character', () => {
    const sealed = box.seal('secret', 'c');
    for (let at = 0; at < sealed.length; at++) {
      const altered = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(() => box.open(altered, 'c')).toThrow(unavailable);
    }
  });

  it.each(['', 'v1', 'v1...', 'v2.00000000.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA', 'plain password'])(
    'refuses %j',
    (text) => {
      expect(() => box.open(text, 'c')).toThrow(unavailable);
    },
  );
});
