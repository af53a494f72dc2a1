import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { encryptSmall, masterRecoveryIdentity } from '../../platform/crypto/age-identity.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import type { SigningKey } from '../../platform/crypto/signing.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { EncryptionKey } from './encryption-key.entity.js';
import { Instance } from './instance.entity.js';
import { ensureEscrow } from './key-escrow.js';
import { vouchForSigner } from './signer-voucher.js';
import { currentKey, KEY_SECRETS } from './tenant-keys.js';

export interface ArtifactKey {
  keyId: string;
  /** The tenant's, and the recovery recipient where there is one. */
  recipients: string[];
}

export interface NamedSigningKey extends SigningKey {
  keyId: string;
}

/** Every key that artifacts and manifests need. Secrets are unsealed only here and handed on, never kept. */
@Injectable()
export class Keyring {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly secrets: SecretBox,
    private readonly masterKeys: MasterKeys,
  ) {}

  /**
   * The key that a tenant's next artifact is encrypted to. Its identity is in the store before this resolves
   * (`keys/<tenant>/<keyId>.age`), so that no artifact can ever outlive the only copy of its key.
   */
  async artifactKey(tenantId: string, store: StorageDriver): Promise<ArtifactKey> {
    const key = await this.currentKey(tenantId, 'artifacts');
    const { recoveryRecipient } = this.settings;
    await ensureEscrow(store, {
      tenantId,
      keyId: key.id,
      identity: () => this.unseal(key),
      masterRecipient: (await masterRecoveryIdentity(this.settings.masterKey)).recipient,
      recoveryRecipient,
      encrypt: encryptSmall,
    });
    return {
      keyId: key.id,
      recipients: recoveryRecipient === null ? [key.publicKey] : [key.publicKey, recoveryRecipient],
    };
  }

  /** The age identity that opens a tenant's artifacts of this key. Throws KEY_UNAVAILABLE. */
  async identity(tenantId: string, keyId: string): Promise<string> {
    const identity = await this.identityIfKnown(tenantId, keyId);
    if (identity === null) {
      throw new AppError('KEY_UNAVAILABLE', `The key ${keyId} of this backup is not in the control database.`, {
        hint: 'The store still has it: `npm run keys:export` opens it with the master key, and age, zstd and pg_restore do the rest.',
      });
    }
    return identity;
  }

  /** null: the control database does not know the key. */
  async identityIfKnown(tenantId: string, keyId: string): Promise<string | null> {
    // Names of files in a store need not be ours, and no other text is an id.
    if (!isUuid(tenantId) || !isUuid(keyId)) return null;
    const key = await this.database.asSystem((manager) =>
      manager.findOneBy(EncryptionKey, { id: keyId, tenantId, purpose: 'artifacts' }),
    );
    return key === null ? null : this.unseal(key);
  }

  /** False once the master key was replaced while this process was running with the one before. */
  async isOfThisInstance(): Promise<boolean> {
    const instance = await this.database.asSystem((manager) => manager.findOneBy(Instance, { isOnly: true }));
    return instance !== null && this.masterKeys.matchesCurrent(instance.masterKeyCheck, instance.instanceId);
  }

  /** The instance's own key, which signs manifests. It belongs to the tenant `default`, the operator's. */
  async signingKey(): Promise<NamedSigningKey> {
    const tenantId = await this.database.asSystem(defaultTenantId);
    const key = await this.currentKey(tenantId, 'manifests');
    return { keyId: key.id, publicKey: key.publicKey, privateKey: this.unseal(key) };
  }

  /** From then on the store itself says whose signature its manifests have. */
  async vouchFor({ keyId, publicKey }: NamedSigningKey, store: StorageDriver): Promise<void> {
    const tenantId = await this.database.asSystem(defaultTenantId);
    await vouchForSigner(store, { keyId, publicKey, tenantId }, this.settings.masterKey);
  }

  /** The public keys whose signature under a manifest says that it is ours, by key id. */
  async trustedSigners(): Promise<Map<string, string>> {
    const keys = await this.database.asSystem((manager) => manager.findBy(EncryptionKey, { purpose: 'manifests' }));
    return new Map(keys.map((key) => [key.id, key.publicKey]));
  }

  private unseal(key: EncryptionKey): string {
    return this.secrets.open(key.sealedSecret, KEY_SECRETS.context(key.id));
  }

  private async currentKey(tenantId: string, purpose: EncryptionKey['purpose']): Promise<EncryptionKey> {
    return this.database.asSystem((manager) => currentKey(manager, this.secrets, tenantId, purpose));
  }
}

async function defaultTenantId(manager: EntityManager): Promise<string> {
  const [tenant] = await manager.query<{ id: string }[]>(`SELECT id FROM tenants WHERE slug = 'default'`);
  if (tenant === undefined) throw new AppError('INTERNAL_ERROR', 'There is no tenant "default".');
  return tenant.id;
}
