import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ScheduleRun } from './schedule-run.entity.js';
import { Schedule } from './schedule.entity.js';
import { Timetable } from './timetable.js';

/** What happens by itself: what workers need. The routes are in SchedulesApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([Schedule, ScheduleRun])],
  providers: [Timetable],
  exports: [Timetable],
})
export class SchedulesModule {}
