import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';
import type { RestorePhaseName } from './restore-states.js';

/** One phase of a restore: the journal that people read. A phase that is begun anew after a crash gets its row back. */
@Entity('restore_phases')
@Index(['restoreId', 'name'], { unique: true })
export class RestorePhase extends TenantEntity {
  @Column('uuid')
  restoreId: string;

  @Column('text')
  name: RestorePhaseName;

  @Column('text')
  status: 'running' | 'completed' | 'skipped' | 'failed' | 'undone';

  @Column('timestamptz')
  startedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('jsonb', { default: {} })
  detail: Record<string, unknown>;
}
