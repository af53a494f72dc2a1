import { Column, Entity, Index } from 'typeorm';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';

/**
 * A dump that comes in, or has come in and is being looked at. It lies in the store, encrypted; this row is written
 * before its first byte, so that whatever dies on the way, the sweep knows what to take away.
 */
@Entity('received_uploads')
@Index(['backupId'], { unique: true })
@Index(['aliveUntil'])
export class ReceivedUpload extends TenantEntity {
  @Column('uuid')
  sourceId: string;

  /** Of the backup that is to come of it; its record is written once the dump is here whole. */
  @Column('uuid')
  backupId: string;

  @Column('uuid')
  storageId: string;

  @Column('text')
  storageKey: string;

  /** The tenant's key that it is encrypted to. */
  @Column('uuid')
  keyId: string;

  /** As it came; null until it is here whole. */
  @Column('bigint', bigintColumn)
  bytes: number | null;

  /** Hex, of the bytes as they came. */
  @Column('text', { nullable: true })
  sha256: string | null;

  /** What whoever sent it says it is. */
  @Column('text', { nullable: true })
  expectedSha256: string | null;

  /** The document that came with it, as it came: believed by nobody yet. */
  @Column('text', { nullable: true })
  manifest: string | null;

  /** By the control database's clock: while it comes in. Past it, and without a live job, nobody wants it any more. */
  @Column('timestamptz')
  aliveUntil: Date;
}
