import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackupsModule } from '../backups/backups.module.js';
import { DueRuns } from './due-runs.js';
import { NightlySchedules } from './nightly-schedules.js';
import { RunBeginner } from './run-beginner.js';
import { RunPruning } from './run-pruning.js';
import { ScheduleLoop } from './schedule-loop.js';
import { ScheduleRun } from './schedule-run.entity.js';
import { Schedule } from './schedule.entity.js';
import { ScheduledActions } from './scheduled-actions.js';
import { ScheduledBackups } from './scheduled-backups.js';
import { SchedulesService } from './schedules.service.js';
import { Timetable } from './timetable.js';

/** What happens by itself: what workers need. The routes are in SchedulesApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([Schedule, ScheduleRun]), BackupsModule],
  providers: [
    DueRuns,
    NightlySchedules,
    RunBeginner,
    RunPruning,
    ScheduledActions,
    ScheduledBackups,
    ScheduleLoop,
    SchedulesService,
    Timetable,
  ],
  exports: [ScheduledActions, SchedulesService, Timetable],
})
export class SchedulesModule {}
