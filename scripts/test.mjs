import { mkdirSync, mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensurePrograms } from './lib/ensure-programs.mjs';
import { runJest } from './lib/jest-run.mjs';
import { endProcessesUsing } from './lib/leftovers.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { repository } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { logTail } from './lib/server-process.mjs';
import { onShutdown, runMain, shutdown } from './lib/shutdown.mjs';
import { step } from './lib/steps.mjs';
import { startTestServers } from './lib/test-servers.mjs';

// `npm test`: does its own set-up, starts throw-away servers, checks and tests everything. Arguments go to Jest, and
// then the static checks are left out: `npm test -- --selectProjects medium swap`.
const STATIC_CHECKS = [
  ['Format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['Lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
  ['Types', 'typescript/bin/tsc', ['--noEmit']],
  [
    'Walls',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['src', 'migrations', '--config', '.dependency-cruiser.cjs'],
  ],
];
/** Settings of a Backstitch that happens to be set up here; tests bring their own. */
const FOREIGN = [
  'DATABASE_URL',
  'REDIS_URL',
  'MASTER_KEY',
  'MASTER_KEY_PREVIOUS',
  'BACKSTITCH_HOME',
  'BACKUP_DIR',
  'PORT',
  'HOST',
];
FOREIGN.push(
  'SOCKET_PATH',
  'PUBLIC_URL',
  'TRUST_PROXY',
  'RECOVERY_RECIPIENT',
  'ADMIN_EMAIL',
  'ADMIN_PASSWORD',
  'BACKSTITCH_CONFIG',
);

const args = process.argv.slice(2);

await runMain(async () => {
  requireNode();
  await ensurePackages();
  const programs = await ensurePrograms({ need: ['postgresql', 'redis', 'zstd', 'age', 'tar', 'django', 'pgbouncer'] });
  await ensureBuilt();
  const directory = makeDirectory();
  const total = { passed: 0, failed: 0, skipped: 0 };
  if (args.length === 0) add(total, await checkStatically());
  const servers = await step('Starting throw-away PostgreSQL and Redis', () => startTestServers(directory));
  const env = testEnvironment(directory, servers, programs);
  const tested = await runJest({ args, env, resultsDir: directory });
  add(total, tested);
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

/** Of this run alone; what is left in it when everything has stopped is a failure. */
function makeDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'backstitch-test-'));
  chmodSync(directory, 0o711); // servers that run as somebody else must be able to enter
  mkdirSync(join(directory, 'tmp'), { mode: 0o711 });
  onShutdown(async () => {
    for (const { pid, command } of await endProcessesUsing(directory)) {
      console.error(`Left running by the tests, and ended now: ${pid} ${command}`);
      process.exitCode = 1;
    }
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });
  return directory;
}

async function checkStatically() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, program, options] of STATIC_CHECKS) {
    try {
      await step(name, () =>
        run(process.execPath, [join(repository, 'node_modules', program), ...options], { cwd: repository }),
      );
      total.passed += 1;
    } catch (error) {
      console.error(error.message);
      total.failed += 1;
    }
  }
  return total;
}

function testEnvironment(directory, { postgresUrl, redis }, programs) {
  const env = { ...process.env };
  for (const name of FOREIGN) delete env[name];
  return {
    ...env,
    TMPDIR: join(directory, 'tmp'),
    BACKSTITCH_TEST_POSTGRES_URL: postgresUrl,
    BACKSTITCH_TEST_REDIS_URL: redis.url,
    BACKSTITCH_TEST_PYTHON: programs.django,
    BACKSTITCH_TEST_PGBOUNCER: programs.pgbouncer,
  };
}

function add(total, more) {
  for (const key of Object.keys(total)) total[key] += more[key];
}
