import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startApplication, waitUntilHealthy } from './application.mjs';
import { freePort } from './ports.mjs';
import { startPrivateServers } from './private-servers.mjs';

/**
 * Runs the whole of Backstitch from `home`, as `npm start` does, for the demo and for tests. The clone must be built.
 * @type {import('./serve.d.mts').startBackstitch}
 */
export async function startBackstitch({ home, env = {}, port, workers = 0, entry = 'dist/app/main.js', logDir }) {
  const directory = resolve(home);
  const base = { ...process.env, ...env };
  const servers = await startPrivateServers({ home: directory, env: base });
  const applications = [];
  const logs = logDir ?? join(directory, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const listeningPort = port ?? (await freePort());
  const baseUrl = `http://127.0.0.1:${listeningPort}`;
  const all = { ...base, ...servers.env, HOST: '127.0.0.1', PORT: String(listeningPort) };
  const start = async (name, file) => {
    const application = await startApplication({ entry: file, env: all, logFile: join(logs, `${name}.log`) });
    applications.push(application);
    return application;
  };
  const startApi = async () => {
    const api = await start('api', entry);
    await waitUntilHealthy(api, baseUrl);
    return api;
  };
  const startWorker = () => start(`worker-${applications.length}`, 'dist/app/worker.js');
  const stop = async () => {
    const results = await Promise.allSettled(applications.map((application) => application.stop()));
    await servers.stop();
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  try {
    await startApi();
    for (let count = 0; count < workers; count += 1) await startWorker();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    baseUrl,
    port: listeningPort,
    home: directory,
    env: all,
    admin: { email: all.ADMIN_EMAIL ?? 'admin@localhost', password: all.ADMIN_PASSWORD ?? null },
    processes: applications,
    postgres: servers.postgres,
    redis: servers.redis,
    startApi,
    startWorker,
    stop,
  };
}
