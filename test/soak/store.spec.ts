import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { crampedStore } from '../support/cramped-store.js';
import { type FaultPlace, startFaultPlace } from '../support/fault-place.js';
import { filesBelow, leftovers, NOTHING } from '../support/leftovers.js';
import { createMarkedDatabase, delay, type MarkedDatabase, onDatabase } from '../support/marked-database.js';
import { standStill } from '../support/programs.js';
import { ServerProcess } from '../support/server-process.js';

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
  const { through, code } = await crampedStore('full', place.app.backupDir, 3_000_000);
  const env = { ...place.app.env, WORKER_CONCURRENCY: '1', LOG_LEVEL: 'error' };
  const worker = ServerProcess.spawn('worker', env, [], undefined, through);
  await worker.printed(/^Backstitch worker is ready/m);
  const failed = await place.jobs.endedBackup(sourceId);
  expect(failed).toMatchObject({ status: 'failed', artifacts: [], error: { code } });
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
