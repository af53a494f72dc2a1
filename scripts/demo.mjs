import { ensureBuilt } from './lib/build.mjs';
import { readOptions } from './lib/demo/options.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run demo [-- --size MB] [--keep]`: the main job in front of you, on a real database, through the public API.
// Ends 0 when every check held, else 1; either way nothing is left running.
await runMain(async () => {
  const startedAt = performance.now();
  requireNode();
  const options = readOptions();
  await ensurePackages();
  await ensureBuilt();
  const { runDemo } = await import('./lib/demo/run-demo.mjs'); // needs the packages
  return runDemo(options, startedAt);
});
