import { Module } from '@nestjs/common';
import { BackupCountsController } from './backup-counts.controller.js';
import { BackupStreamsController } from './backup-streams.controller.js';
import { BackupsController } from './backups.controller.js';
import { BackupsModule } from './backups.module.js';

@Module({
  imports: [BackupsModule],
  // Counts first: to the others `counts` would be an id.
  controllers: [BackupCountsController, BackupsController, BackupStreamsController],
})
export class BackupsApiModule {}
