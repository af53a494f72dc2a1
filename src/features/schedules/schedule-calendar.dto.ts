import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { IsTime, MayBeAbsent } from '../../common/http/field-rules.js';
import type { Calendar, CalendarRun } from './schedule-calendar.js';
import { ScheduleResponse, ScheduleRunResponse } from './schedule-response.dto.js';

export class CalendarQuery {
  /** Default: seven days ago. */
  @MayBeAbsent()
  @IsTime()
  from?: string;

  /** At most 92 days after `from`. Default: in seven days. */
  @MayBeAbsent()
  @IsTime()
  to?: string;

  /** Only the schedules of this source. */
  @MayBeAbsent()
  @IsUUID('loose')
  sourceId?: string;
}

/** A run that was due within the range; it may still wait, or be running. */
export class CalendarRunResponse extends ScheduleRunResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'completed',
    description:
      'Of its backup or drill as it is now, such as `corrupted`; null where there is none, or none any more.',
  })
  subjectStatus: string | null;
}

export class ComingRunResponse {
  @ApiProperty({ format: 'uuid' })
  scheduleId: string;

  /** When it may begin, as far as its window goes. */
  at: Date;
}

export class CalendarResponse {
  from: Date;
  to: Date;

  /** Whose runs these are, the paused ones too. */
  schedules: ScheduleResponse[];

  /** What was due in this range until now, the newest first. */
  runs: CalendarRunResponse[];

  /** What is to come in it, the soonest first. */
  coming: ComingRunResponse[];

  /** There is more: of schedules beyond 500, of runs and of what is to come beyond 1,000. Ask for less. */
  cut: boolean;

  static of({ from, to, schedules, runs, coming, isCut }: Calendar): CalendarResponse {
    return Object.assign(new CalendarResponse(), {
      from,
      to,
      schedules: schedules.map((schedule) => ScheduleResponse.of(schedule)),
      runs: runs.map(calendarRun),
      coming,
      cut: isCut,
    });
  }
}

function calendarRun(run: CalendarRun): CalendarRunResponse {
  return Object.assign(ScheduleRunResponse.of(run), { subjectStatus: run.subjectStatus });
}
