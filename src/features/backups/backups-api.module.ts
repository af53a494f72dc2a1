import { Module } from '@nestjs/common';
import { BackupComparisonController } from './backup-comparison.controller.js';
import { BackupCountsController } from './backup-counts.controller.js';
import { BackupStreamsController } from './backup-streams.controller.js';
import { BackupsController } from './backups.controller.js';
import { BackupsModule } from './backups.module.js';
import { BulkBackupsController } from './bulk-backups.controller.js';

@Module({
  imports: [BackupsModule],
  // Counts first: to the others `counts` would be an id.
  controllers: [
    BackupCountsController,
    BulkBackupsController,
    BackupsController,
    BackupComparisonController,
    BackupStreamsController,
  ],
})
export class BackupsApiModule {}
