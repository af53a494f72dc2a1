import { Global, Module } from '@nestjs/common';
import { Settings } from './config/settings.js';
import { Wakes } from './features/activity/wakes.js';
import { ClientPrograms } from './platform/postgres/client-programs.js';
import { ProcessRunner } from './platform/process/process-runner.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { RedisWakes } from './platform/queue/redis-wakes.js';

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
    { provide: Wakes, useExisting: RedisWakes },
  ],
  exports: [ProcessRunner, ClientPrograms, Wakes],
})
export class PlatformModule {}
