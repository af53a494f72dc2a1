import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Activity } from './activity.js';
import { ActivityReader } from './activity-reader.js';
import { ActivityStreams } from './activity-streams.js';
import { ActivityWriter } from './activity-writer.js';
import { LogRecord } from './log-record.entity.js';
import { LogSequence } from './log-sequence.entity.js';
import { StreamSlots } from './stream-slots.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([LogRecord, LogSequence])],
  providers: [Activity, ActivityReader, ActivityStreams, ActivityWriter, StreamSlots],
  exports: [Activity, StreamSlots],
})
export class ActivityModule {}
