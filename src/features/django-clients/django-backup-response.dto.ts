import { ApiProperty } from '@nestjs/swagger';
import type { Backup } from '../backups/backup.entity.js';
import { DJANGO_STATUSES, djangoMigrations, djangoTableCounts, type DjangoStatus, OF_BACKUP } from './django-words.js';

/** What the original kept as JSON beside a backup. */
export class DjangoMetadataResponse {
  name: string;
  /** The database does not say, so nobody knows. */
  django_version: string | null;
  /** The database does not say, so nobody knows. */
  python_version: string | null;
  /** @example "PostgreSQL 16.4" */
  postgres_version: string | null;
  app_version: string | null;
  /** Per app, in the order in which they were applied. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    example: { customers: ['0001_initial', '0002_add_fields'] },
  })
  migration_state: Record<string, string[]>;
  /** The labels of the apps that have migrations: all that the database knows of what is installed. */
  installed_apps: string[];
  database_size: number | null;
  /** Tables of the schema public without its name. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { customers_customer: 150, san_fabric: 45 },
  })
  table_counts: Record<string, number>;
}

/** One backup, as the clients of the Django original read it. */
export class DjangoBackupResponse {
  /** `number` under /api/v1. */
  id: number;
  /** `id` under /api/v1. */
  uuid: string;
  name: string;
  description: string;
  @ApiProperty({ enum: DJANGO_STATUSES })
  status: DjangoStatus;
  created_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
  created_by: string;
  file_name: string | null;
  /** Of the stored file. */
  file_size: number | null;
  /** SHA-256 of the stored file, which is encrypted unless the settings say otherwise; not of what is downloaded here. */
  checksum: string | null;
  /** Media files are not backed up yet. */
  include_media: boolean;
  media_size: number;
  is_compressed: boolean;
  error_message: string | null;
  metadata: DjangoMetadataResponse;

  static of(backup: Backup): DjangoBackupResponse {
    const [artifact] = backup.artifacts; // the dump: a backup has nothing else yet
    return Object.assign(new DjangoBackupResponse(), {
      id: backup.number,
      uuid: backup.id,
      name: backup.name,
      description: backup.description ?? '',
      status: OF_BACKUP[backup.status],
      created_at: backup.createdAt,
      started_at: backup.startedAt,
      completed_at: backup.finishedAt,
      created_by: backup.createdBy,
      file_name: artifact?.fileName ?? null,
      file_size: backup.storedBytes,
      checksum: artifact?.sha256 ?? null,
      include_media: false,
      media_size: 0,
      is_compressed: artifact !== undefined && artifact.compression !== 'none',
      error_message: backup.error?.message ?? null,
      metadata: metadataOf(backup),
    });
  }
}

function metadataOf(backup: Backup): DjangoMetadataResponse {
  const migrations = djangoMigrations(backup.migrationState);
  return {
    name: backup.name,
    django_version: null,
    python_version: null,
    postgres_version: backup.versions === null ? null : `PostgreSQL ${backup.versions.server}`,
    app_version: backup.appVersion,
    migration_state: migrations,
    installed_apps: Object.keys(migrations),
    database_size: backup.databaseSize,
    table_counts: djangoTableCounts(backup.tableCounts),
  };
}

/** What was queued: ask for it at `/api/backup/tasks/<task_id>/`. */
export class DjangoTaskStartedResponse {
  task_id: string;
  @ApiProperty({ enum: ['pending'] })
  status: 'pending';
  message: string;
}

export class DjangoBackupStartedResponse extends DjangoTaskStartedResponse {
  backup_id: number;
  backup: DjangoBackupResponse;
}

export class DjangoVerifyStartedResponse extends DjangoTaskStartedResponse {
  backup_id: number;
}

export class DjangoDeletedResponse {
  message: string;
  /** What the store has free again. */
  freed_bytes: number;
}

export class DjangoLogResponse {
  /** 1, 2, 3… without a gap. */
  id: number;
  timestamp: Date;
  /** @example "INFO" */
  level: string;
  message: string;
}
