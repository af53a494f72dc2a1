import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackupsModule } from '../backups/backups.module.js';
import { RestoresModule } from '../restores/restores.module.js';
import { SchedulesModule } from '../schedules/schedules.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { DrillAcceptance } from './drill-acceptance.js';
import { DrillActivity } from './drill-activity.js';
import { DrillJob } from './drill-job.js';
import { DrillRehearsal } from './drill-rehearsal.js';
import { Drill } from './drill.entity.js';
import { DrillsService } from './drills.service.js';
import { MigrationReplay } from './migration-replay.js';
import { ScheduledDrills } from './scheduled-drills.js';

/** Rehearsing restores: what workers need. The routes are in DrillsApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([Drill]), BackupsModule, RestoresModule, SchedulesModule, SourcesModule],
  providers: [
    DrillAcceptance,
    DrillActivity,
    DrillJob,
    DrillRehearsal,
    DrillsService,
    MigrationReplay,
    ScheduledDrills,
  ],
  exports: [DrillAcceptance, DrillActivity, DrillsService],
})
export class DrillsModule {}
