import { readBenchOptions } from './lib/bench/options.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run bench [-- --size MB] [--rounds N] [--json FILE]`: how Backstitch compares with PostgreSQL's own programs.
// Only ratios within one run mean anything: the two take turns on the same database, and the medians are compared.
await runMain(async () => {
  requireNode();
  const options = readBenchOptions();
  await ensurePackages();
  await ensureBuilt();
  const { runBench } = await import('./lib/bench/run-bench.mjs'); // needs the packages
  return runBench(options);
});
