import { BullModule } from '@nestjs/bull';
import { type DynamicModule, type InjectionToken, Module } from '@nestjs/common';
import { JobQueues } from './job-queues.js';
import { QUEUE_NAMES } from './queue-names.js';
import { parseRedisUrl, REDIS_URL } from './redis-connection.js';
import { RedisWakes } from './redis-wakes.js';

export interface QueueModuleOptions<Source> {
  inject: InjectionToken<Source>;
  redisUrl: (source: Source) => string;
}

/** Bull's queues and the wake-ups through Redis. Platform reads no configuration: the application says where Redis is. */
@Module({})
export class QueueModule {
  static register<Source>({ inject, redisUrl }: QueueModuleOptions<Source>): DynamicModule {
    const url = { provide: REDIS_URL, inject: [inject], useFactory: (source: Source) => redisUrl(source) };
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({
          inject: [inject],
          useFactory: (source: Source) => ({
            redis: parseRedisUrl(redisUrl(source)),
            prefix: 'backstitch',
            /**
             * All workers must share these (an unequal stalledInterval delays recovery). A stalled job is delivered
             * once more; the runner's claim in PostgreSQL decides whether that delivery may do anything. Short, since a
             * worker that dies between a delivery and its claim leaves a job that only Bull can deliver again.
             */
            settings: { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1 },
            defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
          }),
        }),
        BullModule.registerQueue(...QUEUE_NAMES.map((name) => ({ name }))),
      ],
      providers: [url, JobQueues, RedisWakes],
      exports: [JobQueues, RedisWakes],
    };
  }
}
