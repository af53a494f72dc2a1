import { ApiProperty } from '@nestjs/swagger';
import { TABLE_KINDS, type TableKind } from '../../platform/postgres/table-sizes.js';
import type { SourceRetention } from '../settings/retention-rules.js';
import type { Source, SourceDatabase, SourceMigrations } from './source.entity.js';

export class SourceDatabaseResponse implements SourceDatabase {
  host: string;
  port: number;
  database: string;
  user: string;
  sslMode?: NonNullable<SourceDatabase['sslMode']>;
  maintenanceDatabase?: string;
  /** Whether a password is kept; the password itself never comes out. */
  hasPassword: boolean;
}

export class SourceMigrationsResponse implements SourceMigrations {
  framework?: NonNullable<SourceMigrations['framework']>;
  table?: string;
  codePath?: string;
  runner?: string;
}

export class SourceKeepResponse {
  daily?: number;
  weekly?: number;
  monthly?: number;
  yearly?: number;
}

/** What is absent follows the settings of the tenant. */
export class SourceRetentionResponse implements SourceRetention {
  maxBackups?: number;
  retentionDays?: number;
  maxManual?: number;
  keep?: SourceKeepResponse;
  quotaBytes?: number;
}

/** Something that is protected. */
export class SourceResponse {
  id: string;
  tenantId: string;
  name: string;
  database: SourceDatabaseResponse;
  appVersion: string | null;
  migrations: SourceMigrationsResponse;
  /** Rules of its own; null: those of its tenant. */
  retention: SourceRetentionResponse | null;
  createdAt: Date;
  updatedAt: Date;

  static of(source: Source): SourceResponse {
    const { id, tenantId, name, database, appVersion, migrations, retention, createdAt, updatedAt } = source;
    return Object.assign(new SourceResponse(), {
      id,
      tenantId,
      name,
      database: { ...database, hasPassword: source.sealedPassword !== null },
      appVersion,
      migrations,
      retention,
      createdAt,
      updatedAt,
    });
  }
}

export class DeletedSourceResponse {
  /** Backups that went with it; their objects leave the store within minutes. */
  deletedBackups: number;
}

export class SourceCheck {
  name: string;
  ok: boolean;
  detail: string;
  hint?: string;
  /** What of the source is most likely wrong, as its request calls it. @example "database.password" */
  field?: string;
}

export class SourceTestResponse {
  /** True when every check is. */
  ok: boolean;
  checks: SourceCheck[];
}

export class TableSizeResponse {
  name: string;

  @ApiProperty({
    enum: TABLE_KINDS,
    description: 'A partitioned table holds nothing: its partitions do, and stand beside it as tables.',
  })
  kind: TableKind;

  /** With indexes and TOAST. Of a table that is locked against everybody just now, as its last VACUUM or ANALYZE saw it. */
  bytes: number;
  /** The planner's estimate; null before the first ANALYZE. */
  estimatedRows: number | null;
}

export class SchemaSizeResponse {
  name: string;
  tables: TableSizeResponse[];
}

export class ExtensionVersionResponse {
  name: string;
  version: string;
  schema: string;
}

export class SchemaResponse {
  databaseSize: number;
  schemas: SchemaSizeResponse[];
  extensions: ExtensionVersionResponse[];
}

export class AppliedMigrationsResponse {
  app: string;
  applied: string[];
  failed: string[];
}

export class MigrationsTableResponse {
  framework: string;
  /** Quoted, with its schema. */
  table: string;
  apps: AppliedMigrationsResponse[];
}

/** Which migrations a database says it has had, or had when it was backed up. */
export class MigrationStateResponse {
  frameworks: MigrationsTableResponse[];
}
