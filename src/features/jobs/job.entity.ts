import { Column, Entity, Index } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { TenantEntity } from '../../database/base.entity.js';
import type { JobAction, JobState, SubjectType } from './job-actions.js';
import type { Progress } from './progress.js';

/** One part of a job. A name is of a few known ones, never made from data. */
export interface JobStep {
  name: string;
  seconds: number;
  outcome: 'completed' | 'failed';
}

/** One accepted piece of work. Queues only carry its id; everything about it stands here. */
@Entity('jobs')
@Index(['state', 'createdAt'])
@Index(['subjectId'])
@Index('jobs_by_time', { synchronize: false }) // with what lists filter by: migrations/1795800001000
@Index('jobs_of_source', { synchronize: false })
@Index('jobs_to_measure', { synchronize: false }) // those that metrics have not added up: migrations/1795280402000
export class Job extends TenantEntity {
  @Column('text')
  action: JobAction;

  @Column('text', { default: 'waiting' })
  state: JobState;

  @Column('text')
  subjectType: SubjectType;

  @Column('uuid')
  subjectId: string;

  /** The source whose lock this job holds; null for work that needs none (verification). */
  @Column('uuid', { nullable: true })
  sourceId: string | null;

  /** The source that it is about, whether or not it holds its lock; null where there is none, and of work from before this was kept. */
  @Column('uuid', { nullable: true })
  subjectSourceId: string | null;

  @Column('jsonb', { default: {} })
  parameters: Record<string, unknown>;

  @Column('text')
  requestedBy: string;

  /**
   * Counts the deliveries that were allowed to work. Every write of a worker is refused once the epoch has moved on,
   * and the sessions it opens on other servers carry it in their name, so that a successor can end them.
   */
  @Column('int', { default: 0 })
  epoch: number;

  /** Epochs that ended without a result and without being handed back: crashes, lost connections. */
  @Column('int', { default: 0 })
  crashes: number;

  @Column('uuid', { nullable: true })
  workerId: string | null;

  /** A job that was handed back waits at least until then. */
  @Column('timestamptz', { nullable: true })
  notBefore: Date | null;

  @Column('timestamptz', { nullable: true })
  cancelRequestedAt: Date | null;

  @Column('jsonb', { nullable: true })
  progress: Progress | null;

  @Column('jsonb', { nullable: true })
  error: RecordedError | null;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  /** What the last attempt did, one after the other; an attempt before it that was broken off is not in it. */
  @Column('jsonb', { default: [] })
  steps: JobStep[];

  /** The trace that it belongs to (W3C `traceparent`); null where nobody traces. */
  @Column('text', { nullable: true })
  traceparent: string | null;

  /** When metrics added it up. */
  @Column('timestamptz', { nullable: true })
  measuredAt: Date | null;
}
