import { Module } from '@nestjs/common';
import { BackupComparisonController } from './backup-comparison.controller.js';
import { BackupCountsController } from './backup-counts.controller.js';
import { BackupExportController } from './backup-export.controller.js';
import { BackupStreamsController } from './backup-streams.controller.js';
import { BackupsController } from './backups.controller.js';
import { BackupsModule } from './backups.module.js';
import { BulkBackupsController } from './bulk-backups.controller.js';
import { DownloadLinksController } from './download-links.controller.js';
import { RetriedBackups } from './retried-backups.js';
import { SourceEstimatesController } from './source-estimates.controller.js';

@Module({
  imports: [BackupsModule],
  // Those first whose word would be an id to the others.
  controllers: [
    BackupCountsController,
    BackupExportController,
    BulkBackupsController,
    BackupsController,
    BackupComparisonController,
    BackupStreamsController,
    DownloadLinksController,
    SourceEstimatesController,
  ],
  providers: [RetriedBackups],
})
export class BackupsApiModule {}
