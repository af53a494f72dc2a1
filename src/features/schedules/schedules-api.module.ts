import { Module } from '@nestjs/common';
import { ScheduleCalendarController } from './schedule-calendar.controller.js';
import { ScheduleCalendar } from './schedule-calendar.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesModule } from './schedules.module.js';

@Module({
  imports: [SchedulesModule],
  controllers: [ScheduleCalendarController, SchedulesController], // first the one whose word would be an id to the other
  providers: [ScheduleCalendar],
})
export class SchedulesApiModule {}
