import { IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import type { KeepCounts, SourceRetention } from './retention-rules.js';

const MAX_COUNT = 100_000;
const MAX_DAYS = 36_500;

export class KeepCountsRequest implements Partial<KeepCounts> {
  /** Of so many days. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(3_660)
  daily?: number;

  /** Of so many weeks. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(5_300)
  weekly?: number;

  /** Of so many months. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(1_200)
  monthly?: number;

  /** Of so many years. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(100)
  yearly?: number;
}

/** What of a source's backups stays. 0 is no limit. See docs/retention.md. */
export class RetentionRulesRequest implements SourceRetention {
  /** So many of the newest completed backups stay; those that restores made are counted apart. 0: no limit. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(MAX_COUNT)
  maxBackups?: number;

  /** Backups that are older go. 0: no limit. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(MAX_DAYS)
  retentionDays?: number;

  /** So many of the newest manual backups stay, counted apart from the others. 0: they are counted with the others. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(MAX_COUNT)
  maxManual?: number;

  /** Beside those that the limits keep: the newest backup of each of the last so many days, weeks, months, years. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => KeepCountsRequest)
  keep?: KeepCountsRequest;

  /** Stored bytes that one source's backups may take; the oldest go first. 0: no limit. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  quotaBytes?: number;
}

export class KeepCountsResponse implements KeepCounts {
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
}
