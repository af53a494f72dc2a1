import { ApiProperty } from '@nestjs/swagger';
import { PROOF_LEVELS, type ProofLevel } from '../backups/backup-states.js';
import { ErrorResponse, JobReference, ProgressResponse, WarningResponse } from '../jobs/job-response.dto.js';
import {
  DRILL_ORIGINS,
  DRILL_PHASES,
  DRILL_PHASE_STATUSES,
  DRILL_STATUSES,
  type DrillOrigin,
  type DrillPhaseName,
  type DrillPhaseStatus,
  type DrillStatus,
} from './drill-states.js';
import type { Drill } from './drill.entity.js';

export class DrillPhaseResponse {
  @ApiProperty({ enum: DRILL_PHASES })
  name: DrillPhaseName;
  @ApiProperty({ enum: DRILL_PHASE_STATUSES })
  status: DrillPhaseStatus;
  startedAt: string;
  finishedAt: string | null;
  seconds: number | null;
  /** What was done and found: programs, counts, migrations. */
  detail: Record<string, unknown>;
}

export class DrillTargetResponse {
  /** The source on whose server it was restored. */
  sourceId: string;
}

/** One rehearsal of a restore. */
export class DrillResponse {
  id: string;
  /** Counts the drills of the tenant. */
  number: number;
  tenantId: string;
  sourceId: string;
  /** What was restored. It may be deleted by now. */
  backupId: string;
  target: DrillTargetResponse;
  @ApiProperty({ enum: DRILL_ORIGINS })
  origin: DrillOrigin;
  @ApiProperty({ enum: DRILL_STATUSES })
  status: DrillStatus;
  phases: DrillPhaseResponse[];
  progress: ProgressResponse | null;
  /** The highest level that this drill showed. */
  @ApiProperty({ enum: PROOF_LEVELS })
  proof: ProofLevel;
  /** The recovery time: from the first byte read to a database that could be used. Null unless completed. */
  recoverySeconds: number | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
  requestedBy: string;
  error: ErrorResponse | null;
  warnings: WarningResponse[];

  static of(drill: Drill): DrillResponse {
    return Object.assign(new DrillResponse(), {
      id: drill.id,
      number: drill.number,
      tenantId: drill.tenantId,
      sourceId: drill.sourceId,
      backupId: drill.backupId,
      target: { sourceId: drill.targetSourceId },
      origin: drill.origin,
      status: drill.status,
      phases: drill.phases.map(({ name, status, startedAt, finishedAt, seconds, detail }) => ({
        name,
        status,
        startedAt,
        finishedAt,
        seconds,
        detail,
      })),
      progress: drill.progress,
      proof: drill.proof,
      recoverySeconds: drill.recoverySeconds,
      createdAt: drill.createdAt,
      startedAt: drill.startedAt,
      finishedAt: drill.finishedAt,
      durationMs: drill.durationMs,
      requestedBy: drill.requestedBy,
      error: drill.error,
      warnings: drill.warnings,
    });
  }
}

export class QueuedDrillResponse extends JobReference {
  drill: DrillResponse;
}
