import { ensureBuilt } from './lib/build.mjs';
import { ensurePrograms } from './lib/ensure-programs.mjs';
import { runJest } from './lib/jest-run.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { logTail } from './lib/server-process.mjs';
import { runMain, shutdown } from './lib/shutdown.mjs';
import { checkStatically } from './lib/static-checks.mjs';
import { step } from './lib/steps.mjs';
import { makeTestDirectory, testEnvironment } from './lib/test-environment.mjs';
import { startTestServers } from './lib/test-servers.mjs';

// `npm test`: does its own set-up, starts throw-away servers, checks and tests everything. Arguments go to Jest, and
// then the static checks are left out: `npm test -- --selectProjects medium swap`.
const args = process.argv.slice(2);

await runMain(async () => {
  requireNode();
  await ensurePackages();
  const nothing = { passed: 0, failed: 0, skipped: 0 };
  const programs = await ensurePrograms({
    need: ['postgresql', 'redis', 'zstd', 'lz4', 'age', 'tar', 'django', 'pgbouncer', 'promtool', 'chromium'],
  });
  const checking = args.length === 0 ? checkStatically() : nothing; // beside the build, which has one processor's work
  await ensureBuilt();
  const directory = makeTestDirectory({ mayBeInMemory: !args.includes('soak') });
  const total = { ...nothing };
  const servers = await step('Starting throw-away PostgreSQL and Redis', () => startTestServers(directory));
  const env = testEnvironment(directory, servers, programs);
  const [tested, checked] = await Promise.all([runJest({ args, env, resultsDir: directory }), checking]);
  add(total, tested);
  add(total, checked);
  if (tested.passed + tested.failed === 0) {
    console.error('No test ran: nothing matches these arguments.');
    total.failed += 1;
  }
  if (total.failed > 0) console.error(`\nThe end of PostgreSQL's log:\n${logTail(servers.postgres.logFile, 40)}`);
  await shutdown();
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  total.failed += process.exitCode ? 1 : 0; // something was left running, or would not stop
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

function add(total, more) {
  for (const key of Object.keys(total)) total[key] += more[key];
}
