import { Transform, Type } from 'class-transformer';
import { IsIn, IsObject, IsUUID, ValidateNested } from 'class-validator';
import { IsTime, MayBeAbsent } from '../../common/http/field-rules.js';
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

export class ListDrillsQuery extends ListQuery {
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

  /** Asked for at or after this time. */
  @MayBeAbsent()
  @IsTime()
  from?: string;

  /** Asked for before this time. */
  @MayBeAbsent()
  @IsTime()
  to?: string;
}
