import { Module } from '@nestjs/common';
import { ScheduleCalendarController } from './schedule-calendar.controller.js';
import { ScheduleCalendar } from './schedule-calendar.js';
import { SchedulePreviewController } from './schedule-preview.controller.js';
import { SchedulePreview } from './schedule-preview.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesModule } from './schedules.module.js';

@Module({
  imports: [SchedulesModule],
  // First those whose word would be an id to the last.
  controllers: [ScheduleCalendarController, SchedulePreviewController, SchedulesController],
  providers: [ScheduleCalendar, SchedulePreview],
})
export class SchedulesApiModule {}
