import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
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
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
];

const IN_MEMORY = '/dev/shm';
/** Of the memory; a whole `npm test` takes about a quarter of it. */
const ROOM_BYTES = 8 * 1024 ** 3;

/**
 * Of this run alone; what is left in it when everything has stopped is a failure.
 * @param {{ mayBeInMemory?: boolean }} [options] a database is 300 files, and the tests make and drop some thousand
 */
export function makeTestDirectory({ mayBeInMemory = false } = {}) {
  const parent = mayBeInMemory && hasRoomInMemory() ? IN_MEMORY : tmpdir();
  const directory = mkdtempSync(join(parent, 'backstitch-test-'));
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
    BACKSTITCH_TEST_PROMTOOL: programs.promtool,
    BACKSTITCH_TEST_CHROMIUM: programs.chromium,
  };
}

/** Programs are put there, too: a mount that lets none run is of no use. */
function hasRoomInMemory() {
  if (process.platform !== 'linux') return false;
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const [, , type, options = ''] = mounts.findLast((line) => line.split(' ')[1] === IN_MEMORY)?.split(' ') ?? [];
  if (type !== 'tmpfs' || options.split(',').includes('noexec')) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return Math.min(bavail * bsize, freemem()) > ROOM_BYTES;
}
