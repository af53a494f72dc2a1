import { Column, Entity, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import type { BackupOrigin, BackupStatus } from './backup-states.js';

/**
 * `existing`: there now, by source, and by the day it was made. `ended`: how it ended, by source, and by the day of its
 * end; never taken back. `stored`: bytes that came into the stores or went, by the day on which they did. Days are UTC's.
 */
export type TallyFact = 'existing' | 'ended' | 'stored';

const bigint: ValueTransformer = { to: (value: number) => value, from: (value: string) => Number(value) };

/**
 * An amount to be added up. Triggers on `backups` write them, whoever changes a backup and by whatever statement, and only
 * ever add rows, so that nobody waits for anybody; TallyCompaction makes one of those that belong together.
 */
@Entity('backup_tallies')
@Index(['tenantId', 'fact', 'day', 'sourceId'])
export class BackupTally {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenantId: string;

  @Column('text')
  fact: TallyFact;

  /** null: of all sources, on one day. */
  @Column('uuid', { nullable: true })
  sourceId: string | null;

  /** null: of all days, of one source. */
  @Column('date', { nullable: true })
  day: string | null;

  @Column('text')
  origin: BackupOrigin;

  @Column('text')
  status: BackupStatus;

  /** Negative for what went. */
  @Column('bigint', { transformer: bigint })
  backups: number;

  @Column('bigint', { transformer: bigint })
  storedBytes: number;

  @Column('bigint', { transformer: bigint })
  rawBytes: number;

  @Column('bigint', { transformer: bigint })
  durationMs: number;
}
