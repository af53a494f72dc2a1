import { ApiProperty } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '../../common/error-codes.js';
import type { Job } from '../jobs/job.entity.js';
import { ErrorResponse, JobReference, ProgressResponse } from '../jobs/job-response.dto.js';
import {
  APPROVAL_STATUSES,
  APPROVED_ACTS,
  type ApprovalStatus,
  type ApprovedAct,
  type RestoreApproval,
} from './restore-approval.entity.js';
import { FindingResponse } from './restore-plan-response.dto.js';
import { RESTORE_PHASES, RESTORE_STATUSES, type RestorePhaseName, type RestoreStatus } from './restore-states.js';
import { RESTORE_STRATEGIES, type StrategyName } from './strategy-names.js';
import type { RestoreView } from './restore-view.js';

export class RestorePhaseResponse {
  @ApiProperty({ enum: RESTORE_PHASES })
  name: RestorePhaseName;
  @ApiProperty({ enum: ['running', 'completed', 'skipped', 'failed'] })
  status: string;
  startedAt: Date;
  finishedAt: Date | null;
  detail: Record<string, unknown>;
}

/** That somebody asked for what replaces a live database, and what came of it. */
export class RestoreApprovalResponse {
  @ApiProperty({ enum: APPROVED_ACTS })
  act: ApprovedAct;
  @ApiProperty({ enum: APPROVAL_STATUSES })
  status: ApprovalStatus;
  requestedBy: string;
  requestedAt: Date;
  /** Nobody can approve it any more after that. */
  expiresAt: Date;
  /** null: nobody has yet, or nobody did in time. */
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Of a rejection. */
  reason: string | null;

  static of(approval: RestoreApproval): RestoreApprovalResponse {
    const { act, status, requestedBy, createdAt, expiresAt, decidedBy, decidedAt, reason } = approval;
    return { act, status, requestedBy, requestedAt: createdAt, expiresAt, decidedBy, decidedAt, reason };
  }
}

/** What was asked for beside the plan. */
export class RestoreOptionsResponse {
  runMigrations: boolean;
  /** An admin said: although the backup has migrations that the code does not know. */
  allowAhead: boolean;
  /** An admin said: without a safety backup. */
  skipSafetyBackup: boolean;
  reason: string | null;
}

/** That the database from before was swapped back. */
export class RollbackResponse {
  requestedBy: string;
  /** null: it needed no approval. */
  approvedBy: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;

  static of({ rollback, approvals }: RestoreView): RollbackResponse | null {
    if (rollback === null) return null;
    const approval = approvals.find(({ act, status }) => act === 'rollback' && status === 'approved');
    return {
      requestedBy: approval?.requestedBy ?? rollback.requestedBy,
      approvedBy: approval?.decidedBy ?? null,
      startedAt: rollback.startedAt,
      finishedAt: rollback.finishedAt,
    };
  }
}

/** Why the database from before cannot be swapped back: what a rollback would be refused with. */
export class RollbackBlockedResponse {
  @ApiProperty({ enum: Object.keys(ERROR_CODES), enumName: 'ErrorCode' })
  code: ErrorCode;
  detail: string;
  hint: string | null;
  /** Of ROLLBACK_SUPERSEDED: the newest restore of this source, which comes first. */
  newerRestoreId: string | null;

  static of({ rollbackBlock }: RestoreView): RollbackBlockedResponse | null {
    if (rollbackBlock === null) return null;
    const { error, newerRestoreId } = rollbackBlock;
    return { code: error.code, detail: error.message, hint: error.hint ?? null, newerRestoreId };
  }
}

