import { Module } from '@nestjs/common';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { QuotasModule } from '../plans/quotas.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { ImportsController } from './imports.controller.js';
import { ImportsModule } from './imports.module.js';
import { ImportsService } from './imports.service.js';
import { UploadReception } from './upload-reception.js';

@Module({
  imports: [ImportsModule, EncryptionKeysModule, QuotasModule, StoragesModule],
  controllers: [ImportsController],
  providers: [ImportsService, UploadReception],
})
export class ImportsApiModule {}
