import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { prepareStart, say } from './first-start.js';
import { closeOnSignal, runEntry } from './process-life.js';
import { WorkerModule } from './worker.module.js';

/** A worker alone. It joins by pointing at the same Redis, control database and store. */
await runEntry(async () => {
  await prepareStart();
  const app = await NestFactory.createApplicationContext(WorkerModule, { abortOnError: false, bufferLogs: true });
  app.useLogger(app.get(Logger));
  closeOnSignal(app);
  say('Backstitch worker is ready');
});
