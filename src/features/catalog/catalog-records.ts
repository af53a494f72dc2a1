import type { EntityManager } from 'typeorm';
import { toRecordedError } from '../../common/app-error.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import { Artifact } from '../backups/artifact.entity.js';
import { Backup, type Proof } from '../backups/backup.entity.js';
import { BACKUP_ORIGINS } from '../backups/backup-states.js';
import { EncryptionKey } from '../encryption-keys/encryption-key.entity.js';
import { KEY_SECRETS } from '../encryption-keys/tenant-keys.js';
import { Source } from '../sources/source.entity.js';
import { Tenant } from '../tenants/tenant.entity.js';
import type { FoundBackup } from './store-scan.js';

/** What nobody knows any more: a name that no resolver has (RFC 2606), so that nothing is ever reached by mistake. */
const UNKNOWN_HOST = 'unknown.invalid';

/** Makes a tenant that the catalogue does not have; false where it has it. */
export async function ensureTenant(manager: EntityManager, id: string): Promise<boolean> {
  if ((await manager.findOneBy(Tenant, { id })) !== null) return false;
  const end = id.slice(-12);
  await manager.insert(Tenant, { id, slug: `rebuilt-${end}`, name: `Rebuilt ${end}` });
  return true;
}

/** The tenant `default` of a catalogue that nobody has used yet gets the id that it had; false where it is in use. */
export async function takeOverDefault(manager: EntityManager, id: string): Promise<boolean> {
  const [fresh] = await manager.query<{ id: string }[]>(
    `SELECT id FROM tenants t WHERE slug = 'default' AND id <> $1
       AND NOT EXISTS (SELECT FROM tenants WHERE id = $1) AND NOT EXISTS (SELECT FROM users WHERE "tenantId" = t.id)
       AND NOT EXISTS (SELECT FROM sources WHERE "tenantId" = t.id) AND NOT EXISTS (SELECT FROM encryption_keys WHERE "tenantId" = t.id)`,
    [id],
  );
  if (fresh === undefined) return false;
  await manager.query('UPDATE tenants SET id = $1 WHERE id = $2', [id, fresh.id]);
  return true;
}

export interface RebuiltKey {
  id: string;
  tenantId: string;
  purpose: EncryptionKey['purpose'];
  publicKey: string;
  /** Secret; '' of a key that is only to be known again. */
  secret: string;
}

/** False where the catalogue has it. Which one is used from now on says `chooseCurrentKeys`. */
export async function ensureKey(manager: EntityManager, secrets: SecretBox, key: RebuiltKey): Promise<boolean> {
  if ((await manager.findOneBy(EncryptionKey, { id: key.id })) !== null) return false;
  const { id, tenantId, purpose, publicKey } = key;
  const sealedSecret = secrets.seal(key.secret, KEY_SECRETS.context(id));
  await manager.insert(EncryptionKey, { id, tenantId, purpose, publicKey, sealedSecret, isCurrent: false });
  return true;
}

/** Of tenants that have keys for artifacts and use none, the newest: ids are ordered by time. */
export async function chooseCurrentKeys(manager: EntityManager): Promise<void> {
  await manager.query(
    `UPDATE encryption_keys k SET "isCurrent" = true
      WHERE purpose = 'artifacts' AND id = (SELECT id FROM encryption_keys n
              WHERE n."tenantId" = k."tenantId" AND n.purpose = 'artifacts' ORDER BY id DESC LIMIT 1)
        AND NOT EXISTS (SELECT FROM encryption_keys c
              WHERE c."tenantId" = k."tenantId" AND c.purpose = 'artifacts' AND c."isCurrent")`,
  );
}

