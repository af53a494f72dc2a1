import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';

export const COUNTED_BY = ['day', 'status', 'source'] as const;
export type CountedBy = (typeof COUNTED_BY)[number];

export class CountQuery {
  /** `day`: the day (UTC) on which it was asked for. */
  @MayBeAbsent()
  @IsIn(COUNTED_BY)
  by: CountedBy = 'day';
}

export class RecordCountDto {
  @ApiProperty({ description: 'A day, a status, or the id of a source.', example: '2026-11-20' })
  key: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of a source: its name.' })
  name: string | null;

  /** @example 4 */
  count: number;
}

export class RecordCountsDto {
  @ApiProperty({ enum: COUNTED_BY })
  by: CountedBy;

  /** Of all items. */
  total: number;

  /** Days from the oldest to the newest, those of which there is none left out; sources by their names. */
  items: RecordCountDto[];
}
