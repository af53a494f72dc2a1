import { ApiProperty } from '@nestjs/swagger';
import type { RestorePlan } from './restore-plan.entity.js';
import type { RestorePlanContent } from './restore-plan.js';
import { RESTORE_STRATEGIES, type StrategyName } from './strategy-names.js';

export class FindingResponse {
  /** @example "SESSIONS_NOT_OURS" */
  code: string;
  message: string;
  hint: string;
}

export class AppVerdictResponse {
  framework: string;
  app: string;
  @ApiProperty({ enum: ['same', 'behind', 'ahead', 'diverged', 'unknown'] })
  verdict: string;
  /** What the backup has, in the order in which it was applied; of squashed migrations, those that they replace. */
  applied: string[];
  /** What the code has (where no code is named: the live database), in its order. */
  expected: string[];
  /** Known to the code, not in the backup; in the order in which they will run. */
  pending: string[];
  /** In the backup, not known to the code. */
  unknown: string[];
}

export class StrategyResponse {
  @ApiProperty({ enum: RESTORE_STRATEGIES })
  name: StrategyName;
  possible: boolean;
  reason: string;
}

export class RestoreTargetResponse {
  sourceId: string;
  database: string;
}

export class RowLossResponse {
  table: string;
  live: number;
  backup: number;
}

export class TableLossResponse {
  table: string;
  live: number;
}

export class LossesResponse {
  /** False when some tables were too large to be counted in time. */
  exact: boolean;
  /** Tables that both have, and whose row counts differ. */
  rows: RowLossResponse[];
  /** Tables that the live database has and the backup has not: they are lost whole. */
  tables: string[];
  /** The rows of `tables` as they are now, as exact as `rows`. Absent in plans that were made before it was counted. */
  tableRows?: TableLossResponse[];
}

export class SpaceResponse {
  @ApiProperty({ enum: ['server', 'store', 'spool'] })
  where: string;
  needed: number;
  /** null: it cannot be told from here. */
  free: number | null;
}

export class EstimateResponse {
  seconds: number;
  space: SpaceResponse[];
}

/** What a restore would do, worked out before anything is written. */
export class RestorePlanResponse {
  id: string;
  expiresAt: Date;
  backupId: string;
  @ApiProperty({ enum: RESTORE_STRATEGIES })
  strategy: StrategyName;
  /** Whether each of them is possible now, and how it works or what is in its way. */
  strategies: StrategyResponse[];
  target: RestoreTargetResponse;
  @ApiProperty({ enum: ['same', 'behind', 'ahead', 'diverged', 'unknown'] })
  verdict: string;
  migrations: AppVerdictResponse[];
  /** Who would run the pending migrations; null for nobody. */
  runner: string | null;
  losses: LossesResponse;
  warnings: FindingResponse[];
  /** Each of them stops the restore. */
  blockers: FindingResponse[];
  estimate: EstimateResponse;
  /** False for a new database: nothing is replaced. */
  safetyBackup: boolean;
  noOwner: boolean;
  /** Roles of the backup, and those that stand for them. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  ownerMap: Record<string, string>;
  /** In place: what stands in the live database and not in the backup, and is dropped. */
  drops: string[];

  static of(plan: RestorePlan): RestorePlanResponse {
    return RestorePlanResponse.from(plan.id, plan.expiresAt, plan.backupId, plan.content);
  }

  static from(id: string, expiresAt: Date, backupId: string, content: RestorePlanContent): RestorePlanResponse {
    return Object.assign(new RestorePlanResponse(), { id, expiresAt, backupId, ownerMap: {}, ...content });
  }
}
