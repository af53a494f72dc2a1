import { Column, Entity } from 'typeorm';
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

  @Column('timestamptz')
  heartbeatAt: Date;

  @Column('timestamptz', { nullable: true })
  stoppedAt: Date | null;
}
