import { Module } from '@nestjs/common';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesModule } from './schedules.module.js';

@Module({ imports: [SchedulesModule], controllers: [SchedulesController] })
export class SchedulesApiModule {}
