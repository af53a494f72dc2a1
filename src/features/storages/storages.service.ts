import { resolve } from 'node:path';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { AppError, toRecordedError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { updateRow } from '../../database/update-row.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { registerLocalStore } from '../../platform/storage/drivers/local-store-marker.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { StorageBackend } from './storage-backend.entity.js';

export interface Store {
  id: string;
  driver: StorageDriver;
}

/** Gives the driver of a store. One driver per store and process. */
@Injectable()
export class StoragesService implements OnModuleInit {
  private readonly logger = new Logger(StoragesService.name);
  private readonly drivers = new Map<string, StorageDriver>();
  private own: Store | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /** A store that cannot be had now stops no start: requests are answered, and `/health` says degraded. */
  async onModuleInit(): Promise<void> {
    try {
      await (await this.ownStore()).driver.space();
      await (await this.defaultStore()).driver.space();
    } catch (error) {
      const { message, hint } = toRecordedError(error);
      this.logger.error({ err: error }, `${message} ${hint ?? ''}`);
    }
  }

  /** The store that new artifacts go to, asked for anew each time: another process may have chosen another one. */
  async defaultStore(): Promise<Store> {
    const chosen = await this.chosenStore();
    return chosen === null ? this.ownStore() : { id: chosen.id, driver: await this.driver(chosen.id) };
  }

  /** null: nobody chose one, and it is that of BACKUP_DIR. */
  async chosenStore(): Promise<StorageBackend | null> {
    return this.database.asSystem((manager) => manager.findOneBy(StorageBackend, { isDefault: true }));
  }

  /** Of all stores that there are, BACKUP_DIR of this process among them. */
  async locations(): Promise<string[]> {
    const known = await this.database.asSystem((manager) => manager.find(StorageBackend));
    return [resolve(this.settings.backupDir), ...known.map(({ location }) => location)];
  }

  /** The directory BACKUP_DIR, made and marked as a store when it is not known yet. It can be found without the control database. */
  async ownStore(): Promise<Store> {
    this.own ??= await this.openLocal(resolve(this.settings.backupDir));
    return this.own;
  }

  /** A directory that may become a store, made and marked as one; one that was a store already is that store. */
  async openNew(location: string): Promise<Store> {
    return this.openLocal(location, { mayMove: false });
  }

  async driver(storageId: string): Promise<StorageDriver> {
    const known = this.drivers.get(storageId);
    if (known !== undefined) return known;
    const backend = await this.database.asSystem((manager) => manager.findOneBy(StorageBackend, { id: storageId }));
    if (backend === null) throw new AppError('STORAGE_FAILED', `There is no store ${storageId}.`);
    const driver = new LocalStorage(backend.location, backend.id);
    this.drivers.set(storageId, driver);
    return driver;
  }

  private async openLocal(location: string, options = { mayMove: true }): Promise<Store> {
    const id = await this.registerLocal(location, options);
    const driver = new LocalStorage(location, id);
    this.drivers.set(id, driver);
    return { id, driver };
  }

  /**
   * Nothing is made in a directory that is known already: where its marker is gone, the store is gone. A directory that
   * is not known brings its id along when it is a store (moved, or of a control database that was lost).
   */
  private async registerLocal(location: string, { mayMove }: { mayMove: boolean }): Promise<string> {
    return this.database.asSystem(async (manager) => {
      const known = async () => manager.findOneBy(StorageBackend, { kind: 'local', location });
      const before = await known();
      if (before !== null) return before.id;
      await manager.query('LOCK TABLE storage_backends IN SHARE ROW EXCLUSIVE MODE');
      const meanwhile = await known();
      if (meanwhile !== null) return meanwhile.id;
      const id = await registerLocalStore(location, uuidV7());
      const moved = await manager.findOneBy(StorageBackend, { id });
      if (moved === null) {
        await manager.insert(StorageBackend, { id, kind: 'local', location });
      } else if (!mayMove) {
        throw new AppError('CONFLICT', `The directory is a copy of the store at ${moved.location}.`, {
          hint: 'Choose an empty directory.',
        });
      } else {
        await updateRow(manager, StorageBackend, id, { location });
        this.logger.log(`The store ${id} has moved from ${moved.location} to ${location}.`);
      }
      return id;
    });
  }
}
