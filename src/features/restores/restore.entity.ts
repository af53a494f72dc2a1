import { Column, Entity, Index } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import type { ActivityCounters } from '../../platform/postgres/kept-database.js';
import type { SwapJournal } from '../../platform/postgres/swap-state.js';
import type { Progress } from '../jobs/progress.js';
import type { RestorePlanContent, Finding } from './restore-plan.js';
import type { RestoreReport } from './restore-report.js';
import type { RestorePhaseName, RestoreStatus } from './restore-states.js';
import type { StrategyName } from './strategy-names.js';

/** What was asked for. */
export interface RestoreOptions {
  runMigrations: boolean;
  noOwner: boolean;
  /** Absent in records that are older than it. */
  ownerMap?: OwnerMap;
  allowAhead: boolean;
  skipSafetyBackup: boolean;
  reason: string | null;
}

/** Written before each side effect, so that whoever takes over knows what may exist. Versioned: a worker reads its own. */
export interface RestoreJournal {
  version: 1;
  swap: SwapJournal;
  /** What pg_stat_database counted for the live database before the safety backup's snapshot. */
  countersBefore: ActivityCounters | null;
  /** In place: the transaction that replaces everything, by which the server tells how it ended. */
  inPlace?: { xid: string };
}

/** One restore of a backup over a source's database. */
@Entity('restores')
@Index('restores_by_time', { synchronize: false }) // holds more than columns to be found by: made by a migration
@Index('restores_swapped', ['sourceId', 'number'], { where: '"swappedAt" IS NOT NULL' })
@Index(['tenantId', 'number'], { unique: true })
@Index(['tenantId', 'createdAt', 'id'])
@Index(['sourceId', 'createdAt'])
@Index(['backupId'])
@Index(['safetyBackupId'])
export class Restore extends TenantEntity {
  @Column('int')
  number: number;

  @Column('uuid')
  backupId: string;

  /** The source whose database is replaced, or beside whose database a new one is made. */
  @Column('uuid')
  sourceId: string;

  @Column('text')
  strategy: StrategyName;

  @Column('text', { default: 'pending' })
  status: RestoreStatus;

  @Column('text', { default: 'planned' })
  phase: RestorePhaseName;

  @Column('jsonb')
  options: RestoreOptions;

  @Column('uuid')
  planId: string;

  @Column('jsonb')
  plan: RestorePlanContent;

  /** Of the live schema and history that the plan was made for. */
  @Column('text')
  planFingerprint: string;

  @Column('jsonb', { nullable: true })
  journal: RestoreJournal | null;

  @Column('jsonb', { nullable: true })
  progress: Progress | null;

  @Column('uuid', { nullable: true })
  safetyBackupId: string | null;

  /** When the live database was replaced: the commit of the swap, or of the transaction in place. */
  @Column('timestamptz', { nullable: true })
  swappedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  rollbackUntil: Date | null;

  @Column('int', { nullable: true })
  downtimeMs: number | null;

  @Column('jsonb', { nullable: true })
  report: RestoreReport | null;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('bigint', bigintColumn)
  durationMs: number | null;

  @Column('text')
  requestedBy: string;

  /** What the search looks in: who asked, the reason and the target database in lower case. A trigger writes it. */
  @Column({ type: 'text', nullable: true, select: false, insert: false, update: false })
  searchText: string | null;

  @Column('jsonb', { nullable: true })
  error: RecordedError | null;

  @Column('jsonb', { default: [] })
  warnings: Finding[];
}
