import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { RestorePlanContent } from './restore-plan.js';

/** A plan somebody looked at. Obeyed until it expires or the live schema or history has changed. */
@Entity('restore_plans')
@Index(['expiresAt'])
export class RestorePlan extends TenantEntity {
  @Column('uuid')
  backupId: string;

  @Column('uuid')
  sourceId: string;

  @Column('jsonb')
  content: RestorePlanContent;

  @Column('text')
  fingerprint: string;

  @Column('timestamptz')
  expiresAt: Date;
}
