import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { SourceConnections } from './source-connections.js';
import { SourceProbe } from './source-probe.js';
import { Source } from './source.entity.js';
import { SourcesService } from './sources.service.js';

/** What is protected, and the way to it. The routes are in SourcesApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([Source]), EncryptionKeysModule],
  providers: [SourceConnections, SourceProbe, SourcesService],
  exports: [SourceConnections, SourceProbe, SourcesService],
})
export class SourcesModule {}
