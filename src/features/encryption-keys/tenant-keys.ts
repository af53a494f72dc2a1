import type { EntityManager } from 'typeorm';
import { generateAgeIdentity } from '../../platform/crypto/age-identity.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import { generateSigningKey } from '../../platform/crypto/signing.js';
import { EncryptionKey } from './encryption-key.entity.js';
import type { SealedColumn } from './sealed-column.js';

export const KEY_SECRETS: SealedColumn = {
  table: 'encryption_keys',
  column: 'sealedSecret',
  context: (id) => `key:${id}`,
};

type Purpose = EncryptionKey['purpose'];

/** The key that is used now; made when there is none. */
export async function currentKey(
  manager: EntityManager,
  secrets: SecretBox,
  tenantId: string,
  purpose: Purpose,
): Promise<EncryptionKey> {
  const existing = await findCurrent(manager, tenantId, purpose);
  if (existing !== null) return existing;
  await lockKeys(manager, tenantId, purpose);
  return (await findCurrent(manager, tenantId, purpose)) ?? createKey(manager, secrets, tenantId, purpose);
}

/**
 * A new key for what is written from now on; null where there is none to be replaced. The one before stays, for what it
 * opens. Backups that have begun go on with the key that they began with.
 */
export async function rotateKey(
  manager: EntityManager,
  secrets: SecretBox,
  tenantId: string,
  purpose: Purpose,
): Promise<{ from: EncryptionKey; to: EncryptionKey } | null> {
  await lockKeys(manager, tenantId, purpose);
  const from = await findCurrent(manager, tenantId, purpose);
  if (from === null) return null;
  await manager.update(EncryptionKey, { tenantId, purpose, isCurrent: true }, { isCurrent: false });
  return { from, to: await createKey(manager, secrets, tenantId, purpose) };
}

function findCurrent(manager: EntityManager, tenantId: string, purpose: Purpose): Promise<EncryptionKey | null> {
  return manager.findOneBy(EncryptionKey, { tenantId, purpose, isCurrent: true });
}

/** Two first backups of one tenant at once must not make two keys. */
async function lockKeys(manager: EntityManager, tenantId: string, purpose: Purpose): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`key ${purpose} ${tenantId}`]);
}

async function createKey(
  manager: EntityManager,
  secrets: SecretBox,
  tenantId: string,
  purpose: Purpose,
): Promise<EncryptionKey> {
  const { publicKey, secret } = await generate(purpose);
  const key = manager.create(EncryptionKey, { tenantId, purpose, publicKey, sealedSecret: '', isCurrent: true });
  await manager.save(key);
  key.sealedSecret = secrets.seal(secret, KEY_SECRETS.context(key.id));
  return manager.save(key);
}

async function generate(purpose: Purpose): Promise<{ publicKey: string; secret: string }> {
  if (purpose === 'artifacts') {
    const { identity, recipient } = await generateAgeIdentity();
    return { publicKey: recipient, secret: identity };
  }
  const { publicKey, privateKey } = generateSigningKey();
  return { publicKey, secret: privateKey };
}
