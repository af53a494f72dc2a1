import type { EntityManager } from 'typeorm';
import { KEEP_PERIODS, type RetentionRules, rulesOf, type SourceRetention } from '../settings/retention-rules.js';
import { type SavedValues, withDefaults } from '../settings/settings-values.js';
import { isFinalStatus } from './backup-states.js';
import type { Backup } from './backup.entity.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

type Aging = Pick<Backup, 'status' | 'origin' | 'pinned' | 'createdAt'>;

/** When its age alone lets a backup go; null where no age does, or where something may hold it longer. */
export function retentionUntilOf({ status, origin, pinned, createdAt }: Aging, rules: RetentionRules): Date | null {
  const hasCalendar = KEEP_PERIODS.some((period) => rules.keep[period] > 0);
  const isInCalendar = hasCalendar && status === 'completed' && origin !== 'safety' && origin !== 'upload';
  if (rules.retentionDays === 0 || pinned || isInCalendar || !isFinalStatus(status)) return null;
  return new Date(createdAt.getTime() + rules.retentionDays * DAY_MS);
}

/** Puts it onto each of them, by the rules of their sources and tenants as they are now. */
export async function addRetentionUntil(manager: EntityManager, backups: readonly Backup[]): Promise<void> {
  if (backups.length === 0) return;
  const rows = await manager.query<{ id: string; retention: SourceRetention | null; values: SavedValues | null }[]>(
    `SELECT s.id, s.retention, t."values" FROM sources s LEFT JOIN settings t ON t."tenantId" = s."tenantId"
      WHERE s.id = ANY ($1)`,
    [[...new Set(backups.map(({ sourceId }) => sourceId))]],
  );
  const rules = new Map(rows.map(({ id, retention, values }) => [id, rulesOf(withDefaults(values ?? {}), retention)]));
  for (const backup of backups) {
    const own = rules.get(backup.sourceId);
    backup.retentionUntil = own === undefined ? null : retentionUntilOf(backup, own);
  }
}
