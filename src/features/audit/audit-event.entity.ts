import { BeforeInsert, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';

export const AUDIT_OUTCOMES = ['ok', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Who did, or tried, what. Append-only: a trigger refuses to change or delete one. */
@Entity('audit_events')
@Index(['tenantId', 'at'])
@Index(['subjectId'])
export class AuditEvent {
  @PrimaryColumn('uuid')
  id: string;

  /** null when nobody was recognised: such an attempt belongs to the instance. */
  @Column('uuid', { nullable: true })
  tenantId: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at: Date;

  /** The name of the caller, kept as it was then; null when unknown. */
  @Column('text', { nullable: true })
  actor: string | null;

  @Column('uuid', { nullable: true })
  actorId: string | null;

  /** `noun.verb`, such as `backup.create`. */
  @Column('text')
  action: string;

  @Column('text', { nullable: true })
  subjectType: string | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  @Column('text')
  outcome: AuditOutcome;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { nullable: true })
  requestId: string | null;

  /** What a reader needs beside it. Never a secret. */
  @Column('jsonb', { default: {} })
  data: object;

  @BeforeInsert()
  protected assignId(): void {
    this.id ||= uuidV7();
  }
}
