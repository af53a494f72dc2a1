import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MARKER_FILE } from '../../src/platform/storage/drivers/local-store-marker.js';
import { eventually } from '../support/eventually.js';
import { type FaultPlace, startFaultPlace } from '../support/fault-place.js';
import { filesBelow, leftovers, NOTHING } from '../support/leftovers.js';
import { createMarkedDatabase, delay, type MarkedDatabase, onDatabase } from '../support/marked-database.js';
import { standStill } from '../support/programs.js';

const STALL_SECONDS = 3;
/** SIGKILL follows SIGTERM after 5 s, and a program that stands still heeds nothing else; the rest is for slow machines. */
const STALL_IS_TOLD_MS = (STALL_SECONDS + 5 + 8) * 1_000;

let place: FaultPlace;
let database: MarkedDatabase;
let sourceId: string;
let hasWorker: Promise<unknown> | undefined;

beforeAll(async () => {
  place = await startFaultPlace({
    env: { WORKER_CONCURRENCY: '0', STALL_TIMEOUT_SECONDS: String(STALL_SECONDS) },
  });
  database = await createMarkedDatabase(place.server, 'shop', 80_000);
  sourceId = await place.jobs.addSource(database.target);
});
afterAll(() => place.remove());

it('fails a backup for which the store has no room, leaves nothing of it, and makes the next one elsewhere', async () => {
  const worker = await startCrampedWorker();
  const failed = await place.jobs.endedBackup(sourceId);
  expect(failed).toMatchObject({ status: 'failed', artifacts: [], error: { code: worker.expectedCode } });
  const store = join(`/proc/${worker.pid}/root`, place.app.backupDir);
  expect((await filesBelow(store)).filter((file) => !file.startsWith('keys/'))).toEqual([]);
  await worker.stop();

  await ensureWorker();
  await place.jobs.completedBackup(sourceId);
  expect(await leftovers(place)).toEqual(NOTHING);
});

it.each(['zstd', 'age'])(
  'fails a backup with STALLED when %s stands still, and leaves nothing of it',
  async (program) => {
    await ensureWorker();
    let id = '';
    await standStill(place, 'shop', program, async () => {
      id = (await place.jobs.askBackup(sourceId)).id;
    });
    const startedAt = Date.now();
    expect(await place.jobs.backupEnds(id)).toMatchObject({
      status: 'failed',
      artifacts: [],
      error: { code: 'STALLED', message: expect.stringContaining(program) },
    });
    expect(Date.now() - startedAt).toBeGreaterThan((STALL_SECONDS - 1) * 1_000);
    expect(Date.now() - startedAt).toBeLessThan(STALL_IS_TOLD_MS);
    expect(await leftovers(place)).toEqual(NOTHING);
  },
);

it('lets a server work for longer than the stall time-out: an index that takes its time is built', async () => {
  await ensureWorker();
  const backup = await place.jobs.completedBackup(sourceId);
  await delay(place.server, 'index', STALL_SECONDS - 0.5); // for each of two rows, and again for ANALYZE
  const restore = await place.jobs.endedRestore(backup.id);
  await delay(place.server, 'index', 0);
  expect(restore).toMatchObject({ status: 'completed', error: null });
  const detail = restore.phases.find(({ name }) => name === 'side_restore')?.detail;
  expect(detail?.seconds).toBeGreaterThan(STALL_SECONDS + 1);
  const sizes = await onDatabase(place.server, 'shop', (db) =>
    db.query<{ bytes: number }>(`SELECT pg_relation_size('public.slow_index')::int AS bytes`),
  );
  expect(sizes.rows[0]?.bytes).toBeGreaterThan(0);
});

/** A worker with all the room there is; not before the first test is through with its own. */
async function ensureWorker(): Promise<void> {
  hasWorker ??= place.app.startWorker({ WORKER_CONCURRENCY: '1' });
  await hasWorker;
}

/**
 * A worker for which the store is a file system of 3 MB, in a mount namespace of its own that ends with it. A container
 * may forbid that; then no file may be larger than 2 MB, which the store cannot know as a full disk.
 */
async function startCrampedWorker(): Promise<{ pid: number; expectedCode: string; stop(): Promise<void> }> {
  const marker = `"$BACKUP_DIR"/${MARKER_FILE}`; // without it this would be no store at all
  const mount = `id=$(cat ${marker}) && mount -t tmpfs -o size=3m none "$BACKUP_DIR" && echo "$id" > ${marker}`;
  const inNamespace = ['unshare', '--user', '--map-root-user', '--mount'];
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...place.app.env,
    WORKER_CONCURRENCY: '1',
    LOG_LEVEL: 'error',
  };
  const run = (namespace: string[], script: string) =>
    spawn('env', [...namespace, 'sh', '-c', script, 'sh', process.execPath], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: join(import.meta.dirname, '../..'),
    });
  const [mayMount] = (await once(run(inNamespace, mount), 'exit')) as [number | null];
  const start = 'exec "$1" dist/src/worker.js';
  const child = mayMount === 0 ? run(inNamespace, `${mount} && ${start}`) : run([], `ulimit -f 4096 && ${start}`);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await eventually('the worker is ready', async () => printed.includes('Backstitch worker is ready'));
  return {
    pid: child.pid ?? 0,
    expectedCode: mayMount === 0 ? 'DISK_FULL' : 'STORAGE_FAILED',
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
