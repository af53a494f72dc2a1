import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import type { Outcomes } from './tally-days.js';

export class TrendsQuery {
  /** How many days, with the present one. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  days = 30;
}

const rate = { type: Number, nullable: true, example: 99.2 } as const;
const RATE = 'Percent of completed among completed and failed, to a tenth, rounded down; null where nothing ended.';

/** How backups ended. */
export class OutcomesDto implements Outcomes {
  completed: number;
  failed: number;
  canceled: number;

  @ApiProperty({ ...rate, description: RATE })
  successRate: number | null;
}

export class SourceStatisticsDto {
  id: string;
  /** @example "shop" */
  name: string;
  /** In the records now, whatever their status. */
  backups: number;
  storedBytes: number;
  /** The end of its newest completed backup. */
  lastBackupAt: Date | null;
  last30Days: OutcomesDto;
}

export class StorageStatisticsDto {
  /** Of these backups, in all stores. */
  storedBytes: number;
  /** Before compression. */
  rawBytes: number;

  @ApiProperty({ type: Number, nullable: true, example: 4.7, description: '`rawBytes` for each stored byte.' })
  compressionRatio: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 62.5,
    description: 'Of the store that new backups go to; null where it cannot tell.',
  })
  freePercent: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes, of the same store.' })
  freeBytes: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What these backups grew by a day, over the last 30 days at most; negative where more went than came.',
  })
  growthBytesPerDay: number | null;

  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'When the store is full if everything in it, of all tenants, grows on; null: not within ten years.',
  })
  fullAt: Date | null;
}

export class OverviewDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { completed: 57, failed: 1 } })
  backupsByStatus: Record<string, number>;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { scheduled: 50, manual: 8 } })
  backupsByOrigin: Record<string, number>;

  totalBackups: number;
  last24Hours: OutcomesDto;
  last30Days: OutcomesDto;
  storage: StorageStatisticsDto;
  totalSources: number;

  /** Those that take the most room, 200 at most. */
  sources: SourceStatisticsDto[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { completed: 3 },
    description: 'Restores that were asked for in the last 30 days, by their status now.',
  })
  restoresOfLast30Days: Record<string, number>;
}

export class TrendDayDto extends OutcomesDto {
  /** In UTC. @example "2026-11-20" */
  day: string;
  /** What that day's completed backups brought. */
  storedBytes: number;
  rawBytes: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Mean of the completed ones.' })
  averageDurationMs: number | null;

  /** What lay in the stores at the end of the day. */
  keptBytes: number;
}

export class DurationsDto {
  @ApiProperty({ type: Number, nullable: true })
  p50Ms: number | null;

  @ApiProperty({ type: Number, nullable: true })
  p95Ms: number | null;

  /** Of so many completed backups: the newest of these days, 2,000 at most. */
  backups: number;
}

export class TrendsDto {
  /** Every day, from the oldest to the present one. */
  days: TrendDayDto[];
  total: OutcomesDto;
  durations: DurationsDto;

  @ApiProperty({ type: Number, nullable: true, description: 'What these backups grew by a day, over these days.' })
  growthBytesPerDay: number | null;

  @ApiProperty({ type: Date, nullable: true, description: 'As in the overview, from the growth over these days.' })
  fullAt: Date | null;
}
