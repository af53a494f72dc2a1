import { createHash, randomBytes } from 'node:crypto';

const HOW_MANY = 10;
/** Base32 in lower case: no letter that looks like another one. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LETTERS = 16;

/** Ten of 80 random bits each, to be shown once: `k3vd-7qfo-m2ai-x6pz`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const letters = Array.from(randomBytes(LETTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** However it is typed: in capitals, without dashes, with spaces. */
export function hashRecoveryCode(code: string): string {
  const letters = code.toLowerCase().replaceAll(/[^a-z2-7]/g, '');
  return createHash('sha256').update(letters).digest('hex');
}
