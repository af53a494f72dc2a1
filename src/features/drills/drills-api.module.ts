import { Module } from '@nestjs/common';
import { DrillStreamsController } from './drill-streams.controller.js';
import { DrillsController } from './drills.controller.js';
import { DrillsModule } from './drills.module.js';
import { RetriedDrills } from './retried-drills.js';

@Module({
  imports: [DrillsModule],
  controllers: [DrillsController, DrillStreamsController],
  providers: [RetriedDrills],
})
export class DrillsApiModule {}
