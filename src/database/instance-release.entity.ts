import { Column, Entity } from 'typeorm';
import { BaseEntity } from './base.entity.js';

/** A version of Backstitch that the instance came to; the newest row says which one it is at (release.ts). */
@Entity('instance_releases')
export class InstanceRelease extends BaseEntity {
  @Column('text')
  version: string;

  /** The time in the name of the newest migration, in ms. */
  @Column('bigint')
  schema: string;

  /** Where the dump of the control database lies that was made before its migrations; null when there were none. */
  @Column('text', { nullable: true })
  dumpKey: string | null;
}
