import { IntersectionType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsObject, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { CreatedBetween } from '../../common/http/created-between.dto.js';
import { MayBeAbsent, ONE_LINE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { DRILL_STATUSES, type DrillStatus } from './drill-states.js';

export class DrillTargetRequest {
  /** The source, of the same tenant, on whose server the scratch database is made. Its own database is not touched. */
  @IsUUID('loose')
  sourceId: string;
}

export class CreateDrillRequest {
  /** Whose backup is tried out. */
  @IsUUID('loose')
  sourceId: string;

  /** A completed backup of this source; absent, the newest. */
  @MayBeAbsent()
  @IsUUID('loose')
  backupId?: string;

  /** Where it is restored; absent, on the source's own server. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => DrillTargetRequest)
  target?: DrillTargetRequest;
}

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class ListDrillsQuery extends IntersectionType(ListQuery, CreatedBetween) {
  /** Of this source alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** Of this backup alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  backupId?: string;

  /** Only those in one of these. */
  @MayBeAbsent()
  @Transform(asList)
  @IsIn(DRILL_STATUSES, { each: true })
  status?: DrillStatus[];

  /** The number (`12`, `#12`), or part of who asked for it. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'q must be one line' })
  q?: string;
}
