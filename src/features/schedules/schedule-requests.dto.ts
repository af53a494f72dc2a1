import { ApiProperty, IntersectionType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { IsTimeZone, MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { BackupOptionsRequest } from '../backups/backup-requests.dto.js';
import { SCHEDULE_ACTIONS, type ScheduleAction } from './schedule.entity.js';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The hours in which runs may begin: from `from` until before `to`, over midnight where `to` is the earlier. */
export class RunWindowRequest {
  /** When it opens. @example "22:00" */
  @IsString()
  @Matches(TIME_OF_DAY, { message: 'from must be a time of day, such as 22:00' })
  from: string;

  /** When it closes; before `from`, on the next day. @example "05:00" */
  @IsString()
  @Matches(TIME_OF_DAY, { message: 'to must be a time of day, such as 05:00' })
  to: string;

  /** Default: that of the schedule. */
  @MayBeAbsent()
  @IsTimeZone()
  timeZone?: string;
}

/** Where a drill restores. */
export class ScheduleTargetRequest {
  /** The source, of the same tenant, on whose server the scratch database is made. */
  @IsUUID('loose')
  sourceId: string;
}

/** When, under which name, and, for drills, where. */
class ScheduleFieldsRequest {
  /** What people call it; it stands in `createdBy` of what it makes. Default: its timing. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  /**
   * Five fields: minute, hour, day of the month, month, day of the week. Either this or `every`.
   * @example "0 3 * * *"
   */
  @MayBeAbsent()
  @IsString()
  @Length(1, 500)
  @Matches(STORABLE)
  cron?: string;

  /**
   * Minutes, hours or days, counted from when the schedule is made, resumed or changed. Either this or `cron`.
   * @example "6h"
   */
  @MayBeAbsent()
  @IsString()
  @Length(1, 20)
  @Matches(STORABLE)
  every?: string;

  /** In which `cron` is meant; through changes of its clocks too. Default UTC. */
  @MayBeAbsent()
  @IsTimeZone()
  timeZone?: string;

  /** Default true; false: paused. */
  @MayBeAbsent()
  @IsBoolean()
  enabled?: boolean;

  /** Also runs when it is made, and whenever it is resumed. Default false. */
  @MayBeAbsent()
  @IsBoolean()
  runAtStart?: boolean;

  /** null: at any time. */
  @MayBeCleared()
  @IsObject()
  @ValidateNested()
  @Type(() => RunWindowRequest)
  @ApiProperty({ type: RunWindowRequest, required: false, nullable: true })
  window?: RunWindowRequest | null;

  /** Of a drill; null or absent: on the source's own server. */
  @MayBeCleared()
  @IsObject()
  @ValidateNested()
  @Type(() => ScheduleTargetRequest)
  @ApiProperty({ type: ScheduleTargetRequest, required: false, nullable: true })
  target?: ScheduleTargetRequest | null;
}

export class CreateScheduleRequest extends IntersectionType(ScheduleFieldsRequest, BackupOptionsRequest) {
  /** What is backed up, or tried out. */
  @IsUUID('loose')
  sourceId: string;

  /** Default `backup`. A `drill` takes none of the fields that say how a backup is made. */
  @MayBeAbsent()
  @IsIn(SCHEDULE_ACTIONS)
  action?: ScheduleAction;
}

/**
 * What is absent stays, and what says how a backup is made is taken away by null. Another timing counts from now on: what was
 * due before is not caught up.
 */
export class UpdateScheduleRequest extends IntersectionType(ScheduleFieldsRequest, PartialType(BackupOptionsRequest)) {}

export class ListSchedulesQuery extends ListQuery {
  /** Of this source alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** Of this action alone. */
  @MayBeAbsent()
  @IsIn(SCHEDULE_ACTIONS)
  action?: ScheduleAction;

  /** true: those that run; false: those that are paused. */
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  enabled?: boolean;

  /** Part of the name. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  q?: string;
}
