import { Column, Entity, Index } from 'typeorm';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';

export const RUN_TRIGGERS = ['backup', 'daily', 'manual'] as const;
/** What a run came from: a backup that was completed, the turn of a day, a person. */
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

export const RUN_STATUSES = ['pending', 'running', 'completed', 'stopped', 'failed'] as const;
/** `stopped`: it would have deleted more than half, and deleted nothing. `failed`: something is still in the store. */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** A backup that went, kept here since its own record has gone. */
export interface DeletedBackup {
  id: string;
  number: number;
  name: string;
  createdAt: string;
  storedBytes: number | null;
  reason: string;
}

/** What could not be taken out of the store yet. */
export interface FailedDeletion {
  id: string;
  number: number;
  code: string;
  message: string;
}

/** One time that the rules were applied to the backups of one source. */
@Entity('retention_runs')
@Index('retention_runs_by_time', { synchronize: false })
@Index(['tenantId', 'createdAt', 'id'])
@Index(['sourceId', 'createdAt', 'id'])
export class RetentionRun extends TenantEntity {
  @Column('uuid')
  sourceId: string;

  @Column('text')
  trigger: RunTrigger;

  @Column('text', { default: 'pending' })
  status: RunStatus;

  @Column('text')
  requestedBy: string;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  /**
   * Written in the transaction that takes them out of everybody's sight; what a run that stopped would have deleted is not
   * here. May be large: no list reads it.
   */
  @Column('jsonb', { default: [] })
  deleted: DeletedBackup[];

  @Column('int', { default: 0 })
  deletedCount: number;

  @Column('int', { default: 0 })
  kept: number;

  @Column('bigint', { ...bigintColumn, nullable: false, default: 0 })
  freedBytes: number;

  /** Of those that were to go. */
  @Column('jsonb', { default: [] })
  failures: FailedDeletion[];

  /** What the outcome is in a sentence; null before there is one. */
  @Column('text', { nullable: true })
  summary: string | null;
}
