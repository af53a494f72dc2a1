import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SchedulesModule } from '../schedules/schedules.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { BackupHealth } from './backup-health.js';
import { LateWatch } from './late-watch.js';
import { RoomWatch } from './room-watch.js';
import { SourceVerdicts } from './source-verdicts.js';
import { StoreLevel } from './store-level.entity.js';

/** How well sources are protected, and telling of it when they are not: every process looks. */
@Module({
  imports: [TypeOrmModule.forFeature([StoreLevel]), SchedulesModule, StoragesModule],
  providers: [BackupHealth, LateWatch, RoomWatch, SourceVerdicts],
  exports: [BackupHealth, LateWatch, SourceVerdicts],
})
export class SourceHealthModule {}
