import { unlink } from 'node:fs/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Settings } from './config/settings.js';
import { ensureFirstPeople, prepareStart, say } from './first-start.js';
import { createHttpApplication } from './http-application.js';
import { closeOnSignal, runEntry } from './process-life.js';

/** The API, the admin page and a worker, in one process. */
await runEntry(async () => {
  await prepareStart();
  const app = await createHttpApplication();
  closeOnSignal(app, () => {
    app.getHttpServer().close();
  });
  await ensureFirstPeople(app);
  const address = await listen(app);
  say(`Backstitch is ready on ${address} (API docs /api/docs, admin /admin)`);
});

async function listen(app: NestExpressApplication): Promise<string> {
  const { host, port, publicUrl, socketPath } = app.get(Settings);
  if (socketPath !== null) {
    await unlink(socketPath).catch(ignoreAbsent);
    const usualMask = process.umask(0o177);
    await app.listen(socketPath);
    process.umask(usualMask);
    return socketPath;
  }
  await app.listen(port, host);
  const address: unknown = app.getHttpServer().address();
  const bound = typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : port;
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
