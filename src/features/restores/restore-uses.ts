import type { EntityManager } from 'typeorm';
import type { Settings } from '../../config/settings.js';
import { rollbackWindowOf } from '../settings/tenant-settings.js';

interface Use {
  backupId: string;
  tenantId: string;
  number: number;
  isRead: boolean;
  /** Of a restore in place: hours since it was committed, whose safety backup is the only way back. */
  hoursInPlace: number | null;
}

/**
 * What restores need backups for: those that they read, and the safety and final backups of what can still be rolled
 * back, or is not dropped yet.
 */
export async function restoreUses(
  manager: EntityManager,
  backupIds: readonly string[],
  process: Settings,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const use of await manager.query<Use[]>(USES, [backupIds])) {
    const { backupId, tenantId, number, isRead, hoursInPlace } = use;
    if (hoursInPlace !== null && hoursInPlace > (await rollbackWindowOf(manager, tenantId, process))) continue;
    found.set(backupId, isRead ? `restore #${number} reads it` : `restore #${number} can still be rolled back`);
  }
  return found;
}

const USES = `
  SELECT r."backupId", r."tenantId", r.number, true AS "isRead", NULL::float AS "hoursInPlace"
    FROM restores r WHERE r."backupId" = ANY ($1) AND r.status IN ('pending', 'running')
  UNION ALL
  SELECT r."safetyBackupId", r."tenantId", r.number, false, NULL
    FROM restores r LEFT JOIN kept_databases k ON k.id = r.id
   WHERE r."safetyBackupId" = ANY ($1)
     AND (r.status IN ('pending', 'running', 'rolling_back') OR (k.id IS NOT NULL AND k."droppedAt" IS NULL))
  UNION ALL
  SELECT k."finalBackupId", k."tenantId", r.number, false, NULL
    FROM kept_databases k JOIN restores r ON r.id = k."restoreId"
   WHERE k."finalBackupId" = ANY ($1) AND k."droppedAt" IS NULL
  UNION ALL
  SELECT r."safetyBackupId", r."tenantId", r.number, false, extract(epoch FROM now() - r."swappedAt")::float / 3600
    FROM restores r WHERE r."safetyBackupId" = ANY ($1) AND r.strategy = 'in_place' AND r."swappedAt" IS NOT NULL`;
