import { ApiProperty } from '@nestjs/swagger';
import { LimitsResponse } from '../plans/limits.dto.js';
import { AUTO_BACKUPS, type AutoBackups, type Limits, limitsOf, PLAN_NAMES, type PlanName } from '../plans/plans.js';
import { type Standing, standingOf, STANDINGS } from './standing.js';
import type { TenantUse } from './tenant-use.js';
import type { Tenant } from './tenant.entity.js';

/** Those that are not as the plan says. */
export class OwnLimitsResponse implements Partial<Limits> {
  maxBackups?: number | null;
  storedBytes?: number | null;
  retentionDays?: number | null;
  @ApiProperty({ enum: AUTO_BACKUPS, enumName: 'AutoBackups', required: false })
  autoBackups?: AutoBackups;
  backupsPerUserPerDay?: number | null;
}

/** What it has now of what is limited. */
export class TenantUseResponse implements TenantUse {
  /** Completed, damaged, and being made; without those that restores made for safety. */
  backups: number;
  storedBytes: number;
  /** What restores made for safety; no plan counts it. */
  safetyBackups: number;
  safetyBytes: number;
}

export class TenantResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;
  slug: string;
  name: string;
  @ApiProperty({ enum: PLAN_NAMES, enumName: 'PlanName' })
  plan: PlanName;
  /** What holds: those of the plan, but for the own ones. */
  limits: LimitsResponse;
  ownLimits: OwnLimitsResponse;
  /** `suspended`, `expired`: no new backups; what there is can be downloaded and restored. */
  @ApiProperty({ enum: STANDINGS, enumName: 'TenantStatus' })
  status: Standing;
  suspendedAt: Date | null;
  suspendedReason: string | null;
  licenseExpiresAt: Date | null;
  createdAt: Date;

  static of({ tenant, now }: { tenant: Tenant; now: Date }): TenantResponse {
    const { id, slug, name, plan, ownLimits, suspendedAt, suspendedReason, licenseExpiresAt, createdAt } = tenant;
    return Object.assign(new TenantResponse(), {
      ...{ id, slug, name, plan, limits: limitsOf(plan, ownLimits), ownLimits, status: standingOf(tenant, now) },
      ...{ suspendedAt, suspendedReason, licenseExpiresAt, createdAt },
    });
  }
}

export class TenantDetailsResponse extends TenantResponse {
  use: TenantUseResponse;

  static ofDetails(details: { tenant: Tenant; now: Date; use: TenantUse }): TenantDetailsResponse {
    return Object.assign(new TenantDetailsResponse(), TenantResponse.of(details), { use: details.use });
  }
}
