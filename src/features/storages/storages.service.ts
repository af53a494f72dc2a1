import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { StorageBackend } from './storage-backend.entity.js';

/** Gives the driver of a store. One driver per store and process. */
@Injectable()
export class StoragesService {
  private readonly drivers = new Map<string, StorageDriver>();
  private defaultId: string | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /** The store that new artifacts go to: the directory BACKUP_DIR. */
  async defaultStore(): Promise<{ id: string; driver: StorageDriver }> {
    this.defaultId ??= await this.registerLocal(resolve(this.settings.backupDir));
    return { id: this.defaultId, driver: await this.driver(this.defaultId) };
  }

  async driver(storageId: string): Promise<StorageDriver> {
    const known = this.drivers.get(storageId);
    if (known !== undefined) return known;
    const backend = await this.database.asSystem((manager) => manager.findOneBy(StorageBackend, { id: storageId }));
    if (backend === null) throw new AppError('STORAGE_FAILED', `There is no store ${storageId}.`);
    const driver = new LocalStorage(backend.location);
    this.drivers.set(storageId, driver);
    return driver;
  }

  private async registerLocal(location: string): Promise<string> {
    return this.database.asSystem(async (manager) => {
      await manager.query(
        `INSERT INTO storage_backends (id, kind, location) VALUES ($1, 'local', $2) ON CONFLICT (kind, location) DO NOTHING`,
        [uuidV7(), location],
      );
      return (await manager.findOneByOrFail(StorageBackend, { kind: 'local', location })).id;
    });
  }
}
