import { Column, Entity, Index, OneToMany, type Relation } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import type { Progress } from '../jobs/progress.js';
import type { BackupContents } from './backup-contents.js';
import type { Artifact } from './artifact.entity.js';
import type { BackupOrigin, BackupStatus, ProofLevel, VerifyLevel } from './backup-states.js';
import type { Fingerprints } from './fingerprints.js';

export interface Warning {
  code: string;
  message: string;
}

/** One rung of the ladder of proof, with what shows it. */
export interface Proof {
  level: ProofLevel;
  at: string;
  seconds: number;
  evidence: Record<string, unknown>;
}

export interface BackupVersions {
  server: string;
  pgDump: string;
  backstitch: string;
  app: string | null;
}

export interface BackupExtension {
  name: string;
  version: string;
  schema: string;
}

/** The roles that an archive names; without them it cannot be restored as it is. */
export interface BackupRoles {
  owners: string[];
  /** To whom something is granted, or for whom a policy is. */
  grantees: string[];
  /** Who granted what is another's; absent in backups that were made before this was looked for. */
  grantors?: string[];
}

/** One capture of a source at one moment. */
@Entity('backups')
@Index(['tenantId', 'number'], { unique: true })
@Index(['deletedAt'], { where: '"deletedAt" IS NOT NULL' })
// The indexes of its lists hold more than columns to be found by (INCLUDE), and are made by migrations alone.
@Index('backups_in_brief', { synchronize: false })
@Index('backups_ended', { synchronize: false })
@Index('backups_proven', { synchronize: false })
@Index('backups_by_time', { synchronize: false })
@Index('backups_of_source', { synchronize: false })
@Index('backups_by_name', { synchronize: false })
@Index('backups_by_size', { synchronize: false })
@Index('backups_by_duration', { synchronize: false })
@Index('backups_by_text', { synchronize: false })
@Index('backups_by_id', { synchronize: false })
@Index('backups_of_long_text', { synchronize: false })
export class Backup extends TenantEntity {
  /** Counts the backups of a tenant, for people. */
  @Column('int')
  number: number;

  @Column('uuid')
  sourceId: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  /** What the search looks in: name and description in lower case; null where they are too long for an index. A trigger writes it. */
  @Column({ type: 'text', nullable: true, select: false, insert: false, update: false })
  searchText: string | null;

  @Column('text')
  origin: BackupOrigin;

  @Column('text', { default: 'pending' })
  status: BackupStatus;

  /** False for a dump that somebody uploaded, and that this instance did not make. Nothing of it may run as a superuser. */
  @Column('boolean', { default: true })
  trusted: boolean;

  @Column('jsonb', { default: [] })
  tags: string[];

  @Column('boolean', { default: false })
  pinned: boolean;

  @Column('text', { default: 'none' })
  proof: ProofLevel;

  @Column('jsonb', { default: [] })
  proofs: Proof[];

  @Column('jsonb', { nullable: true })
  progress: Progress | null;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('bigint', bigintColumn)
  durationMs: number | null;

  /** Bytes of the plain archive, before compression. */
  @Column('bigint', bigintColumn)
  rawBytes: number | null;

  @Column('bigint', bigintColumn)
  storedBytes: number | null;

  @Column('bigint', bigintColumn)
  databaseSize: number | null;

  @Column('text')
  createdBy: string;

  @Column('jsonb', { nullable: true })
  error: RecordedError | null;

  /** Of a corrupted backup: the level of the check that found it. Null when a restore did; that counts as `decoded`. */
  @Column('text', { nullable: true })
  damageLevel: VerifyLevel | null;

  @Column('jsonb', { default: [] })
  warnings: Warning[];

  @Column('text', { nullable: true })
  appVersion: string | null;

  @Column('jsonb', { nullable: true })
  versions: BackupVersions | null;

  @Column('jsonb', { nullable: true })
  migrationState: MigrationState | null;

  @Column('jsonb', { nullable: true })
  extensions: BackupExtension[] | null;

  @Column('jsonb', { nullable: true })
  roles: BackupRoles | null;

  /** That hold tables or indexes of the archive, but for the database's own; null in backups of older releases. */
  @Column('jsonb', { nullable: true })
  tablespaces: string[] | null;

  /** Rows per table of the archive; keys as quote_ident writes them. */
  @Column('jsonb', { nullable: true })
  tableCounts: Record<string, number> | null;

  /** For configuration tables of extensions: which of their rows the dump holds, as a WHERE clause. */
  @Column('jsonb', { default: {} })
  countConditions: Record<string, string>;

  /** null: they were not asked for. */
  @Column('jsonb', { nullable: true })
  fingerprints: Fingerprints | null;

  /** Large, and asked for alone: no query reads it unless it says so. */
  @Column('jsonb', { nullable: true, select: false })
  contentsTree: BackupContents | null;

  /** Where the manifest lies, in the artifacts' store. */
  @Column('text', { nullable: true })
  manifestKey: string | null;

  /** Deleted, but its objects may still be in the store; invisible, and finished by the sweep. */
  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  /** The run of retention that hid it; null where a person did. */
  @Column('uuid', { nullable: true })
  retentionRunId: string | null;

  /** From then on its objects may be leaving the store, and it cannot come back. */
  @Column('timestamptz', { nullable: true })
  erasingAt: Date | null;

  /** Not a column: worked out by today's rules where it is asked for (retention-until.ts). */
  retentionUntil?: Date | null;

  /** By name, since an artifact imports its backup. */
  @OneToMany('Artifact', 'backup')
  artifacts: Relation<Artifact>[];
}
