import { Module } from '@nestjs/common';
import { DrillStreamsController } from './drill-streams.controller.js';
import { DrillsController } from './drills.controller.js';
import { DrillsModule } from './drills.module.js';

@Module({ imports: [DrillsModule], controllers: [DrillsController, DrillStreamsController] })
export class DrillsApiModule {}
