import { Column, Entity } from 'typeorm';
import { bigintColumn } from '../../database/bigint-column.js';
import { BaseEntity } from '../../database/base.entity.js';

/** A process that takes jobs. Alive while its heartbeat is younger than WORKER_DEAD_AFTER_MS. */
@Entity('workers')
export class WorkerRecord extends BaseEntity {
  @Column('text')
  host: string;

  @Column('int')
  pid: number;

  @Column('text')
  version: string;

  /** Jobs that it takes on at a time, of each queue; null of one from before this was kept. */
  @Column('int', { nullable: true })
  concurrency: number | null;

  /** The schema that it knows: the time in the name of its newest migration, in ms. */
  @Column('bigint', bigintColumn)
  schema: number | null;

  /** Why it takes no jobs though it is alive; null when it takes them. */
  @Column('text', { nullable: true })
  parkedBecause: string | null;

  @Column('timestamptz')
  heartbeatAt: Date;

  @Column('timestamptz', { nullable: true })
  stoppedAt: Date | null;
}
