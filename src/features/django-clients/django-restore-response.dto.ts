import { ApiProperty } from '@nestjs/swagger';
import type { RestoreStatus } from '../restores/restore-states.js';
import type { RestoreView } from '../restores/restore-view.js';
import { DJANGO_STATUSES, type DjangoStatus, OF_RESTORE, TASK_STATUSES, type TaskStatus } from './django-words.js';

/** Why one has failed, in the original's words, that ended without an error. */
const WITHOUT_ERROR: Partial<Record<RestoreStatus, string>> = {
  rejected: 'It was not approved.',
  expired: 'Nobody approved it in time.',
  rolled_back: 'It was rolled back.',
};

/** A restore with what it refers to, for the original's clients know backups by their numbers. */
export interface DjangoRestoreView extends RestoreView {
  backup: { number: number; name: string };
  safetyBackup: { number: number } | null;
}

/** One restore, as the clients of the Django original read it. */
export class DjangoRestoreResponse {
  /** `number` under /api/v1. */
  id: number;
  /** `id` under /api/v1. */
  uuid: string;
  /** The id of the backup. */
  backup: number;
  backup_name: string;
  @ApiProperty({ enum: DJANGO_STATUSES })
  status: DjangoStatus;
  created_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
  restored_by: string;
  restore_media: boolean;
  run_migrations: boolean;
  /** The id of the backup that was taken before; null until it was begun. */
  safety_backup: number | null;
  /** Of the backup's migrations, compared with the code's. */
  @ApiProperty({ enum: ['same', 'behind', 'ahead', 'diverged', 'unknown'] })
  compatibility: string;
  /** What has to run, per app. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } })
  migration_plan: Record<string, string[]>;
  warnings: string[];
  error_message: string | null;

  static of({ restore, backup, safetyBackup }: DjangoRestoreView): DjangoRestoreResponse {
    const pending = restore.plan.migrations.filter((app) => app.pending.length > 0);
    return Object.assign(new DjangoRestoreResponse(), {
      id: restore.number,
      uuid: restore.id,
      backup: backup.number,
      backup_name: backup.name,
      status: OF_RESTORE[restore.status],
      created_at: restore.createdAt,
      started_at: restore.startedAt,
      completed_at: restore.finishedAt,
      restored_by: restore.requestedBy,
      restore_media: false,
      run_migrations: restore.options.runMigrations,
      safety_backup: safetyBackup?.number ?? null,
      compatibility: restore.plan.verdict,
      migration_plan: Object.fromEntries(pending.map((app) => [app.app, app.pending])),
      warnings: [...restore.plan.warnings, ...restore.warnings].map(({ message }) => message),
      error_message: restore.error?.message ?? WITHOUT_ERROR[restore.status] ?? null,
    });
  }
}

/** What was asked for: ask for it at `/api/backup/tasks/<task_id>/`. */
export class DjangoRestoreStartedResponse {
  /** null while it waits for somebody's approval. */
  task_id: string | null;
  @ApiProperty({ enum: ['pending'] })
  status: 'pending';
  message: string;
  restore_id: number;
  restore: DjangoRestoreResponse;
  /** What was asked for and is not done. */
  warnings: string[];
}

/** A task, in the words of Celery. */
export class DjangoTaskResponse {
  task_id: string;
  @ApiProperty({ enum: TASK_STATUSES })
  status: TaskStatus;
  /** After SUCCESS what came of it, after FAILURE and REVOKED the reason, until then null. */
  @ApiProperty({
    nullable: true,
    oneOf: [
      { type: 'object', additionalProperties: { oneOf: [{ type: 'integer' }, { type: 'boolean' }] } },
      { type: 'string' },
    ],
    example: { backup_id: 1 },
  })
  result: Record<string, number | boolean> | string | null;
}
