import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { Source } from '../sources/source.entity.js';

/** What replaces a live database, and therefore may need a second person. */
export const APPROVED_ACTS = ['restore', 'rollback'] as const;
export type ApprovedAct = (typeof APPROVED_ACTS)[number];

export const APPROVAL_STATUSES = ['waiting', 'approved', 'rejected', 'expired', 'canceled'] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];
export type ApprovalOutcome = Exclude<ApprovalStatus, 'waiting'>;

export type PlannedSource = Pick<Source, 'id' | 'database' | 'migrations'>;

/** That somebody asked for a restore, or for its rollback, which somebody else has to approve; and what came of it. */
@Entity('restore_approvals')
@Index('restore_approvals_of_restore', ['restoreId'])
@Index('restore_approvals_waiting', ['restoreId'], { unique: true, where: `"status" = 'waiting'` })
@Index('restore_approvals_due', ['expiresAt'], { where: `"status" = 'waiting'` })
export class RestoreApproval extends TenantEntity {
  @Column('uuid')
  restoreId: string;

  @Column('text')
  act: ApprovedAct;

  @Column('text', { default: 'waiting' })
  status: ApprovalStatus;

  @Column('text')
  requestedBy: string;

  /** The person, also where an API key of theirs asked: whoever it is cannot approve it. */
  @Column('uuid', { nullable: true })
  requestedById: string | null;

  /** Where an API key asked. */
  @Column('uuid', { nullable: true })
  requestedByKeyId: string | null;

  /** What the source was when it was asked for: what is approved is for that database, and for that code. */
  @Column('jsonb')
  source: PlannedSource;

  @Column('timestamptz')
  expiresAt: Date;

  /** null: nobody decided, it expired. */
  @Column('text', { nullable: true })
  decidedBy: string | null;

  @Column('uuid', { nullable: true })
  decidedById: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  /** Of a rejection. */
  @Column('text', { nullable: true })
  reason: string | null;
}
