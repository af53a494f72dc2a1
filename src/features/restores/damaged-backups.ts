import { Injectable } from '@nestjs/common';
import { toRecordedError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { updateRow } from '../../database/update-row.js';
import { Activity } from '../activity/activity.js';
import { isDamage } from '../backups/artifact-check.js';
import { tellOfBackup } from '../backups/backup-events.js';
import { Backup } from '../backups/backup.entity.js';

/** A restore that finds its backup damaged says so on the backup's own record, so that nobody relies on it again. */
@Injectable()
export class DamagedBackups {
  constructor(
    private readonly database: Database,
    private readonly activity: Activity,
  ) {}

  async markIfDamaged(backup: Backup, error: unknown): Promise<void> {
    if (!isDamage(error)) return;
    const recorded = toRecordedError(error);
    await this.database.asSystem(async (manager) => {
      await updateRow(manager, Backup, backup.id, { status: 'corrupted', error: recorded, damageLevel: null });
      const subject = { type: 'backup', id: backup.id, tenantId: backup.tenantId };
      await this.activity.status(subject, 'corrupted', { message: recorded.message, level: 'error' }, manager);
      await tellOfBackup(manager, 'backup.corrupted', backup, { error: recorded });
    });
  }
}
