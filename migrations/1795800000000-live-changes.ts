import type { MigrationInterface, QueryRunner } from 'typeorm';
import { announceChanges, type AnnouncedTable, announceNoChanges } from './support/announced-changes.js';

/** What changes is announced to whoever watches (GET /events), whichever process changed it. */
export class LiveChanges1795800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, announced] of Object.entries(ANNOUNCED)) await announceChanges(queryRunner, table, announced);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(ANNOUNCED)) await announceNoChanges(queryRunner, table);
  }
}

const OF_SOURCE = { sourceId: 'r."sourceId"', status: 'r."status"' };
const OF_RESTORE = { type: 'restores', id: 'r."restoreId"', isPart: true } as const;

const ANNOUNCED: Record<string, AnnouncedTable> = {
  backups: {
    type: 'backups',
    ...OF_SOURCE,
    isDeleted: 'r."deletedAt" IS NOT NULL',
    shown: [
      ...['name', 'description', 'status', 'trusted', 'tags', 'pinned', 'proof', 'proofs', 'startedAt', 'storedBytes'],
      ...['error', 'damageLevel', 'warnings', 'deletedAt'],
    ],
  },
  restores: {
    type: 'restores',
    ...OF_SOURCE,
    shown: ['status', 'phase', 'startedAt', 'safetyBackupId', 'swappedAt', 'rollbackUntil', 'downtimeMs', 'error'],
  },
  restore_approvals: { ...OF_RESTORE, shown: ['status', 'expiresAt'] },
  restore_phases: { ...OF_RESTORE, shown: ['status', 'finishedAt'] },
  kept_databases: { ...OF_RESTORE, sourceId: 'r."sourceId"', shown: ['keepUntil', 'finalBackupId', 'droppedAt'] },
  drills: {
    type: 'drills',
    ...OF_SOURCE,
    shown: ['status', 'phases', 'proof', 'recoverySeconds', 'startedAt', 'error'],
  },
  sources: {
    type: 'sources',
    sourceId: 'r."id"',
    shown: [
      ...['name', 'database', 'sealedPassword', 'appVersion', 'migrations', 'retention', 'mayShareControlServer'],
    ],
  },
  schedules: {
    type: 'schedules',
    sourceId: 'r."sourceId"',
    shown: [
      ...['sourceId', 'origin', 'name', 'action', 'cron', 'everySeconds', 'timeZone', 'anchor', 'options', 'window'],
      ...['runAtStart', 'enabled', 'since', 'nextDueAt'],
    ],
  },
  schedule_runs: {
    type: 'schedules',
    id: 'r."scheduleId"',
    isPart: true,
    shown: ['state', 'waiting', 'jobId', 'error', 'endedAt'],
  },
  jobs: {
    type: 'jobs',
    sourceId: 'r."sourceId"',
    status: 'r."state"',
    shown: ['state', 'workerId', 'crashes', 'notBefore', 'cancelRequestedAt', 'startedAt', 'error'],
  },
  settings: { type: 'settings', id: 'r."tenantId"', isPart: true, shown: ['values'] },
  users: { type: 'users', shown: ['email', 'name', 'mustChangePassword', 'role', 'disabledAt', 'lastSignInAt'] },
  sessions: { type: 'sessions', shown: ['revokedAt', 'expiresAt'] },
  api_keys: { type: 'api-keys', shown: ['name', 'scopes', 'expiresAt', 'allowedNetworks', 'revokedAt'] },
  tenants: {
    type: 'tenants',
    tenantId: 'r."id"',
    shown: ['slug', 'name', 'plan', 'ownLimits', 'suspendedAt', 'suspendedReason', 'licenseExpiresAt'],
  },
  notification_channels: {
    type: 'notification-channels',
    shown: [
      ...['name', 'kind', 'enabled', 'topics', 'sourceIds', 'timeZone', 'digest', 'email', 'shownUrl', 'testedAt'],
      ...['lastSentAt', 'failingSince', 'lastError'],
    ],
  },
  retention_runs: {
    type: 'retention-runs',
    ...OF_SOURCE,
    shown: ['status', 'finishedAt', 'deletedCount', 'summary'],
  },
};
