import { startApplication } from './lib/application.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { backstitchHome } from './lib/paths.mjs';
import { startPrivateServers } from './lib/private-servers.mjs';
import { onShutdown, runMain } from './lib/shutdown.mjs';

// `npm start`: does all the set-up that is missing, starts private servers where the environment names none, and runs
// the API, the admin page and a worker in one process until it is told to stop.
// Tests of the set-up itself name another program to run, which needs no build.
const [otherEntry] = process.argv.slice(2);

await runMain(
  async () => {
    requireNode();
    await ensurePackages();
    if (otherEntry === undefined) await ensureBuilt();
    const servers = await startPrivateServers({ home: backstitchHome(), env: process.env });
    onShutdown(servers.stop);
    const application = await startApplication({
      entry: otherEntry ?? 'dist/app/main.js',
      env: { ...process.env, ...servers.env },
    });
    onShutdown(application.stop);
    const { exitCode, signal } = await application.exited;
    if (signal !== null) console.error(`Backstitch was ended by ${signal}.`);
    return exitCode ?? 1;
  },
  { isStoppedBySignal: true },
);
