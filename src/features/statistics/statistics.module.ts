import { Module } from '@nestjs/common';
import { StoragesModule } from '../storages/storages.module.js';
import { Overview } from './overview.js';
import { StatisticsController } from './statistics.controller.js';
import { Trends } from './trends.js';

@Module({ imports: [StoragesModule], controllers: [StatisticsController], providers: [Overview, Trends] })
export class StatisticsModule {}