/** One restore of a backup over a source's database. */
export class RestoreResponse {
  id: string;
  /** Counts the restores of the tenant. */
  number: number;
  backupId: string;
  sourceId: string;
  tenantId: string;
  @ApiProperty({ enum: RESTORE_STRATEGIES })
  strategy: StrategyName;
  @ApiProperty({ enum: RESTORE_STATUSES })
  status: RestoreStatus;
  @ApiProperty({ enum: RESTORE_PHASES })
  phase: RestorePhaseName;
  phases: RestorePhaseResponse[];
  progress: ProgressResponse | null;
  plan: Record<string, unknown>;
  safetyBackupId: string | null;
  rollbackUntil: Date | null;
  /** The name of the database that is kept until then; null when none is. */
  keptDatabase: string | null;
  /** How long clients waited for the swap (after a rollback: for that one). */
  downtimeMs: number | null;
  /** null: it was not rolled back. */
  rollback: RollbackResponse | null;
  /** null: it can be rolled back now. */
  rollbackBlocked: RollbackBlockedResponse | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
  requestedBy: string;
  /** Of a restore that needed it; rollbacks stand in `approvals`. */
  approvedBy: string | null;
  /** Of the restore and of its rollbacks, where the setting `approvalRequired` asked for them; the oldest first. */
  approvals: RestoreApprovalResponse[];
  options: RestoreOptionsResponse;
  error: ErrorResponse | null;
  warnings: FindingResponse[];

  static of(view: RestoreView): RestoreResponse {
    const { restore, phases, kept, approvals } = view;
    const { runMigrations, allowAhead, skipSafetyBackup, reason } = restore.options;
    const approved = approvals.find(({ act, status }) => act === 'restore' && status === 'approved');
    return Object.assign(new RestoreResponse(), {
      id: restore.id,
      number: restore.number,
      backupId: restore.backupId,
      sourceId: restore.sourceId,
      tenantId: restore.tenantId,
      strategy: restore.strategy,
      status: restore.status,
      phase: restore.phase,
      phases: phases.map(({ name, status, startedAt, finishedAt, detail }) => ({
        name,
        status,
        startedAt,
        finishedAt,
        detail,
      })),
      progress: restore.progress,
      plan: { id: restore.planId, backupId: restore.backupId, ...restore.plan },
      safetyBackupId: restore.safetyBackupId,
      rollbackUntil: restore.rollbackUntil,
      keptDatabase: kept?.droppedAt === null ? kept.name : null,
      downtimeMs: restore.downtimeMs,
      rollback: RollbackResponse.of(view),
      rollbackBlocked: RollbackBlockedResponse.of(view),
      createdAt: restore.createdAt,
      startedAt: restore.startedAt,
      finishedAt: restore.finishedAt,
      durationMs: restore.durationMs,
      requestedBy: restore.requestedBy,
      approvedBy: approved?.decidedBy ?? null,
      approvals: approvals.map((approval) => RestoreApprovalResponse.of(approval)),
      options: { runMigrations, allowAhead, skipSafetyBackup, reason },
      error: restore.error,
      warnings: restore.warnings,
    });
  }
}

export class QueuedRestoreResponse extends JobReference {
  restore: RestoreResponse;

  static of({ view, job }: { view: RestoreView; job: Job }): QueuedRestoreResponse {
    return { restore: RestoreResponse.of(view), jobId: job.id };
  }
}

/** As it was accepted: queued, or waiting for approval. */
export class AcceptedRestoreResponse {
  restore: RestoreResponse;
  /** null: `status` is `awaiting_approval`; there is a job once somebody else has approved it. */
  jobId: string | null;

  static of({ view, job }: { view: RestoreView; job: Job | null }): AcceptedRestoreResponse {
    return { restore: RestoreResponse.of(view), jobId: job?.id ?? null };
  }
}

export class TableComparisonResponse {
  table: string;
  backup: number;
  restored: number;
}

export class FingerprintComparisonResponse {
  /** How many tables had the fingerprint of the backup. */
  tables: number;
  /** Why none was compared. */
  skipped: string | null;
}

export class ForwardMigrationResponse {
  runner: string;
  pending: string[];
  seconds: number;
  notes: string[];
}

export class CarriedOverResponse {
  /** What had changed between the restore and the swap and was carried over again. */
  differences: string[];
}

export class SwapResponse {
  downtimeMs: number | null;
  endedSessions: number | null;
  attempts: number | null;
}

/** What a restore did, and how it was checked. */
export class RestoreReportResponse {
  restore: RestoreResponse;
  tables: TableComparisonResponse[];
  rowsCompared: number;
  /** What the rows are, besides how many; null where the backup has no fingerprints. */
  fingerprints: FingerprintComparisonResponse | null;
  migrations: ForwardMigrationResponse | null;
  properties: CarriedOverResponse;
  swap: SwapResponse;
  notes: string[];
}
