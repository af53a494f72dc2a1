import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { bytesInWords } from '../../common/bytes-in-words.js';
import { systemCaller } from '../../common/caller.js';
import type { Database } from '../../database/database.js';
import { masterRecoveryIdentity, recipientOf } from '../../platform/crypto/age-identity.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { Backup } from '../backups/backup.entity.js';
import type { Audit } from '../audit/audit.js';
import { EncryptionKey } from '../encryption-keys/encryption-key.entity.js';
import { exportKeys } from '../encryption-keys/key-export.js';
import { type Signer, vouchedSigners } from '../encryption-keys/signer-voucher.js';
import { Tenant } from '../tenants/tenant.entity.js';
import {
  chooseCurrentKeys,
  ensureBackup,
  ensureKey,
  ensureSource,
  ensureTenant,
  takeOverDefault,
} from './catalog-records.js';
import { type FoundBackup, type LeftManifest, scanStore } from './store-scan.js';
import { type UnsignedObject, UnsignedObjects } from './unsigned-objects.js';

export interface RebuildRequest {
  store: StorageDriver;
  /** By which the catalogue knows the store. */
  storageId: string;
  /** The current one first. */
  masterKeys: readonly Buffer[];
  /** Keys that whoever runs this takes for the instance's own: id → public key. */
  acceptedSigners: ReadonlyMap<string, string>;
  readsArtifacts: boolean;
  say: (line: string) => void;
}

/** What was added, by name; what was there already is counted alone. */
export interface RebuildReport {
  tenants: string[];
  keys: number;
  /** Keys in the store that no master key opens: what was encrypted to them cannot be read. */
  unopened: string[];
  sources: { id: string; name: string; database: string }[];
  backups: number;
  corrupted: string[];
  known: number;
  /** Known before as completed, and not what was stored any more. */
  damaged: { id: string; manifestKey: string }[];
  left: LeftManifest[];
  unsigned: UnsignedObject[];
}

/**
 * Writes into the catalogue what a store holds and the catalogue does not. Adds, never overwrites; each backup with its
 * source and its tenant is a transaction of its own, so that one that is broken off goes on when it is run again.
 */
export class CatalogRebuild {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
    private readonly audit: Audit,
  ) {}

  async run(request: RebuildRequest): Promise<RebuildReport> {
    const { store, storageId, masterKeys, readsArtifacts, say } = request;
    const report: RebuildReport = {
      ...{ tenants: [], keys: 0, unopened: [], sources: [], backups: 0, corrupted: [], known: 0 },
      ...{ damaged: [], left: [], unsigned: [] },
    };
    const vouched = await vouchedSigners(store, masterKeys);
    const [own] = vouched;
    if (own !== undefined) await this.database.asSystem((manager) => takeOverDefault(manager, own.tenantId));
    await this.keys(request, report);
    const signers = await this.signers(vouched, request.acceptedSigners);
    const others = new UnsignedObjects();
    for await (const scanned of scanStore(store, { signers, readsArtifacts })) {
      if ('other' in scanned) {
        others.saw(scanned.other);
      } else if ('left' in scanned) {
        others.isLeft(scanned.left);
        report.left.push(scanned.left);
        say(`Left: ${scanned.left.key}: ${scanned.left.reason}`);
      } else {
        others.isDescribed(scanned.found);
        await this.add(scanned.found, storageId, report);
      }
    }
    report.unsigned = await this.database.asSystem((manager) => others.list(manager, storageId));
    for (const { key, bytes, next } of report.unsigned) say(`Left: ${key} (${bytesInWords(bytes)}): ${next}`);
    await this.database.asSystem(async (manager) => {
      const { id } = await manager.findOneByOrFail(Tenant, { slug: 'default' });
      const { tenants, keys, backups, left, unsigned } = report;
      const data = {
        storageId,
        tenants: tenants.length,
        keys,
        sources: report.sources.length,
        backups,
        left: left.length + unsigned.length,
      };
      await this.audit.record(systemCaller('catalog:rebuild', id), { action: 'catalog.rebuild', data }, manager);
    });
    return report;
  }

  /** The keys of tenants, out of their escrow. */
  private async keys({ store, masterKeys }: RebuildRequest, report: RebuildReport): Promise<void> {
    const identities = await Promise.all(masterKeys.map(async (key) => (await masterRecoveryIdentity(key)).identity));
    const { exported, unopened } = await exportKeys(store, identities);
    report.unopened.push(...unopened.map(({ tenantId, keyId }) => `keys/${tenantId}/${keyId}.age`));
    for (const { tenantId, keyId, identity } of exported) {
      // Names of files in a store need not be ours.
      if (!isUuid(tenantId) || !isUuid(keyId)) continue;
      const publicKey = await recipientOf(identity);
      await this.database.asSystem(async (manager) => {
        await this.tenant(manager, tenantId, report);
        const key = { id: keyId, tenantId, purpose: 'artifacts' as const, publicKey, secret: identity };
        if (await ensureKey(manager, this.secrets, key)) report.keys += 1;
      });
    }
    await this.database.asSystem(chooseCurrentKeys);
  }

  /** Whose signatures are believed: those that the master key vouches for, that the catalogue has, that somebody named. */
  private async signers(
    vouched: readonly Signer[],
    accepted: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, string>> {
    return this.database.asSystem(async (manager) => {
      const { id: tenantId } = await manager.findOneByOrFail(Tenant, { slug: 'default' });
      const named = [...accepted].map(([keyId, publicKey]) => ({ keyId, publicKey }));
      for (const { keyId: id, publicKey } of [...vouched, ...named]) {
        await ensureKey(manager, this.secrets, { id, tenantId, purpose: 'manifests', publicKey, secret: '' });
      }
      const keys = await manager.findBy(EncryptionKey, { purpose: 'manifests' });
      return new Map(keys.map(({ id, publicKey }) => [id, publicKey]));
    });
  }

  private async add(found: FoundBackup, storageId: string, report: RebuildReport): Promise<void> {
    await this.database.asSystem(async (manager) => {
      await this.tenant(manager, found.manifest.backup.tenantId, report);
      const source = await ensureSource(manager, found);
      if (!(await ensureBackup(manager, found, storageId))) {
        report.known += 1;
        await noteDamage(manager, found, report);
        return;
      }
      report.backups += 1;
      if (found.damage !== null) report.corrupted.push(found.manifestKey);
      if (source === null) return;
      const { id, name, database } = source;
      report.sources.push({ id, name, database: database.database });
    });
  }

  private async tenant(manager: EntityManager, id: string, report: RebuildReport): Promise<void> {
    if (await ensureTenant(manager, id)) report.tenants.push(id);
  }
}

/** Nothing is overwritten: its record is changed, and whoever must know is told, by a verification. */
async function noteDamage(manager: EntityManager, found: FoundBackup, report: RebuildReport): Promise<void> {
  const { damage, manifestKey, manifest } = found;
  const { id } = manifest.backup;
  if (damage === null || !(await manager.existsBy(Backup, { id, status: 'completed' }))) return;
  report.damaged.push({ id, manifestKey });
}
