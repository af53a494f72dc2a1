import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MasterKeys } from './master-key.js';

const FORM = /^v1\.([0-9a-f]{8})\.[\w-]{43}$/;

/**
 * Recognises a text again without keeping it: `v1.<key id>.<HMAC-SHA-256>`, under a key derived from the master key. Whoever
 * has the control database alone cannot try out which text it was, which a plain hash of a short secret would let them.
 */
export class KeyedHash {
  /** @param purpose whose hashes are of no use for another one */
  constructor(
    private readonly keys: MasterKeys,
    private readonly purpose: string,
  ) {}

  of(text: string): string {
    return this.under(this.keys.keyId, text);
  }

  /** Whether it is the hash of this text, by the current or the previous master key; by another one nobody can say: false. */
  matches(hash: string, text: string): boolean {
    const [, keyId] = FORM.exec(hash) ?? [];
    if (keyId !== this.keys.keyId && keyId !== this.keys.previousKeyId) return false;
    return timingSafeEqual(Buffer.from(hash), Buffer.from(this.under(keyId, text)));
  }

  private under(keyId: string, text: string): string {
    const hmac = createHmac('sha256', this.keys.derive(`keyed-hash/${this.purpose}`, keyId)).update(text);
    return `v1.${keyId}.${hmac.digest('base64url')}`;
  }
}
