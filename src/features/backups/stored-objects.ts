import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Database } from '../../database/database.js';
import { Activity } from '../activity/activity.js';
import { StoragesService } from '../storages/storages.service.js';
import { Artifact } from './artifact.entity.js';
import { Backup } from './backup.entity.js';
import { beginErasing, erasingNotBegun } from './begin-erasing.js';
import { DeletionReviews } from './deletion-reviews.js';

/** Whose word counts: a job, whose transactions fail once it is in other hands. */
export interface Transactions {
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
}

interface Failure {
  id: string;
  error: unknown;
  /** Nothing of it has gone. */
  isWhole: boolean;
}

export interface Erased {
  failures: readonly { id: string; error: unknown }[];
  /** By id, why they stay. */
  stays: ReadonlyMap<string, string>;
}

/** The objects of backups in the stores: what may lie there, and taking it away again. */
@Injectable()
export class StoredObjects {
  private readonly logger = new Logger(StoredObjects.name);

  constructor(
    private readonly database: Database,
    private readonly storages: StoragesService,
    private readonly activity: Activity,
    private readonly reviews: DeletionReviews,
  ) {}

  /** Removes every object of a backup, whole or partial, then its record. Idempotent. Answers the bytes freed. */
  async erase(backup: Backup): Promise<number> {
    const freedBytes = await this.remove(backup.id, { transaction: (work) => this.database.asSystem(work) });
    await this.database.asSystem(async (manager) => {
      await this.activity.forget(backup.id, manager);
      await manager.delete(Backup, backup.id);
    });
    return freedBytes;
  }

  /**
   * The same for many at once that are hidden, in few transactions. Answers those that are still there, with what they
   * failed by, and those that are back in the lists, since what chose them no longer does.
   */
  async eraseAll(backupIds: readonly string[]): Promise<Erased> {
    const { begun, artifacts, backups } = await this.database.asSystem(async (manager) => {
      const found = await beginErasing(manager, this.reviews, backupIds);
      return {
        begun: found,
        artifacts: await manager.findBy(Artifact, { backupId: In(found.going) }),
        backups: await manager.findBy(Backup, { id: In(found.going) }),
      };
    });
    const failures: Failure[] = [];
    await Promise.all(
      backups.map(async ({ id, manifestKey }) => {
        const own = artifacts.filter(({ backupId }) => backupId === id);
        const progress = { hasBegun: false };
        await this.removeObjects(own, manifestKey, progress).catch((error: unknown) =>
          failures.push({ id, error, isWhole: !progress.hasBegun }),
        );
      }),
    );
    const failed = new Set(failures.map(({ id }) => id));
    const whole = new Set(failures.filter(({ isWhole }) => isWhole).map(({ id }) => id));
    const gone = begun.going.filter((id) => !failed.has(id));
    await this.database.asSystem(async (manager) => {
      for (const id of gone) await this.activity.forget(id, manager);
      if (gone.length > 0) await manager.delete(Backup, gone);
      // Not those that somebody else has begun with, who may have got further.
      await erasingNotBegun(
        manager,
        begun.first.filter((id) => whole.has(id)),
      );
    });
    return { failures, stays: begun.stays };
  }

  /**
   * Removes what a failed, canceled or crashed attempt may have stored; the records of its artifacts go with it. For
   * the job that makes the backup: once it is in other hands, or the backup is whole, nothing is removed.
   */
  async removeAttempt(backupId: string, job: Transactions): Promise<void> {
    await job.transaction(async (manager) => {
      const backup = await manager.findOneByOrFail(Backup, { id: backupId });
      if (backup.status === 'completed' || backup.status === 'corrupted') {
        throw new Error(`The objects of backup ${backupId}, which is ${backup.status}, are no attempt's to remove.`);
      }
    });
    await this.remove(backupId, job);
  }

  private async remove(backupId: string, by: Transactions): Promise<number> {
    const { artifacts, manifestKey } = await by.transaction((manager) => objectsOf(manager, backupId));
    const freedBytes = await this.removeObjects(artifacts, manifestKey);
    await by.transaction(async (manager) => {
      if (artifacts.length > 0)
        await manager.delete(
          Artifact,
          artifacts.map((artifact) => artifact.id),
        );
      if (manifestKey !== null) {
        await manager.query('UPDATE backups SET "manifestKey" = NULL WHERE id = $1 AND "manifestKey" = $2', [
          backupId,
          manifestKey,
        ]);
      }
    });
    return freedBytes;
  }

  /** `progress` says, also when this fails, whether anything has left its store; what cannot be known counts as gone. */
  private async removeObjects(
    artifacts: readonly Artifact[],
    manifestKey: string | null,
    progress = { hasBegun: false },
  ): Promise<number> {
    let freedBytes = 0;
    for (const artifact of artifacts) {
      const driver = await this.storages.driver(artifact.storageId);
      // The manifest first: without it nothing says that the artifact is a backup.
      for (const key of manifestKey === null ? [artifact.storageKey] : [manifestKey, artifact.storageKey]) {
        const before = await driver.stat(key);
        freedBytes += before?.bytes ?? 0;
        try {
          await driver.remove(key);
        } catch (error) {
          const after = await driver.stat(key).catch(() => null);
          if (before === null || after?.bytes !== before.bytes) progress.hasBegun = true;
          throw error;
        }
        progress.hasBegun = true;
        // Whoever wrote under this key is dead or was told to stop; what it had not named yet goes too.
        await driver.sweep(() => false, key);
      }
    }
    return freedBytes;
  }

  /** Takes away what failed and canceled backups could not take away themselves: their store was not there, or read-only. */
  async finishAttempts(): Promise<void> {
    const ended = await this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(Backup, 'backup')
        .where(`backup.status IN ('failed', 'canceled') AND backup."deletedAt" IS NULL`)
        .andWhere(
          `(backup."manifestKey" IS NOT NULL OR EXISTS (SELECT FROM artifacts a WHERE a."backupId" = backup.id))`,
        )
        .orderBy('random()')
        .limit(100)
        .getMany(),
    );
    for (const backup of ended) {
      await this.removeAttempt(backup.id, { transaction: (work) => this.database.asSystem(work) }).catch(
        (error: unknown) => {
          this.logger.warn(`What the ${backup.status} backup ${backup.id} stored is still there: ${String(error)}`);
        },
      );
    }
  }

  /** Ends deletions that a crash cut short: a hundred at a time, for as long as all of a hundred go. */
  async finishDeletions(): Promise<void> {
    const atOnce = 100;
    for (let gone = atOnce; gone === atOnce;) {
      const deleted = await this.database.asSystem((manager) =>
        manager
          .createQueryBuilder(Backup, 'backup')
          .where('backup."deletedAt" IS NOT NULL')
          .orderBy('random()') // one that fails must not keep those behind it waiting for ever
          .limit(atOnce)
          .getMany(),
      );
      if (deleted.length === 0) return;
      const { failures } = await this.eraseAll(deleted.map(({ id }) => id));
      for (const { id, error } of failures) {
        this.logger.warn(`The objects of the deleted backup ${id} are still there: ${String(error)}`);
      }
      gone = deleted.length - failures.length;
    }
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
