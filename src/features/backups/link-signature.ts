import { createHmac, timingSafeEqual } from 'node:crypto';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import type { DownloadLink } from './download-link.entity.js';

const LABEL = 'download-link';

export type SignedLink = Pick<DownloadLink, 'id' | 'tenantId' | 'backupId' | 'artifactId' | 'madeById' | 'expiresAt'>;

/** `<id of the master key>.<HMAC-SHA256 in base64url>`, over everything that the link says. */
export function signLink(keys: MasterKeys, link: SignedLink, keyId = keys.keyId): string {
  const { id, tenantId, backupId, artifactId, madeById, expiresAt } = link;
  const said = ['v1', id, tenantId, backupId, artifactId, madeById, expiresAt.toISOString()].join('\0');
  return `${keyId}.${createHmac('sha256', keys.derive(LABEL, keyId)).update(said).digest('base64url')}`;
}

/** In constant time. By the current master key, or by the one before while it is being rotated. */
export function isSignatureOf(keys: MasterKeys, signature: string, link: SignedLink): boolean {
  return [keys.keyId, keys.previousKeyId].some(
    (keyId) => keyId !== null && isSame(signature, signLink(keys, link, keyId)),
  );
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
