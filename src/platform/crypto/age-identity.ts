import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { AppError } from '../../common/app-error.js';
import { deriveKey } from './master-key.js';

/** A key pair of the age format (https://age-encryption.org/v1), X25519 only: every age program reads it. */
export interface AgeIdentity {
  /** `AGE-SECRET-KEY-1…`: secret. */
  identity: string;
  /** `age1…`: public. */
  recipient: string;
}

const IDENTITY_PREFIX = 'AGE-SECRET-KEY-';
const RECIPIENT_PREFIX = 'age';
const X25519_BYTES = 32;

export async function generateAgeIdentity(): Promise<AgeIdentity> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The recipient of an identity; KEY_UNAVAILABLE (without the text) when it is not an X25519 identity. */
export async function recipientOf(identity: string): Promise<string> {
  if (decoded(identity, IDENTITY_PREFIX.toLowerCase()) === null) {
    throw new AppError('KEY_UNAVAILABLE', 'The text is not an age identity (AGE-SECRET-KEY-1…)');
  }
  return identityToRecipient(identity);
}

/** The identity that can open every escrowed key: derived from the master key, the same each time, stored nowhere. */
export async function masterRecoveryIdentity(master: Buffer): Promise<AgeIdentity> {
  const scalar = deriveKey(master, 'age-recovery-identity');
  const identity = bech32.encodeFromBytes(IDENTITY_PREFIX, scalar).toUpperCase();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Checks an X25519 recipient (`age1…`) from a setting and answers it trimmed; INVALID_PARAMETER otherwise. */
export function parseRecipient(text: string): string {
  const recipient = text.trim();
  const isSecret = recipient.toUpperCase().startsWith(IDENTITY_PREFIX);
  const bytes = recipient === recipient.toLowerCase() ? decoded(recipient, RECIPIENT_PREFIX) : null;
  // All zero bits is a point of low order: what is encrypted to it can be read by anybody, and age refuses it.
  if (bytes === null || bytes.every((byte) => byte === 0)) {
    throw new AppError('INVALID_PARAMETER', 'The text is not an age recipient (age1…, X25519)', {
      hint: isSecret
        ? 'This is an identity, which is secret: give its recipient (age-keygen -y), and keep the identity offline.'
        : 'Make a key pair with age-keygen and give the line that begins with age1.',
    });
  }
  return recipient;
}

/** Encrypts what fits into memory (keys, not artifacts) to each of the recipients; binary age, no armor. */
export async function encryptSmall(plaintext: string | Uint8Array, recipients: readonly string[]): Promise<Buffer> {
  if (recipients.length === 0) throw new AppError('KEY_UNAVAILABLE', 'There is no recipient to encrypt to');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(parseRecipient(recipient));
  return Buffer.from(await encrypter.encrypt(plaintext));
}

/** Opens what `encryptSmall` or `age` wrote; KEY_UNAVAILABLE when the identity does not fit or the bytes are damaged. */
export async function decryptSmall(bytes: Uint8Array, identity: string): Promise<Buffer> {
  await recipientOf(identity);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return Buffer.from(await decrypter.decrypt(bytes));
  } catch (cause) {
    throw new AppError('KEY_UNAVAILABLE', 'An encrypted key cannot be opened with this identity', {
      hint: 'It was encrypted to another key, or is damaged.',
      cause,
    });
  }
}

/**
 * Whether one of the identities opens an age file that begins with these bytes; null where they do not tell: the header
 * is damaged, or goes on beyond them.
 */
export async function identitiesOpen(start: Uint8Array, identities: readonly string[]): Promise<boolean | null> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  // Asked after all others, with a header that could be read.
  const refused = { byAll: false };
  decrypter.addIdentity({
    unwrapFileKey: () => {
      refused.byAll = true;
      return null;
    },
  });
  try {
    await decrypter.decryptHeader(start);
    return true;
  } catch {
    return refused.byAll ? false : null;
  }
}

/** The 32 bytes of a bech32 text with this prefix; null for anything else. */
function decoded(text: string, prefix: string): Uint8Array | null {
  try {
    const { prefix: found, bytes } = bech32.decodeToBytes(text);
    return found.toLowerCase() === prefix && bytes.length === X25519_BYTES ? bytes : null;
  } catch {
    return null; // not bech32; the text may be secret, so nothing of it is told
  }
}
