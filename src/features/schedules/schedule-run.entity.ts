import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { TenantEntity } from '../../database/base.entity.js';
import { Schedule } from './schedule.entity.js';

/** Why a run has not begun yet, or did not at once. */
export interface RunWaiting {
  reason: 'source_busy' | 'outside_window' | 'tenant_inactive';
  /** For people: what it is, and since when. */
  message: string;
  since: string;
}

/**
 * One turn of a schedule. That there is one row for what is due at an instant, whoever looks and however often, is what
 * keeps any two servers from doing it twice. How it went stands in its job.
 */
@Entity('schedule_runs')
@Index(['scheduleId', 'dueAt'], { unique: true, where: `"cause" = 'due'` })
@Index(['scheduleId', 'dueAt', 'id'])
@Index(['dueAt'], { where: `"state" = 'waiting'` })
export class ScheduleRun extends TenantEntity {
  @Column('uuid')
  scheduleId: string;

  @ManyToOne(() => Schedule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'scheduleId' })
  schedule?: Relation<Schedule>;

  /** Its time came, its schedule was made or resumed, or somebody asked for it. */
  @Column('text')
  cause: 'due' | 'start' | 'request';

  /** The last one, where it stands for several. */
  @Column('timestamptz')
  dueAt: Date;

  @Column('timestamptz')
  firstDueAt: Date;

  /** For how many it stands: those that nobody was there for, and those that came while it waited. */
  @Column('int', { default: 1 })
  dueCount: number;

  /** `begun`: its job says how it goes on. `failed`: it could not begin. `dropped`: it need not any more. */
  @Column('text', { default: 'waiting' })
  state: 'waiting' | 'begun' | 'failed' | 'dropped';

  /** What it waits for, or waited for last. */
  @Column('jsonb', { nullable: true })
  waiting: RunWaiting | null;

  @Column('timestamptz', { nullable: true })
  begunAt: Date | null;

  @Column('uuid', { nullable: true })
  jobId: string | null;

  @Column('text', { nullable: true })
  subjectType: string | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** Of one that did not begin. */
  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('jsonb', { nullable: true })
  error: RecordedError | null;
}
