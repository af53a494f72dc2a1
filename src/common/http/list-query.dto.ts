import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from './field-rules.js';

/** What every list takes. A feature's own filters extend it. */
export class ListQuery {
  /** Counted from 1. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page = 1;

  /** Records per page. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 20;

  /** The name to sort by; each list says which ones it knows. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(50)
  sort?: string;

  /** Ties are broken by id. */
  @MayBeAbsent()
  @IsIn(['asc', 'desc'])
  order?: 'asc' | 'desc';

  /** Only these records: ids, separated by commas or given several times. */
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsUUID('loose', { each: true })
  ids?: string[];
}
