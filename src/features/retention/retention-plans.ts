import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { KEEP_PERIODS, rulesOf, type SourceRetention } from '../settings/retention-rules.js';
import type { SettingsValues } from '../settings/settings-values.js';
import type { BackupUses } from '../backups/backup-uses.js';
import { type Choices, chooseExpired, type RetentionBackup, type RetentionPolicy } from './choose-expired.js';

export interface RetainedSource {
  id: string;
  tenantId: string;
  name: string;
  retention: SourceRetention | null;
}

/** What the choice reads, and what its readers want to see beside it. */
export interface NamedBackup extends RetentionBackup {
  name: string;
}

export interface RetentionPlan {
  source: RetainedSource;
  choices: Choices<NamedBackup>;
}

export interface PlanOptions {
  /** Nobody begins to use what may go, pins, deletes it or finds it damaged, before the transaction ends. */
  locks?: boolean;
  /** Backups that are out of the lists already, and are judged again with the others. */
  hidden?: readonly string[];
}

/** Sources that retention looks after: all of a tenant, or the one that is named. In the order in which they are locked. */
export async function retainedSources(
  manager: EntityManager,
  where: { tenantId: string } | { id: string },
): Promise<RetainedSource[]> {
  const [column, value] = 'id' in where ? ['id', where.id] : ['"tenantId"', where.tenantId];
  return manager.query(`SELECT id, "tenantId", name, retention FROM sources WHERE ${column} = $1 ORDER BY id`, [value]);
}

/** Of the whole tenant: the rules, and where its days begin. */
export function policyOf(settings: SettingsValues): RetentionPolicy {
  return { ...rulesOf(settings, null), timeZone: settings.autoBackup.timeZone };
}

/** The rules that hold for a source of that tenant. */
export function policyFor(source: RetainedSource, ofTenant: RetentionPolicy): RetentionPolicy {
  return { ...rulesOf(ofTenant, source.retention), timeZone: ofTenant.timeZone };
}

export function hasRules({ maxBackups, retentionDays, maxManual, keep, quotaBytes }: RetentionPolicy): boolean {
  const counts = KEEP_PERIODS.map((period) => keep[period]);
  return [maxBackups, retentionDays, maxManual, quotaBytes, ...counts].some((limit) => limit > 0);
}

/** What would go and stay now, by the control database's clock. With `locks`, what is completed in that very moment stays. */
export async function planRetention(
  manager: EntityManager,
  uses: BackupUses,
  source: RetainedSource,
  policy: RetentionPolicy,
  { locks = false, hidden = [] }: PlanOptions = {},
): Promise<RetentionPlan> {
  const held = locks ? await lockEnded(manager, source.id, hidden) : null;
  const backups = await retainedBackups(manager, uses, source.id, hidden);
  for (const backup of backups) {
    backup.use ??= held?.has(backup.id) === false ? 'it has only just ended' : null;
  }
  return { source, choices: chooseExpired(backups, policy, await controlNow(manager)) };
}

/** All that a source has, and what is hidden of it and named, with what needs each of them right now. */
export async function retainedBackups(
  manager: EntityManager,
  uses: BackupUses,
  sourceId: string,
  hidden: readonly string[] = [],
): Promise<NamedBackup[]> {
  const backups = await manager.query<Omit<NamedBackup, 'use'>[]>(
    `SELECT id, number, name, origin, status, proof, pinned, "createdAt", "storedBytes"::float8 AS "storedBytes"
       FROM backups WHERE "sourceId" = $1 AND ("deletedAt" IS NULL OR id = ANY ($2))`,
    [sourceId, hidden],
  );
  const needed = await uses.ofAll(
    manager,
    backups.map(({ id }) => id),
  );
  return backups.map((backup) => ({ ...backup, use: needed.get(backup.id) ?? null }));
}

async function lockEnded(manager: EntityManager, sourceId: string, hidden: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM backups
      WHERE "sourceId" = $1 AND ("deletedAt" IS NULL OR id = ANY ($2)) AND status NOT IN ('pending', 'running')
      ORDER BY id FOR UPDATE`,
    [sourceId, hidden],
  );
  return new Set(rows.map(({ id }) => id));
}
