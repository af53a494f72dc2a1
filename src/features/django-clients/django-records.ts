import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Backup } from '../backups/backup.entity.js';
import type { RestoreView } from '../restores/restore-view.js';
import { Restore } from '../restores/restore.entity.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { Tenants } from '../tenants/tenants.js';
import type { DjangoRestoreView } from './django-restore-response.dto.js';

/** Which records the original's clients may speak of, and how: of one source, by their numbers. */
@Injectable()
export class DjangoRecords {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
  ) {}

  /** The source that stands for the original's one database. Throws NOT_FOUND where its clients are not let in. */
  async sourceId(caller: Caller): Promise<string> {
    const tenantId = await this.tenants.forNew(caller, undefined);
    const { compatibilitySourceId } = await this.database.as(caller, (manager) => settingsOf(manager, tenantId));
    if (compatibilitySourceId === null) throw nothingHere();
    return compatibilitySourceId;
  }

  /** Whether any tenant lets them in: where none does, nobody needs to be asked who they are. */
  async isAnyoneUsing(): Promise<boolean> {
    const [found] = await this.database.asSystem((manager) =>
      manager.query<{ isUsed: boolean }[]>(
        `SELECT EXISTS (SELECT FROM settings WHERE values->>'compatibilitySourceId' IS NOT NULL) AS "isUsed"`,
      ),
    );
    return found?.isUsed === true;
  }

  async backupId(caller: Caller, number: number): Promise<string> {
    const sourceId = await this.sourceId(caller);
    return this.database.as(caller, async (manager) => {
      const [found] = await backupsOf(manager, caller).findBy({ sourceId, number });
      if (found?.deletedAt !== null) throw noRecord('backup', number);
      return found.id;
    });
  }

  async restoreId(caller: Caller, number: number): Promise<string> {
    const sourceId = await this.sourceId(caller);
    return this.database.as(caller, async (manager) => {
      const restores = new TenantRepository(manager, Restore, caller, 'restore');
      const [found] = await restores.findBy({ sourceId, number });
      if (found === undefined) throw noRecord('restore', number);
      return found.id;
    });
  }

  /** Each restore with the backups that it refers to; deleted ones, too. */
  async withBackups(caller: Caller, views: readonly RestoreView[]): Promise<DjangoRestoreView[]> {
    const ids = views.flatMap(({ restore: { backupId, safetyBackupId } }) => [backupId, safetyBackupId ?? backupId]);
    const backups = await this.database.as(caller, (manager) => backupsOf(manager, caller).findBy({ id: In(ids) }));
    const byId = new Map(backups.map((backup) => [backup.id, backup]));
    return views.map((view) => {
      const backup = byId.get(view.restore.backupId);
      if (backup === undefined) throw new Error(`The restore ${view.restore.id} is of a backup that is not there.`);
      return { ...view, backup, safetyBackup: byId.get(view.restore.safetyBackupId ?? '') ?? null };
    });
  }
}

function backupsOf(manager: EntityManager, caller: Caller): TenantRepository<Backup> {
  return new TenantRepository(manager, Backup, caller, 'backup');
}

/** As of an address that nothing was ever at. */
export function nothingHere(): AppError {
  return new AppError('NOT_FOUND', 'There is nothing at this address.', {
    hint: 'The routes are listed at /api/docs.',
  });
}

function noRecord(noun: 'backup' | 'restore', number: number): AppError {
  return new AppError('NOT_FOUND', `There is no ${noun} ${number}.`, {
    hint: `GET /api/backup/${noun}s/ lists those you may see.`,
  });
}