/** A source as far as a manifest knows it: without its server and its password. Its name, where it is taken, gets an end. */
export async function ensureSource(manager: EntityManager, { manifest }: FoundBackup): Promise<Source | null> {
  const { sourceId: id, tenantId, sourceName, appVersion } = manifest.backup;
  if ((await manager.findOneBy(Source, { id })) !== null) return null;
  const isTaken = (await manager.findOneBy(Source, { tenantId, name: sourceName })) !== null;
  const { name: database, properties } = manifest.database;
  const source = manager.create(Source, {
    ...{ id, tenantId, appVersion, name: isTaken ? `${sourceName} ${id.slice(-12)}` : sourceName },
    database: { host: UNKNOWN_HOST, port: 5432, database, user: properties.owner },
    ...{ sealedPassword: null, migrations: {}, retention: null },
  });
  return manager.save(source);
}

/** False where the catalogue has a record of it, whatever that says: nothing is overwritten. */
export async function ensureBackup(manager: EntityManager, found: FoundBackup, storageId: string): Promise<boolean> {
  const { manifest, manifestKey, finishedAt, artifacts, damage } = found;
  const { backup } = manifest;
  const { id, tenantId } = backup;
  if ((await manager.findOneBy(Backup, { id })) !== null) return false;
  const startedAt = new Date(backup.startedAt);
  const record = manager.create(Backup, {
    ...{ id, tenantId, sourceId: backup.sourceId, name: backup.name, description: null, createdBy: backup.createdBy },
    number: await numberFor(manager, tenantId, backup.number),
    origin: BACKUP_ORIGINS.find((known) => known === backup.origin) ?? 'manual',
    trusted: backup.trusted !== false,
    status: damage === null ? 'completed' : 'corrupted',
    ...(damage === null ? {} : { error: toRecordedError(damage), damageLevel: 'checksum' as const }),
    ...{
      tags: backup.tags,
      appVersion: backup.appVersion,
      createdAt: new Date(backup.createdAt),
      startedAt,
      finishedAt,
    },
    durationMs: Math.max(0, finishedAt.getTime() - startedAt.getTime()),
    rawBytes: artifacts.reduce((sum, { rawBytes }) => sum + rawBytes, 0),
    storedBytes: artifacts.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
    databaseSize: manifest.backup.trusted === false ? null : manifest.database.bytes,
    ...{ versions: manifest.versions, migrationState: manifest.migrationState, extensions: manifest.extensions },
    ...{ roles: manifest.roles, tablespaces: manifest.tablespaces ?? null, tableCounts: manifest.tableCounts },
    ...{ countConditions: manifest.countConditions, fingerprints: manifest.fingerprints, warnings: manifest.warnings },
    ...{ manifestKey, proof: 'stored', proofs: [seenInStore(found)], contentsTree: null },
  });
  await manager.save(record);
  for (const { storageKey, compression, encryption, keyId, ...artifact } of artifacts) {
    const { role, name, fileName, storedBytes, rawBytes, sha256 } = artifact;
    await manager.insert(Artifact, {
      ...{ id: artifact.id, tenantId, backupId: id, role, name, fileName, storageId, storageKey },
      ...{ storedBytes, rawBytes, sha256, compression, encryption, keyId },
    });
  }
  return true;
}

/** What was shown before is not in the store; a check shows it again. */
function seenInStore({ artifacts }: FoundBackup): Proof {
  const evidence = {
    rebuiltFrom: 'store',
    storedBytes: artifacts.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
  };
  return { level: 'stored', at: new Date().toISOString(), seconds: 0, evidence };
}

/** Its own, or the next one where another backup has it by now. */
async function numberFor(manager: EntityManager, tenantId: string, wanted: number): Promise<number> {
  const [row] = await manager.query<[{ taken: boolean; highest: number }]>(
    `SELECT coalesce(bool_or(number = $2), false) AS taken, coalesce(max(number), 0) AS highest
       FROM backups WHERE "tenantId" = $1`,
    [tenantId, wanted],
  );
  const number = row.taken ? row.highest + 1 : wanted;
  await manager.query(
    `INSERT INTO number_sequences ("tenantId", kind, last) VALUES ($1, 'backup', $2)
     ON CONFLICT ("tenantId", kind) DO UPDATE SET last = greatest(number_sequences.last, excluded.last)`,
    [tenantId, number],
  );
  return number;
}
