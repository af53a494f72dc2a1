import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRow } from '../../database/update-row.js';
import { Database } from '../../database/database.js';
import { Activity } from '../activity/activity.js';
import { StoragesService } from '../storages/storages.service.js';
import { Artifact } from './artifact.entity.js';
import { Backup } from './backup.entity.js';

/** The objects of backups in the stores: what may lie there, and taking it away again. */
@Injectable()
export class StoredObjects {
  constructor(
    private readonly database: Database,
    private readonly storages: StoragesService,
    private readonly activity: Activity,
  ) {}

  /** Removes every object of a backup, whole or partial, then its record. Idempotent. Answers the bytes freed. */
  async erase(backup: Backup): Promise<number> {
    const freedBytes = await this.removeAll(backup.id);
    await this.database.asSystem(async (manager) => {
      await this.activity.forget(backup.id, manager);
      await manager.delete(Backup, backup.id);
    });
    return freedBytes;
  }

  /** Removes what a failed, canceled or crashed attempt may have stored. The records of artifacts go with it. */
  async removeAll(backupId: string): Promise<number> {
    const { artifacts, manifestKey } = await this.database.asSystem((manager) => objectsOf(manager, backupId));
    let freedBytes = 0;
    for (const artifact of artifacts) {
      const driver = await this.storages.driver(artifact.storageId);
      // The manifest first: without it nothing says that the artifact is a backup.
      for (const key of manifestKey === null ? [artifact.storageKey] : [manifestKey, artifact.storageKey]) {
        freedBytes += (await driver.stat(key))?.bytes ?? 0;
        await driver.remove(key);
        // Whoever wrote under this key is dead or was told to stop; what it had not named yet goes too.
        await driver.sweep(() => false, key);
      }
    }
    await this.database.asSystem(async (manager) => {
      await manager.delete(Artifact, { backupId });
      await updateRow(manager, Backup, backupId, { manifestKey: null });
    });
    return freedBytes;
  }

  /** Ends deletions that a crash cut short. */
  async finishDeletions(): Promise<number> {
    const deleted = await this.database.asSystem((manager) =>
      manager.createQueryBuilder(Backup, 'backup').where('backup."deletedAt" IS NOT NULL').limit(100).getMany(),
    );
    for (const backup of deleted) await this.erase(backup);
    return deleted.length;
  }
}

async function objectsOf(
  manager: EntityManager,
  backupId: string,
): Promise<{ artifacts: Artifact[]; manifestKey: string | null }> {
  const artifacts = await manager.findBy(Artifact, { backupId });
  const backup = await manager.findOneBy(Backup, { id: backupId });
  return { artifacts, manifestKey: backup?.manifestKey ?? null };
}
