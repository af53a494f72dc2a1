import { Column, Entity, Index, UpdateDateColumn } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { FrameworkName } from '../../platform/migration-state/migration-state.js';
import type { MigrationSource } from '../../platform/migration-state/migration-states.js';
import type { SslMode } from '../../platform/postgres/connection.js';
import type { SourceRetention } from '../settings/retention-rules.js';

/** Where a source's database is, without its password. */
export interface SourceDatabase {
  host: string;
  port: number;
  database: string;
  user: string;
  sslMode?: SslMode;
  /** Where we connect to create, rename and drop databases. Default `postgres`. */
  maintenanceDatabase?: string;
}

/** How the code that uses the database migrates it. */
export interface SourceMigrations {
  framework?: 'auto' | FrameworkName;
  /** The migrations table, where the framework's default is not used. */
  table?: string;
  /** Where the code's migrations lie on this server; under one of the configured codeRoots. */
  codePath?: string;
  /** A runner that the server's configuration file defines, or `typeorm`. */
  runner?: string;
}

/** Something that is protected. */
@Entity('sources')
@Index(['tenantId', 'name'], { unique: true })
export class Source extends TenantEntity {
  @Column('text')
  name: string;

  @Column('jsonb')
  database: SourceDatabase;

  /** Sealed with the master key for the context `source:<id>:password`. */
  @Column('text', { nullable: true })
  sealedPassword: string | null;

  @Column('text', { nullable: true })
  appVersion: string | null;

  @Column('jsonb', { default: {} })
  migrations: SourceMigrations;

  /** Rules of its own; null: those of its tenant. */
  @Column('jsonb', { nullable: true })
  retention: SourceRetention | null;

  /** A superadmin said that this source may live on the control database's own server. */
  @Column('boolean', { default: false })
  mayShareControlServer: boolean;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;
}

/** Which migrations tables are read: the framework's own, or whatever is found. */
export function migrationSourceOf({ migrations }: Pick<Source, 'migrations'>): MigrationSource {
  const framework = migrations.framework ?? 'auto';
  return migrations.table === undefined ? { framework } : { framework, table: migrations.table };
}
