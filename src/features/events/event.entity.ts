import { Column, Entity, Index } from 'typeorm';
import { BaseEntity } from '../../database/base.entity.js';
import type { EventKind } from './event-kinds.js';

/** Something that happened, kept until those who must be told of it are told. Written with what it tells, in one transaction. */
@Entity('events')
@Index(['createdAt', 'id'], { where: '"dispatchedAt" IS NULL' })
@Index(['tenantId', 'createdAt'])
@Index(['key'], { unique: true, where: '"key" IS NOT NULL' })
@Index('events_to_measure', { synchronize: false }) // those that metrics have not counted: migrations/1795280402000
@Index('events_of_drills', { synchronize: false }) // the newest of a source: migrations/1795280401000
export class Event extends BaseEntity {
  /** null: of the instance, such as a store that fills up. */
  @Column('uuid', { nullable: true })
  tenantId: string | null;

  @Column('text')
  kind: EventKind;

  @Column('uuid', { nullable: true })
  sourceId: string | null;

  /** `backup`, `restore`, `drill`, … */
  @Column('text', { nullable: true })
  subjectType: string | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** What a reader must know without looking anything up. Never a secret. */
  @Column('jsonb', { default: {} })
  data: object;

  /** Of what may be noticed by several processes, or again and again, and is told once. */
  @Column('text', { nullable: true })
  key: string | null;

  /** When it was handed to everyone who is to be told. */
  @Column('timestamptz', { nullable: true })
  dispatchedAt: Date | null;

  /** When metrics counted it. */
  @Column('timestamptz', { nullable: true })
  measuredAt: Date | null;
}
