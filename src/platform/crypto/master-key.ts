import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../common/app-error.js';

const KEY_BYTES = 32;

/** A master key as a setting spells it: exactly 32 bytes in base64. The value is in no message. */
export function parseMasterKey(base64: string): Buffer {
  const text = base64.trim();
  const key = Buffer.from(text, 'base64');
  // Buffer.from skips what is no base64: only a text that comes out again as it went in was read whole.
  if (key.length !== KEY_BYTES || key.toString('base64') !== text) {
    throw new AppError('KEY_UNAVAILABLE', 'The master key is not 32 bytes in base64', {
      hint: 'Make one with: openssl rand -base64 32',
    });
  }
  return key;
}

/** A key of its own for each purpose (HKDF-SHA256, no salt, the label as info), so that none can be used for another. */
export function deriveKey(master: Buffer, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `backstitch/v1/${label}`, KEY_BYTES));
}

/** Names a master key without telling anything of it: the first 8 hex digits of SHA-256 over a label and the key. */
export function masterKeyId(master: Buffer): string {
  return createHash('sha256').update('backstitch/v1/master-key-id\0').update(master).digest('hex').slice(0, 8);
}

/** The master key, and while it is being rotated the one before: what the old one sealed can still be opened. */
export class MasterKeys {
  readonly keyId: string;
  readonly previousKeyId: string | null;
  private readonly keys: ReadonlyMap<string, Buffer>;

  constructor(
    readonly current: Buffer,
    previous?: Buffer,
  ) {
    const known = previous === undefined || previous.equals(current) ? [current] : [current, previous];
    for (const key of known) {
      if (key.length !== KEY_BYTES) throw new AppError('KEY_UNAVAILABLE', 'A master key is not 32 bytes long');
    }
    this.keys = new Map(known.map((key) => [masterKeyId(key), key]));
    const [keyId = '', previousKeyId = null] = this.keys.keys();
    this.keyId = keyId;
    this.previousKeyId = previousKeyId;
  }

  /** To be stored at the first boot: proves a key at later boots without holding it. Bound to the instance. */
  checkValue(instanceId: string): string {
    return checkValueOf(this.current, instanceId);
  }

  /** Whether the current key, or the previous one while rotating, made this check value. */
  matches(checkValue: string, instanceId: string): boolean {
    return [...this.keys.values()].some((key) => isEqual(checkValueOf(key, instanceId), checkValue));
  }

  /** Whether the current key made it; if only `matches` is true, the rotation is not finished: store a new one. */
  matchesCurrent(checkValue: string, instanceId: string): boolean {
    return isEqual(this.checkValue(instanceId), checkValue);
  }

  /** Whether the previous key made it; false where there is none. */
  matchesPrevious(checkValue: string, instanceId: string): boolean {
    const previous = this.previousKeyId === null ? undefined : this.keys.get(this.previousKeyId);
    return previous !== undefined && isEqual(checkValueOf(previous, instanceId), checkValue);
  }

  /** A sub-key of the current master key, or of the one with this id; KEY_UNAVAILABLE when that one is not there. */
  derive(label: string, keyId = this.keyId): Buffer {
    const master = this.keys.get(keyId);
    if (master === undefined) {
      throw new AppError('KEY_UNAVAILABLE', `The master key ${keyId} is not available`, {
        hint: 'Set MASTER_KEY, or MASTER_KEY_PREVIOUS while rotating, to the key that sealed this.',
      });
    }
    return deriveKey(master, label);
  }
}

function checkValueOf(master: Buffer, instanceId: string): string {
  return createHmac('sha256', deriveKey(master, 'check-value')).update(instanceId).digest('base64url');
}

function isEqual(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
