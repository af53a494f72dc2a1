import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../common/app-error.js';
import type { MasterKeys } from './master-key.js';

const LABEL = 'secret-box';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^v1\.([0-9a-f]{8})\.([\w-]{16})\.([\w-]{22,})$/;

/**
 * Seals short secrets for the control database: `v1.<key id>.<iv>.<ciphertext and tag>`, the last two in base64url.
 * AES-256-GCM under a key derived from the master key. The context (`source:<id>:password`) is authenticated with it:
 * a sealed text copied to another row or column does not open there.
 */
export class SecretBox {
  constructor(private readonly keys: MasterKeys) {}

  seal(plaintext: string, context: string): string {
    const head = `v1.${this.keys.keyId}`;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys.derive(LABEL), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(authenticated(head, context));
    const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${head}.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
  }

  /** Opens with the current or the previous master key; anything that does not open is KEY_UNAVAILABLE. */
  open(sealed: string, context: string): string {
    const [, keyId, iv, rest] = FORM.exec(sealed) ?? [];
    if (keyId === undefined || iv === undefined || rest === undefined) throw cannotOpen(context);
    const bytes = Buffer.from(rest, 'base64url');
    // The unused bits of the last character are not authenticated: there is one spelling only.
    if (bytes.length < TAG_BYTES || bytes.toString('base64url') !== rest) throw cannotOpen(context);
    const decipher = createDecipheriv(CIPHER, this.keys.derive(LABEL, keyId), Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(authenticated(`v1.${keyId}`, context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch (error) {
      throw cannotOpen(context, error);
    }
  }

  /** Whether it is sealed with the current master key; if not, a rotation seals it anew. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`v1.${this.keys.keyId}.`);
  }
}

function authenticated(head: string, context: string): Buffer {
  return Buffer.from(`${head}\0${context}`);
}

function cannotOpen(context: string, cause?: unknown): AppError {
  return new AppError('KEY_UNAVAILABLE', `The sealed secret ${context} cannot be opened`, {
    hint: 'It was damaged, or sealed for another place: enter the secret again.',
    cause,
  });
}
