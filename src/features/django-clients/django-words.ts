import type { JobState } from '../jobs/job-actions.js';
import type { BackupStatus } from '../backups/backup-states.js';
import type { RestoreStatus } from '../restores/restore-states.js';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';

/** The words of the original for how far something is. */
export const DJANGO_STATUSES = ['pending', 'in_progress', 'completed', 'failed'] as const;
export type DjangoStatus = (typeof DJANGO_STATUSES)[number];

/** What is not whole has failed; `error_message` says how. */
export const OF_BACKUP: Record<BackupStatus, DjangoStatus> = {
  pending: 'pending',
  running: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  canceled: 'failed',
  corrupted: 'failed',
};

/** One that was rolled back had been completed, and is so no more. */
export const OF_RESTORE: Record<RestoreStatus, DjangoStatus> = {
  pending: 'pending',
  awaiting_approval: 'pending',
  running: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  canceled: 'failed',
  rejected: 'failed',
  expired: 'failed',
  rolling_back: 'in_progress',
  rolled_back: 'failed',
};

/** Celery's. */
export const TASK_STATUSES = ['PENDING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const OF_JOB: Record<JobState, TaskStatus> = {
  waiting: 'PENDING',
  active: 'STARTED',
  completed: 'SUCCESS',
  failed: 'FAILURE',
  canceled: 'REVOKED',
};

/** Django's apps, each with its migrations as they were applied: of several frameworks only what the original knew. */
export function djangoMigrations(state: MigrationState | null): Record<string, string[]> {
  const apps = (state?.frameworks ?? [])
    .filter(({ framework }) => framework === 'django')
    .flatMap((framework) => framework.apps);
  return Object.fromEntries(apps.map(({ app, applied }) => [app, applied]));
}

/** The original named tables without their schema, which was `public`. */
export function djangoTableCounts(counts: Record<string, number> | null): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts ?? {}).map(([table, rows]) => [table.replace(/^public\./, ''), rows]),
  );
}
