import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Activity } from './activity.js';
import { ActivityReader } from './activity-reader.js';
import { ActivityStreams } from './activity-streams.js';
import { ActivityWriter } from './activity-writer.js';
import { LogRecord } from './log-record.entity.js';
import { LogSequence } from './log-sequence.entity.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([LogRecord, LogSequence])],
  providers: [Activity, ActivityReader, ActivityStreams, ActivityWriter],
  exports: [Activity],
})
export class ActivityModule {}
