import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackupsModule } from '../backups/backups.module.js';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { ImportEngine } from './import-engine.js';
import { ImportJob } from './import-job.js';
import { ImportProof } from './import-proof.js';
import { ReceivedUpload } from './received-upload.entity.js';
import { ReceivedUploads } from './received-uploads.js';
import { UploadArchives } from './upload-archives.js';
import { UploadLayers } from './upload-layers.js';
import { UploadStore } from './upload-store.js';
import { UploadSweep } from './upload-sweep.js';

/** Making backups of uploaded dumps: what workers need. The route is in ImportsApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([ReceivedUpload]), BackupsModule, EncryptionKeysModule, StoragesModule],
  providers: [
    ImportEngine,
    ImportJob,
    ImportProof,
    ReceivedUploads,
    UploadArchives,
    UploadLayers,
    UploadStore,
    UploadSweep,
  ],
  exports: [ReceivedUploads, UploadStore],
})
export class ImportsModule {}
