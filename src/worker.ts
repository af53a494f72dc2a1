import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { ConfigurationError } from './config/configuration-error.js';
import { loadSettings } from './config/settings.js';
import { prepareStart, say } from './first-start.js';
import { closeOnSignal, runEntry } from './process-life.js';
import { WorkerModule } from './worker.module.js';

/** A worker alone. It joins by pointing at the same Redis, control database and store. */
await runEntry(async () => {
  if (loadSettings().workerConcurrency === 0) {
    throw new ConfigurationError(['WORKER_CONCURRENCY must be at least 1 for a worker alone: it would do nothing']);
  }
  await prepareStart();
  const app = await NestFactory.createApplicationContext(WorkerModule, { abortOnError: false, bufferLogs: true });
  app.useLogger(app.get(Logger));
  closeOnSignal(app);
  say('Backstitch worker is ready');
});
