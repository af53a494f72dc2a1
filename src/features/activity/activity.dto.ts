import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import { type ActivityLevel, LOG_LEVELS } from './log-record.entity.js';

const MAX_INT = 2_147_483_647;

export class LogQuery {
  /** Only records numbered above this. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_INT)
  after = 0;

  /** Only this level and those above it. */
  @MayBeAbsent()
  @IsIn(LOG_LEVELS)
  level?: ActivityLevel;

  /** Records in one answer. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit = 200;
}

export class LogRecordDto {
  /** 1, 2, 3… without a gap. */
  @ApiProperty({ type: 'integer', example: 17 })
  seq: number;

  at: Date;

  @ApiProperty({ enum: LOG_LEVELS, enumName: 'LogLevel' })
  level: ActivityLevel;

  @ApiProperty({ type: String, nullable: true, example: 'dump' })
  phase: string | null;

  /** @example pg_dump 15.18 writes the archive. */
  message: string;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  data: object | null;
}

export class LogPageDto {
  items: LogRecordDto[];
}
