import { BeforeInsert, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';

export const AUDIT_OUTCOMES = ['ok', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Who did, or tried, what. Append-only, and chained by hashes (docs/audit.md). */
@Entity('audit_events')
// Its indexes hold more than columns to be found by (INCLUDE), and are made by migrations alone.
@Index('audit_by_time', { synchronize: false })
@Index('audit_of_tenant', { synchronize: false })
@Index('audit_of_action', { synchronize: false })
@Index('audit_of_actor', { synchronize: false })
@Index('audit_of_subject', { synchronize: false })
@Index('audit_about', { synchronize: false })
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

  /** `user`, `api-key` or `system`; null when unknown, and in events of before release 0.2. */
  @Column('text', { nullable: true })
  actorKind: string | null;

  /** The session or API key that the request came with. */
  @Column('uuid', { nullable: true })
  credentialId: string | null;

  /** Of an API key, its name then. */
  @Column('text', { nullable: true })
  credentialName: string | null;

  /** `noun.verb`, such as `backup.create`. */
  @Column('text')
  action: string;

  @Column('text', { nullable: true })
  subjectType: string | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** What a person called it then, such as `#12 of shop`. */
  @Column('text', { nullable: true })
  subjectName: string | null;

  /** What else it is part of the history of: of a restore, its backup and the source. */
  @Column('uuid', { array: true, nullable: true })
  about: string[] | null;

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
