import { Module } from '@nestjs/common';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { AuditEventsController } from './audit-events.controller.js';
import { AuditTrail } from './audit-trail.service.js';
import { AuditVerification } from './audit-verification.js';
import { HistoryController } from './history.controller.js';
import { History } from './history.service.js';

@Module({
  imports: [EncryptionKeysModule, StoragesModule],
  controllers: [AuditEventsController, HistoryController],
  providers: [AuditTrail, AuditVerification, History],
})
export class AuditTrailModule {}
