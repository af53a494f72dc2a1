import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { CalendarQuery, CalendarResponse } from './schedule-calendar.dto.js';
import { ScheduleCalendar } from './schedule-calendar.js';

@ApiTags('schedules')
@Controller('schedules/calendar')
export class ScheduleCalendarController {
  constructor(private readonly calendar: ScheduleCalendar) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'What ran by itself, and what will run',
    description:
      'Of all schedules, the nightly one of the settings among them, or of those of one source. Runs that somebody asked ' +
      'for (`cause: request`) are in it, too.',
  })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async read(@CurrentCaller() caller: Caller, @Query() query: CalendarQuery): Promise<CalendarResponse> {
    return CalendarResponse.of(await this.calendar.read(caller, query));
  }
}
