import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { ArtifactCheck } from './artifact-check.js';
import { ArtifactStreams } from './artifact-streams.js';
import { Artifact } from './artifact.entity.js';
import { BackupActivity } from './backup-activity.js';
import { BackupDownload } from './backup-download.js';
import { BackupEngine } from './backup-engine.js';
import { BackupJob } from './backup-job.js';
import { BackupUses } from './backup-uses.js';
import { Backup } from './backup.entity.js';
import { BackupsService } from './backups.service.js';
import { DeletionSweep } from './deletion-sweep.js';
import { DumpStep } from './dump-step.js';
import { ManifestStore } from './manifest-store.js';
import { StoredObjects } from './stored-objects.js';
import { VerifyJob } from './verify-job.js';

/** Making, keeping, checking and deleting backups: what workers need. The routes are in BackupsApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([Backup, Artifact]), EncryptionKeysModule, SourcesModule, StoragesModule],
  providers: [
    ArtifactCheck,
    ArtifactStreams,
    BackupActivity,
    BackupDownload,
    BackupEngine,
    BackupJob,
    BackupsService,
    BackupUses,
    DeletionSweep,
    DumpStep,
    ManifestStore,
    StoredObjects,
    VerifyJob,
  ],
  exports: [
    ArtifactCheck,
    ArtifactStreams,
    BackupActivity,
    BackupDownload,
    BackupEngine,
    BackupsService,
    BackupUses,
    ManifestStore,
    StoredObjects,
  ],
})
export class BackupsModule {}
