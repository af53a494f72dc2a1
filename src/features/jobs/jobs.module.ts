import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NumberSequence } from '../../database/number-sequence.entity.js';
import { JobExecutor } from './job-executor.js';
import { JobHandlers } from './job-handlers.js';
import { JobPruning } from './job-pruning.js';
import { JobRetries } from './job-retries.js';
import { JobSweep } from './job-sweep.js';
import { Job } from './job.entity.js';
import { JobWorker } from './job-worker.js';
import { JobsService } from './jobs.service.js';
import { SourceLock } from './source-lock.entity.js';
import { WorkerRegistry } from './worker-registry.js';
import { WorkerRecord } from './worker.entity.js';

/** Global, since every feature with long work accepts jobs. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Job, SourceLock, WorkerRecord, NumberSequence])],
  providers: [JobsService, JobHandlers, JobRetries, JobExecutor, JobSweep, JobPruning, WorkerRegistry, JobWorker],
  exports: [JobsService, JobHandlers, JobRetries, WorkerRegistry],
})
export class JobsModule {}
