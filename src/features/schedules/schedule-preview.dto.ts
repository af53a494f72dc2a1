import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import { CreateScheduleRequest } from './schedule-requests.dto.js';
import type { ClockChange } from './clock-changes.js';
import { SCHEDULE_ACTIONS, type ScheduleAction } from './schedule.entity.js';

/** What of a schedule decides when it runs. */
export class PreviewScheduleRequest extends PickType(CreateScheduleRequest, [
  'cron',
  'every',
  'timeZone',
  'window',
  'enabled',
] as const) {
  /** Of a new schedule: the source whose tenant's plan is asked; absent: that of the caller's tenant. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;

  /** Of a new schedule; default `backup`. */
  @MayBeAbsent()
  @IsIn(SCHEDULE_ACTIONS)
  action?: ScheduleAction;

  /** The schedule that would be changed: of it stays what is absent here. Instead of `sourceId`. */
  @MayBeAbsent()
  @IsUUID('loose')
  scheduleId?: string;
}

export class ClockChangeResponse implements ClockChange {
  @ApiProperty({
    enum: ['skipped', 'repeated'],
    description: 'Whether the clocks of its zone do not show this time, or show it twice.',
  })
  kind: ClockChange['kind'];

  /** As it stands on the wall. @example "2027-03-28T02:30" */
  localTime: string;

  /** When it is due all the same: as soon as the clocks go on, or the first time; null: not at all. */
  at: Date | null;
}

/** When a schedule would run. */
export class SchedulePreviewResponse {
  /** When the next five may begin; as if it were not paused. */
  nextRuns: Date[];

  /** Times of the next year that fall on a change of the clocks. */
  clockChanges: ClockChangeResponse[];
}
