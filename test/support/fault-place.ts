import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { type AppOptions, startApp } from './app-process.js';
import { startTestPostgres } from './clusters.js';
import { JobsClient } from './jobs-client.js';
import type { Place } from './leftovers.js';

/** An application and a server for its sources, both nobody else's, so that they may be killed and looked through. */
export interface FaultPlace extends Place {
  jobs: JobsClient;
  remove(): Promise<void>;
}

export async function startFaultPlace(options: AppOptions & { server?: PrivatePostgres } = {}): Promise<FaultPlace> {
  const temporaryDirectory = await realpath(await mkdtemp(join(tmpdir(), 'backstitch-tmp-')));
  const server = options.server ?? (await startTestPostgres());
  const app = await startApp({ ...options, env: { TMPDIR: temporaryDirectory, ...options.env } }).catch(
    async (error: unknown) => {
      await server.remove();
      await rm(temporaryDirectory, { recursive: true, force: true });
      throw error;
    },
  );
  return {
    app,
    server,
    temporaryDirectory,
    jobs: new JobsClient(app.api),
    remove: async () => {
      await app.stop();
      await server.remove();
      await rm(temporaryDirectory, { recursive: true, force: true });
    },
  };
}
