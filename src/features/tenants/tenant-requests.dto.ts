import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsTime, MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { AUTO_BACKUPS, type AutoBackups, type Limits, PLAN_NAMES, type PlanName } from '../plans/plans.js';
import { type Standing, STANDINGS } from './standing.js';

/** Instead of the plan's; null is no limit, and what is absent is as the plan says. */
export class OwnLimitsRequest implements Partial<Limits> {
  /** So many at the same time. */
  @MayBeCleared()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  maxBackups?: number | null;

  /** So much in the store. */
  @MayBeCleared()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  storedBytes?: number | null;

  /** Kept for so long. */
  @MayBeCleared()
  @IsInt()
  @Min(1)
  @Max(36_500)
  retentionDays?: number | null;

  /** How often they may be made by themselves. */
  @MayBeAbsent()
  @IsIn(AUTO_BACKUPS)
  @ApiProperty({ enum: AUTO_BACKUPS, enumName: 'AutoBackups', required: false })
  autoBackups?: AutoBackups;

  /** Asked for by one person within a day (UTC). */
  @MayBeCleared()
  @IsInt()
  @Min(0)
  @Max(100_000)
  backupsPerUserPerDay?: number | null;
}

class TenantFields {
  /** Which limits it has. */
  @MayBeAbsent()
  @IsIn(PLAN_NAMES)
  @ApiProperty({ enum: PLAN_NAMES, enumName: 'PlanName', required: false })
  plan?: PlanName;

  /** In place of those of its plan, one by one; null is no limit. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => OwnLimitsRequest)
  ownLimits?: OwnLimitsRequest;

  /** From then on no new backups; restores and downloads go on. null: never. @example 2027-01-31T00:00:00Z */
  @MayBeCleared()
  @IsTime()
  licenseExpiresAt?: string | null;
}

export class CreateTenantRequest extends TenantFields {
  /** Letters, digits and dashes; never changes. @example acme */
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    message: 'slug must be up to 63 small letters, digits and dashes, and not begin with a dash',
  })
  slug: string;

  /** What people call it. @example Acme Ltd. */
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name: string;
}

/** What is absent stays; `ownLimits` is replaced as a whole. */
export class UpdateTenantRequest extends TenantFields {
  /** What people call it. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  /** true: no new backups from now on; restores and downloads go on. */
  @MayBeAbsent()
  @IsBoolean()
  suspended?: boolean;

  /** Shown to its people. null: none any more. */
  @MayBeCleared()
  @IsString()
  @Length(1, 1_000)
  @Matches(STORABLE)
  suspendedReason?: string | null;
}

export class ListTenantsQuery extends ListQuery {
  /** Part of the slug or the name. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  q?: string;

  /** Of this plan alone. */
  @MayBeAbsent()
  @IsIn(PLAN_NAMES)
  @ApiProperty({ enum: PLAN_NAMES, enumName: 'PlanName', required: false })
  plan?: PlanName;

  /** Only those in this one. */
  @MayBeAbsent()
  @IsIn(STANDINGS)
  @ApiProperty({ enum: STANDINGS, enumName: 'TenantStatus', required: false })
  status?: Standing;
}
