import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { settingsOf } from '../settings/tenant-settings.js';
import type { ArtifactPacking } from './artifact-form.js';
import type { Warning } from './backup.entity.js';

/** On the record of every backup that is stored in clear: somebody decided so, and everybody can see it. */
export const NOT_ENCRYPTED: Warning = {
  code: 'NOT_ENCRYPTED',
  message:
    'This backup is not encrypted: encryption is off in the settings. Whoever can read the store can read every row of it.',
};

/** How the next artifact of a tenant is packed: by its settings as they are now. */
@Injectable()
export class ArtifactPackings {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Where it is encrypted, its key is in the store before this resolves. */
  async choose(tenantId: string, store: StorageDriver): Promise<ArtifactPacking> {
    const { compression, encryption } = await this.database.asSystem((manager) => settingsOf(manager, tenantId));
    return { compression, key: encryption.enabled ? await this.keyring.artifactKey(tenantId, store) : null };
  }
}
