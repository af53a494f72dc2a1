import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RefusalLog } from '../../common/http/refusal-log.js';
import { Audit } from './audit.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditLink } from './audit-link.entity.js';
import { Refusals } from './refusals.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEvent, AuditLink])],
  providers: [Audit, Refusals, { provide: RefusalLog, useExisting: Refusals }],
  exports: [Audit, Refusals, RefusalLog],
})
export class AuditModule {}
