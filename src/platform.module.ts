import { Global, Logger, Module } from '@nestjs/common';
import { Settings } from './config/settings.js';
import { VERSION } from './config/version.js';
import { Wakes } from './features/activity/wakes.js';
import { ClientPrograms } from './platform/postgres/client-programs.js';
import { ProcessRunner } from './platform/process/process-runner.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { RedisWakes } from './platform/queue/redis-wakes.js';
import { Tracing } from './platform/tracing/tracing.js';

/** Gives the settings to what is plugged in, since platform code reads none itself, and the whole application what it plugs into. */
@Global()
@Module({
  imports: [QueueModule.register({ inject: Settings, redisUrl: (settings: Settings) => settings.redisUrl })],
  providers: [
    {
      provide: ProcessRunner,
      inject: [Settings],
      useFactory: ({ environment }: Settings) => new ProcessRunner(environment),
    },
    {
      provide: ClientPrograms,
      inject: [Settings, ProcessRunner],
      useFactory: ({ environment, server }: Settings, runner: ProcessRunner) =>
        new ClientPrograms(runner, {
          directories: server.postgresClientPaths,
          ...(environment.PATH === undefined ? {} : { path: environment.PATH }),
        }),
    },
    {
      provide: Tracing,
      inject: [Settings],
      useFactory: ({ tracesUrl }: Settings) => {
        const logger = new Logger(Tracing.name);
        return Tracing.start({
          url: tracesUrl,
          version: VERSION,
          warn: (message) => {
            logger.warn(message);
          },
        });
      },
    },
    { provide: Wakes, useExisting: RedisWakes },
  ],
  exports: [ProcessRunner, ClientPrograms, Wakes],
})
export class PlatformModule {}
