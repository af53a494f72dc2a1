import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { QuotasModule } from '../plans/quotas.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { ArchiveRestore } from './archive-restore.js';
import { ArchiveRows } from './archive-rows.js';
import { ArtifactPackings } from './artifact-packings.js';
import { ArtifactCheck } from './artifact-check.js';
import { ArtifactStreams } from './artifact-streams.js';
import { Artifact } from './artifact.entity.js';
import { BackupAcceptance } from './backup-acceptance.js';
import { BackupActivity } from './backup-activity.js';
import { BackupComparisons } from './backup-comparison.js';
import { BackupCompletions } from './backup-completions.js';
import { BackupCounts } from './backup-counts.js';
import { BackupDownload } from './backup-download.js';
import { BackupEngine } from './backup-engine.js';
import { BackupExport } from './backup-export.js';
import { BackupJob } from './backup-job.js';
import { BackupUses } from './backup-uses.js';
import { DeletionReviews } from './deletion-reviews.js';
import { Backup } from './backup.entity.js';
import { BackupTally } from './backup-tally.entity.js';
import { BackupsService } from './backups.service.js';
import { BulkBackups } from './bulk-backups.js';
import { DeletionSweep } from './deletion-sweep.js';
import { DownloadLink } from './download-link.entity.js';
import { DownloadLinks } from './download-links.js';
import { DumpStep } from './dump-step.js';
import { FirstBackups } from './first-backups.js';
import { ManifestStore } from './manifest-store.js';
import { PlainArchive } from './plain-archive.js';
import { RestoreRehearsal } from './restore-rehearsal.js';
import { ScratchDatabase } from './scratch-database.entity.js';
import { ScratchDatabases } from './scratch-databases.js';
import { ScratchSweep } from './scratch-sweep.js';
import { SourceEstimates } from './source-estimates.js';
import { StoredObjects } from './stored-objects.js';
import { TallyCompaction } from './tally-compaction.js';
import { VerifyJob } from './verify-job.js';

/** Making, keeping, checking and deleting backups: what workers need. The routes are in BackupsApiModule. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Backup, BackupTally, Artifact, DownloadLink, ScratchDatabase]),
    EncryptionKeysModule,
    QuotasModule,
    SourcesModule,
    StoragesModule,
  ],
  providers: [
    ArchiveRestore,
    ArchiveRows,
    ArtifactCheck,
    ArtifactPackings,
    ArtifactStreams,
    BackupAcceptance,
    BackupActivity,
    BackupComparisons,
    BackupCompletions,
    BackupCounts,
    BackupDownload,
    BackupEngine,
    BackupExport,
    BackupJob,
    BackupsService,
    BackupUses,
    BulkBackups,
    DeletionReviews,
    DeletionSweep,
    DownloadLinks,
    DumpStep,
    FirstBackups,
    ManifestStore,
    PlainArchive,
    RestoreRehearsal,
    ScratchDatabases,
    ScratchSweep,
    SourceEstimates,
    StoredObjects,
    TallyCompaction,
    VerifyJob,
  ],
  exports: [
    ArchiveRestore,
    ArtifactCheck,
    ArtifactPackings,
    ArtifactStreams,
    BackupAcceptance,
    BackupActivity,
    BackupComparisons,
    BackupCompletions,
    BackupCounts,
    BackupDownload,
    BackupEngine,
    BackupExport,
    BackupsService,
    BackupUses,
    BulkBackups,
    DeletionReviews,
    DownloadLinks,
    FirstBackups,
    ManifestStore,
    RestoreRehearsal,
    SourceEstimates,
    StoredObjects,
  ],
})
export class BackupsModule {}
