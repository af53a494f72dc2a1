import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { bytesInWords } from '../../common/bytes-in-words.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { type Checksum, checksumStage, tapStage } from '../../platform/pipeline/observers.js';
import type { PipelineTap } from '../../platform/pipeline/stage.js';
import { artifactNames } from '../backups/artifact-names.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { Quotas } from '../plans/quotas.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { Source } from '../sources/source.entity.js';
import { StoragesService } from '../storages/storages.service.js';
import type { ImportFields } from './import-requests.dto.js';
import { ReceivedUpload } from './received-upload.entity.js';
import { UploadStore } from './upload-store.js';

/** How long an upload is taken for alive after the last sign of whoever receives it. */
const ALIVE_SECONDS = 60;
const RENEW_EVERY_MS = 10_000;

export interface Receiving {
  upload: ReceivedUpload;
  importMaxBytes: number;
}

/** Takes a dump from a client into the store: encrypted on the way, in one pass, with flat memory. Looks at nothing of it. */
@Injectable()
export class UploadReception {
  constructor(
    private readonly database: Database,
    private readonly storages: StoragesService,
    private readonly keyring: Keyring,
    private readonly quotas: Quotas,
    private readonly store: UploadStore,
  ) {}

  /** Journals what will come to lie in the store. Throws NOT_FOUND for a source that is not the caller's, QUOTA_EXCEEDED or FORBIDDEN by its plan. */
  async begin(caller: Caller, { sourceId, sha256 }: ImportFields): Promise<Receiving> {
    const source = await this.database.as(caller, async (manager) => {
      const found = await new TenantRepository(manager, Source, caller, 'source').get(sourceId);
      // Before a byte is taken in; how many there are is asked when they are here.
      const wanted = { tenantId: found.tenantId, sourceId: found.id, origin: 'upload', bytes: 0 } as const;
      await this.quotas.assertPossible(manager, caller, wanted);
      return found;
    });
    const { tenantId } = source;
    const store = await this.storages.defaultStore();
    const { keyId } = await this.keyring.artifactKey(tenantId, store.driver);
    return this.database.as(caller, async (manager) => {
      const [{ until }] = await manager.query<[{ until: Date }]>('SELECT now() + make_interval(secs => $1) AS until', [
        ALIVE_SECONDS,
      ]);
      const backupId = uuidV7();
      const form = { compression: 'none', encryption: 'age' } as const;
      const { artifactKey } = artifactNames({ id: backupId, tenantId, sourceId: source.id }, 'upload', form, until);
      const upload = manager.create(ReceivedUpload, {
        ...{ tenantId, sourceId: source.id, backupId, storageId: store.id, storageKey: artifactKey, keyId },
        ...{ bytes: null, sha256: null, manifest: null, aliveUntil: until },
        expectedSha256: sha256?.toLowerCase() ?? null,
      });
      await manager.save(upload);
      return { upload, importMaxBytes: (await settingsOf(manager, tenantId)).importMaxBytes };
    });
  }

  /** Resolves when the object is whole and durable. Throws PAYLOAD_TOO_LARGE, DISK_FULL, STORAGE_FAILED; then there is none. */
  async receive({ upload, importMaxBytes }: Receiving, body: Readable): Promise<Checksum> {
    const checksum = checksumStage();
    const renewing = setInterval(() => void this.renew(upload), RENEW_EVERY_MS);
    try {
      await this.store.write(upload, body, [atMost(importMaxBytes), checksum]);
      return checksum.result;
    } finally {
      clearInterval(renewing);
    }
  }

  /** Where it cannot be told now, it is told at the next turn. */
  private async renew({ id }: ReceivedUpload): Promise<void> {
    await this.database
      .asSystem((manager) =>
        manager.query('UPDATE received_uploads SET "aliveUntil" = now() + make_interval(secs => $2) WHERE id = $1', [
          ...[id, ALIVE_SECONDS],
        ]),
      )
      .catch(() => undefined);
  }
}

function atMost(importMaxBytes: number): PipelineTap {
  let bytes = 0;
  return tapStage('size', (chunk) => {
    bytes += chunk.length;
    if (bytes <= importMaxBytes) return;
    throw new AppError('PAYLOAD_TOO_LARGE', `The file is larger than ${bytesInWords(importMaxBytes)}.`, {
      hint: 'An admin can raise importMaxBytes in the settings.',
    });
  });
}
