import { Column, Entity, PrimaryColumn } from 'typeorm';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type ActivityLevel = (typeof LOG_LEVELS)[number];
export type LogKind = 'log' | 'status';

/** One line of the record of a backup or a restore. Append-only: a trigger refuses to change one; it goes with its subject. */
@Entity('log_records')
export class LogRecord {
  @PrimaryColumn('uuid')
  subjectId: string;

  /** 1, 2, 3… per subject, without a gap, in the order in which they became visible. */
  @PrimaryColumn('int')
  seq: number;

  @Column('uuid')
  tenantId: string;

  @Column('text')
  subjectType: string;

  @Column('text')
  kind: LogKind;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  level: ActivityLevel;

  @Column('text', { nullable: true })
  phase: string | null;

  @Column('text')
  message: string;

  @Column('jsonb', { nullable: true })
  data: object | null;
}
