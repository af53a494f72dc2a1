import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { BackupUses } from '../backups/backup-uses.js';
import { rollbackWindowOf } from '../settings/tenant-settings.js';

interface Use {
  backupId: string;
  tenantId: string;
  number: number;
  isRead: boolean;
  /** For somebody to approve it. */
  isWaiting: boolean;
  /** Of a restore in place: hours since it was committed, whose safety backup is the only way back. */
  hoursInPlace: number | null;
}

/**
 * What restores need backups for: those that they read, or will once they are approved, and the safety and final backups
 * of what can still be rolled back, or is not dropped yet.
 */
@Injectable()
export class RestoreUses implements OnModuleInit {
  constructor(
    private readonly uses: BackupUses,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.uses.register((manager, ids) => this.of(manager, ids));
  }

  private async of(manager: EntityManager, backupIds: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const use of await manager.query<Use[]>(USES, [backupIds])) {
      const { backupId, tenantId, hoursInPlace } = use;
      if (hoursInPlace !== null && hoursInPlace > (await rollbackWindowOf(manager, tenantId, this.settings))) continue;
      found.set(backupId, inWords(use));
    }
    return found;
  }
}

function inWords({ number, isRead, isWaiting }: Use): string {
  if (isWaiting) return `restore #${number} waits for approval`;
  return isRead ? `restore #${number} reads it` : `restore #${number} can still be rolled back`;
}

const USES = `
  SELECT r."backupId", r."tenantId", r.number, true AS "isRead", r.status = 'awaiting_approval' AS "isWaiting",
         NULL::float AS "hoursInPlace"
    FROM restores r
   WHERE r."backupId" = ANY ($1)
     AND (r.status IN ('pending', 'running') OR r.status = 'awaiting_approval' AND r."swappedAt" IS NULL)
  UNION ALL
  SELECT r."safetyBackupId", r."tenantId", r.number, false, false, NULL
    FROM restores r LEFT JOIN kept_databases k ON k.id = r.id
   WHERE r."safetyBackupId" = ANY ($1)
     AND (r.status IN ('pending', 'running', 'rolling_back') OR (k.id IS NOT NULL AND k."droppedAt" IS NULL))
  UNION ALL
  SELECT k."finalBackupId", k."tenantId", r.number, false, false, NULL
    FROM kept_databases k JOIN restores r ON r.id = k."restoreId"
   WHERE k."finalBackupId" = ANY ($1) AND k."droppedAt" IS NULL
  UNION ALL
  SELECT r."safetyBackupId", r."tenantId", r.number, false, false, extract(epoch FROM now() - r."swappedAt")::float / 3600
    FROM restores r WHERE r."safetyBackupId" = ANY ($1) AND r.strategy = 'in_place' AND r."swappedAt" IS NOT NULL`;
