import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, toRecordedError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { assertMayDo } from '../../common/permissions.js';
import { Settings } from '../../config/settings.js';
import { isInside } from '../../config/server-file.js';
import { StorageBackend } from './storage-backend.entity.js';
import { writeProbe } from './store-probe.js';
import { StoragesService } from './storages.service.js';

/** A store that may become the one of new backups. */
export interface PreparedStore {
  /** null: the store of BACKUP_DIR, of each process. */
  id: string | null;
  /** null: nobody chose it. */
  location: string | null;
}

/** Which directory new backups of all tenants go to. Artifacts that are there keep their store. */
@Injectable()
export class BackupDirectory {
  constructor(
    private readonly settings: Settings,
    private readonly storages: StoragesService,
  ) {}

  /** Absolute. */
  async current(): Promise<string> {
    return (await this.storages.chosenStore())?.location ?? resolve(this.settings.backupDir);
  }

  /** Throws FORBIDDEN. */
  assertMayChange(caller: Caller): void {
    assertMayDo(caller, 'instance:manage', 'say where the backups of all tenants go (backupDirectory)');
  }

  /**
   * Makes the directory a store, and writes to it, before anything relies on it; null for the one that it is already. Throws FORBIDDEN, and INVALID_PARAMETER for one that
   * lies under none of `storageRoots`, is no directory that can be written, or is the copy of another store.
   */
  async prepare(caller: Caller, directory: string | null): Promise<PreparedStore | null> {
    this.assertMayChange(caller);
    if (directory === null) return { id: null, location: null };
    if (resolve(directory) === (await this.current())) return null;
    const location = await this.assertUnderRoots(directory);
    await this.assertApart(location);
    try {
      const store = await this.storages.openNew(location);
      await writeProbe(store.driver);
      return { id: store.id, location };
    } catch (error) {
      const { message, hint } = toRecordedError(error);
      throw invalid(`Backups cannot be stored there: ${message}`, {
        hint: hint ?? 'Choose a directory that Backstitch may write to.',
        message: 'must be a directory that can be written',
        cause: error,
      });
    }
  }

  /** Part of the caller's transaction; from its commit on, every process stores new backups there. Answers what changed. */
  async change(
    manager: EntityManager,
    store: PreparedStore,
  ): Promise<{ field: 'backupDirectory'; before: string | null; after: string | null }[]> {
    await manager.query('LOCK TABLE storage_backends IN SHARE ROW EXCLUSIVE MODE');
    const before = await manager.findOneBy(StorageBackend, { isDefault: true });
    if ((before?.id ?? null) === store.id) return [];
    await manager.update(StorageBackend, { isDefault: true }, { isDefault: false });
    if (store.id !== null) await manager.update(StorageBackend, { id: store.id }, { isDefault: true });
    return [{ field: 'backupDirectory', before: before?.location ?? null, after: store.location }];
  }

  /** Whoever moves, copies or clears one store, and whatever lists it, must not do so with another one. */
  private async assertApart(location: string): Promise<void> {
    for (const other of await this.storages.locations()) {
      const known = await realPath(resolve(other));
      if (known === location || !(isInside(location, known) || isInside(known, location))) continue;
      throw invalid('This directory lies in another store, or another store lies in it.', {
        hint: 'Choose a directory beside the stores that there are.',
        message: 'must be apart from all other stores',
      });
    }
  }

  /** The real path, links followed as far as there is something. */
  private async assertUnderRoots(directory: string): Promise<string> {
    const location = await realPath(resolve(directory));
    for (const root of this.settings.server.storageRoots) {
      const realRoot = await realPath(root);
      if (location !== realRoot && isInside(location, realRoot)) return location;
    }
    throw invalid('This directory lies under none of storageRoots.', {
      hint: 'Whoever runs the server lists the folders that may hold stores in storageRoots of backstitch.config.json.',
      message: 'must lie below one of storageRoots',
    });
  }
}

async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (dirname(path) === path) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}

function invalid(what: string, { hint, message, cause }: { hint: string; message: string; cause?: unknown }): AppError {
  return new AppError('INVALID_PARAMETER', what, { hint, cause, errors: [{ field: 'backupDirectory', message }] });
}
