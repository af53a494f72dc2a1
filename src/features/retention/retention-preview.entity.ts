import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { RetentionPolicy } from './choose-expired.js';

/** That somebody has seen that more than half of a source's backups would go: these. */
@Entity('retention_previews')
@Index(['sourceId', 'createdAt'])
export class RetentionPreview extends TenantEntity {
  @Column('uuid')
  sourceId: string;

  /** The user. */
  @Column('uuid')
  seenBy: string;

  @Column('jsonb')
  backupIds: string[];

  /** What it was worked out by. */
  @Column('jsonb')
  tenantPolicy: RetentionPolicy;

  /** When the same user saved that as the settings: from then on runs by themselves may do what was seen. */
  @Column('timestamptz', { nullable: true })
  savedAt: Date | null;
}
