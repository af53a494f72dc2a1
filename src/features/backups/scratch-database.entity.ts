import { Column, Entity, Index } from 'typeorm';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';

/**
 * A database that a check made, or was about to make, on a source's server: written before it is made, its OID as soon
 * as it is known, and removed once the database is dropped. What stands here and has no living job is dropped by the sweep.
 */
@Entity('scratch_databases')
@Index(['jobId'])
export class ScratchDatabase extends TenantEntity {
  @Column('uuid')
  jobId: string;

  /** On whose server. */
  @Column('uuid')
  sourceId: string;

  @Column('text')
  name: string;

  @Column('bigint', bigintColumn)
  oid: number | null;

  /** The role that it is made for, and that goes with it; null where it is our own role's. */
  @Column('text', { nullable: true })
  guest: string | null;

  @Column('bigint', bigintColumn)
  guestOid: number | null;
}
