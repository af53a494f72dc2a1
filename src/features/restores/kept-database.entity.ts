import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { ActivityCounters } from '../../platform/postgres/kept-database.js';

/** A database that a restore or a rollback put aside, until its window closes. Known by name and OID; never dropped by a pattern. */
@Entity('kept_databases')
@Index(['restoreId'])
@Index(['droppedAt', 'keepUntil'])
export class KeptDatabase extends TenantEntity {
  @Column('uuid')
  restoreId: string;

  @Column('uuid')
  sourceId: string;

  @Column('text')
  role: 'before' | 'after';

  @Column('text')
  name: string;

  @Column('bigint', { transformer: { to: (oid: number) => oid, from: (oid: string) => Number(oid) } })
  oid: number;

  @Column('timestamptz')
  keepUntil: Date;

  /** What pg_stat_database counted before the safety backup's snapshot; null: treat it as changed. */
  @Column('jsonb', { nullable: true })
  countersBefore: ActivityCounters | null;

  /** The backup of it that was taken before it was dropped, where something in it had changed. */
  @Column('uuid', { nullable: true })
  finalBackupId: string | null;

  @Column('timestamptz', { nullable: true })
  droppedAt: Date | null;
}
