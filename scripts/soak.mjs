import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensurePrograms } from './lib/ensure-programs.mjs';
import { runJest } from './lib/jest-run.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { repository } from './lib/paths.mjs';
import { runMain, shutdown } from './lib/shutdown.mjs';
import { runSoak } from './lib/soak/run-soak.mjs';
import { readSoakOptions } from './lib/soak/options.mjs';
import { writeReport } from './lib/soak/report.mjs';
import { step } from './lib/steps.mjs';
import { makeTestDirectory, testEnvironment } from './lib/test-environment.mjs';
import { startTestServers } from './lib/test-servers.mjs';

const HOSTILE = 'hostile-requests';

// `npm run soak [-- --minutes N] [--only NAME] [--seed S]`: every fault at every phase, by killing real processes. A
// line per cell as it goes; a whole run writes its table into docs/reliability.md. Ends with 1 when a promise was broken.
await runMain(async () => {
  requireNode();
  const options = readSoakOptions();
  await ensurePackages();
  const programs = await ensurePrograms({ need: ['postgresql', 'redis', 'zstd', 'age', 'tar', 'faketime'] });
  await ensureBuilt();
  const directory = makeTestDirectory();
  const servers = await step('Starting throw-away PostgreSQL and Redis', () => startTestServers(directory));
  const env = testEnvironment(directory, servers, programs);
  const hostile = await sendHostileRequests(options, env, directory);
  if (options.only === HOSTILE) {
    await shutdown();
    return hostile;
  }
  const { exitCode, resultsFile } = await runSoak({ ...options, env });
  const results = resultsFile === null ? null : JSON.parse(readFileSync(resultsFile, 'utf8'));
  const isWhole = results !== null && options.only === null;
  if (isWhole) await writeReport(results, join(repository, 'docs/reliability.md'));
  await shutdown();
  return exitCode || hostile;
});

/** Ten thousand requests, made from the OpenAPI document by the same seed. @returns {Promise<number>} an exit code */
async function sendHostileRequests({ only, seed }, env, directory) {
  if (only !== null && only !== HOSTILE) return 0;
  const args = ['--selectProjects', 'soak', '--testPathPatterns', `soak/${HOSTILE}`];
  const { passed, failed } = await runJest({
    args,
    env: { ...env, HOSTILE_SEED: String(seed) },
    resultsDir: directory,
  });
  return passed > 0 && failed === 0 ? 0 : 1;
}
