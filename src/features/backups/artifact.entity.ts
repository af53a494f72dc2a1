import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { bigintColumn } from '../../database/bigint-column.js';
import { TenantEntity } from '../../database/base.entity.js';
import type { CompressionAlgorithm } from '../settings/settings-values.js';
import type { ArtifactEncryption } from './artifact-form.js';
import { Backup } from './backup.entity.js';

/** One stored object of a backup. Written before its first byte is, so that a sweep knows what may lie in the store. */
@Entity('artifacts')
@Check('artifacts_key_check', `("encryption" = 'age') = ("keyId" IS NOT NULL)`)
@Index(['backupId'])
export class Artifact extends TenantEntity {
  @Column('uuid')
  backupId: string;

  @ManyToOne(() => Backup, (backup) => backup.artifacts, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'backupId' })
  backup: Relation<Backup>;

  @Column('text')
  role: 'database';

  /** The name of what was captured: the database's. */
  @Column('text')
  name: string;

  @Column('text')
  fileName: string;

  @Column('uuid')
  storageId: string;

  @Column('text')
  storageKey: string;

  @Column('bigint', bigintColumn)
  storedBytes: number | null;

  @Column('bigint', bigintColumn)
  rawBytes: number | null;

  /** Hex, of the stored bytes. */
  @Column('text', { nullable: true })
  sha256: string | null;

  @Column('text')
  compression: CompressionAlgorithm;

  @Column('text')
  encryption: ArtifactEncryption;

  /** The tenant's key that opens it; null where it is not encrypted. */
  @Column('uuid', { nullable: true })
  keyId: string | null;
}
