import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { deriveKey, masterKeyId, MasterKeys, parseMasterKey } from './master-key.js';

/** Worked out by RFC 5869 with HMAC alone. */
const KNOWN = ['7ce7c51b', 'e49660201ead9af0b5789d9c5cd4458288e64f0c7ed59bf24095232229eeb144'];

describe('parseMasterKey', () => {
  it('takes what openssl rand -base64 32 prints', () => {
    const key = randomBytes(32);
    expect(parseMasterKey(`${key.toString('base64')}\n`).equals(key)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['31 bytes', Buffer.alloc(31, 'topsecret').toString('base64')],
    ['33 bytes', Buffer.alloc(33, 'topsecret').toString('base64')],
    ['hexadecimal', Buffer.alloc(32, 'topsecret').toString('hex')],
    ['characters that are no base64', `${Buffer.alloc(32, 'topsecret').toString('base64').slice(0, -2)}!!`],
    ['a missing padding', Buffer.alloc(32, 'topsecret').toString('base64').slice(0, -1)],
  ])('refuses %s without telling the value', (_what, text) => {
    let error: unknown;
    try {
      parseMasterKey(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'KEY_UNAVAILABLE', hint: expect.stringContaining('openssl rand -base64 32') });
    if (text !== '') expect(JSON.stringify(error) + String(error)).not.toContain(text);
  });
});

describe('MasterKeys', () => {
  const current = Buffer.alloc(32, 1);
  const previous = Buffer.alloc(32, 2);

  it('proves a key at a later boot, bound to its instance', () => {
    const stored = new MasterKeys(current).checkValue('instance-1');
    expect(new MasterKeys(current).matches(stored, 'instance-1')).toBe(true);
    expect(new MasterKeys(current).matches(stored, 'instance-2')).toBe(false);
    expect(new MasterKeys(previous).matches(stored, 'instance-1')).toBe(false);
    expect(new MasterKeys(current).matches('', 'instance-1')).toBe(false);
  });

  it('knows a check value of the previous key while rotating, and that it is not the current one', () => {
    const stored = new MasterKeys(previous).checkValue('i');
    const rotating = new MasterKeys(current, previous);
    expect(rotating.matches(stored, 'i')).toBe(true);
    expect(rotating.matchesCurrent(stored, 'i')).toBe(false);
    expect(rotating.matchesCurrent(rotating.checkValue('i'), 'i')).toBe(true);
  });

  it('names keys by an id that tells nothing of them', () => {
    const keys = new MasterKeys(current, previous);
    expect(keys.keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(keys).toMatchObject({ keyId: masterKeyId(current), previousKeyId: masterKeyId(previous) });
    expect(new MasterKeys(current, current).previousKeyId).toBeNull();
  });

  it('derives a different key for each label and master, always the same one (known answers)', () => {
    const keys = new MasterKeys(current, previous);
    expect(keys.derive('a').equals(keys.derive('b'))).toBe(false);
    expect(keys.derive('a', masterKeyId(previous)).equals(deriveKey(previous, 'a'))).toBe(true);
    // Fixed for ever: other bytes here would make every sealed secret and escrowed key unreadable.
    expect([masterKeyId(current), deriveKey(current, 'secret-box').toString('hex')]).toEqual(KNOWN);
    expect(() => keys.derive('a', '00000000')).toThrow(expect.objectContaining({ code: 'KEY_UNAVAILABLE' }));
  });

  it('refuses keys of another length', () => {
    expect(() => new MasterKeys(Buffer.alloc(16))).toThrow(expect.objectContaining({ code: 'KEY_UNAVAILABLE' }));
  });
});
