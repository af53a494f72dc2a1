import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcessesUsing } from './leftovers.mjs';
import { onShutdown } from './shutdown.mjs';

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
  'SOCKET_PATH',
  'PUBLIC_URL',
  'TRUST_PROXY',
  'RECOVERY_RECIPIENT',
  'ADMIN_EMAIL',
  'ADMIN_PASSWORD',
  'BACKSTITCH_CONFIG',
];

/** Of this run alone; what is left in it when everything has stopped is a failure. */
export function makeTestDirectory() {
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

export function testEnvironment(directory, { postgresUrl, redis }, programs) {
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
