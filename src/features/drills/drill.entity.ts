import { Column, Entity, Index } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { TenantEntity } from '../../database/base.entity.js';
import { bigintColumn } from '../../database/bigint-column.js';
import type { ProofLevel } from '../backups/backup-states.js';
import type { Warning } from '../backups/backup.entity.js';
import type { Progress } from '../jobs/progress.js';
import type { DrillOrigin, DrillPhaseName, DrillPhaseStatus, DrillStatus } from './drill-states.js';

/** One step of a drill, as it is kept. */
export interface DrillPhase {
  name: DrillPhaseName;
  status: DrillPhaseStatus;
  startedAt: string;
  finishedAt: string | null;
  /** By a clock that nobody sets. */
  seconds: number | null;
  detail: Record<string, unknown>;
}

/** One rehearsal of a restore, and what it showed. Stays when its backup is deleted: it is history. */
@Entity('drills')
@Index('drills_by_time', { synchronize: false })
@Index(['tenantId', 'number'], { unique: true })
@Index(['tenantId', 'createdAt', 'id'])
@Index(['sourceId', 'createdAt', 'id'])
@Index(['backupId'])
@Index(['backupId'], { unique: true, where: `"status" IN ('pending', 'running')` })
@Index(['targetSourceId'], { where: `"status" IN ('pending', 'running')` })
export class Drill extends TenantEntity {
  /** Counts the drills of a tenant, for people. */
  @Column('int')
  number: number;

  @Column('uuid')
  sourceId: string;

  @Column('uuid')
  backupId: string;

  /** On whose server the scratch database is made. */
  @Column('uuid')
  targetSourceId: string;

  @Column('text')
  origin: DrillOrigin;

  @Column('text', { default: 'pending' })
  status: DrillStatus;

  @Column('jsonb', { default: [] })
  phases: DrillPhase[];

  @Column('jsonb', { nullable: true })
  progress: Progress | null;

  /** The highest level that this drill showed. */
  @Column('text', { default: 'none' })
  proof: ProofLevel;

  /** From the first byte read to a database that could be used; null until it is completed. */
  @Column('double precision', { nullable: true })
  recoverySeconds: number | null;

  @Column('jsonb', { default: [] })
  warnings: Warning[];

  @Column('text')
  requestedBy: string;

  @Column('jsonb', { nullable: true })
  error: RecordedError | null;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('bigint', bigintColumn)
  durationMs: number | null;
}
