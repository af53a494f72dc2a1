import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RefusalLog } from '../../common/http/refusal-log.js';
import { Audit } from './audit.js';
import { AuditEvent } from './audit-event.entity.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEvent])],
  providers: [Audit, { provide: RefusalLog, useExisting: Audit }],
  exports: [Audit, RefusalLog],
})
export class AuditModule {}
