import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { StoragesService } from '../storages/storages.service.js';
import { ReceivedUpload } from './received-upload.entity.js';

const SOON_MS = 250;

/** Uploads in the stores, and taking them away again. */
@Injectable()
export class ReceivedUploads {
  private readonly logger = new Logger(ReceivedUploads.name);

  constructor(
    private readonly database: Database,
    private readonly storages: StoragesService,
  ) {}

  /** The object, whole or partial, then the row. Idempotent. */
  async discard({ id, storageId, storageKey }: ReceivedUpload): Promise<void> {
    const driver = await this.storages.driver(storageId);
    await driver.remove(storageKey);
    await driver.sweep(() => false, storageKey);
    await this.database.asSystem((manager) => manager.delete(ReceivedUpload, id));
  }

  /** Nobody needs it once the caller's transaction has committed. Then it is taken away soon; by the sweep, should we die first. */
  async isOver(backupId: string, manager: EntityManager): Promise<void> {
    await manager.query('UPDATE received_uploads SET "aliveUntil" = now() WHERE "backupId" = $1', [backupId]);
    setTimeout(() => {
      this.sweep().catch((error: unknown) => {
        this.logger.warn(`Uploads could not be looked for: ${String(error)}`);
      });
    }, SOON_MS).unref();
  }

  /** Those that nobody sends any more, and of which no job makes anything. */
  async sweep(): Promise<void> {
    const left = await this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(ReceivedUpload, 'upload')
        .where('upload."aliveUntil" < now()')
        .andWhere(
          `NOT EXISTS (SELECT FROM jobs job WHERE job."subjectId" = upload."backupId" AND job.state IN ('waiting', 'active'))`,
        )
        .orderBy('random()') // one that cannot be taken away must not keep those behind it waiting for ever
        .limit(100)
        .getMany(),
    );
    for (const upload of left) {
      await this.discard(upload).catch((error: unknown) => {
        this.logger.warn(`The upload ${upload.storageKey} is still there: ${String(error)}`);
      });
    }
  }
}
