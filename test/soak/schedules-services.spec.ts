import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ensurePrograms } from '../../scripts/lib/ensure-programs.mjs';
import { type PrivatePostgres, startPostgres, THROW_AWAY_SETTINGS } from '../../scripts/lib/postgres.mjs';
import { type PrivateRedis, startRedis } from '../../scripts/lib/redis.mjs';
import { findFakeTime } from '../faults/families/clock.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { inTime } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
import { hasEnded, SchedulesClient } from '../support/schedules-client.js';

const AWAY_MS = 60_000;
const PATIENCE_MS = 120_000;

/** The control database's clock is what this file says; its time-outs go on by the monotonic clock, as an operator's do. */
const clock = join(tmpdir(), uniqueName('backstitch_clock'));
const postgresDir = join(tmpdir(), uniqueName('backstitch_postgres'));
const redisDir = join(tmpdir(), uniqueName('backstitch_redis'));

let postgres: PrivatePostgres;
let redis: PrivateRedis;
let app: AppProcess;
let database: TestDatabase;
let jobs: JobsClient;
let schedules: SchedulesClient;
let sourceId: string;

async function startControlServer(): Promise<PrivatePostgres> {
  const library = findFakeTime();
  if (library === null) throw new Error('libfaketime is not there.');
  return startPostgres({
    dir: postgresDir,
    settings: THROW_AWAY_SETTINGS,
    isThrowAway: true,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
  });
}

async function setClock(offset: string): Promise<void> {
  await writeFile(clock, `${offset}\n`);
}

beforeAll(async () => {
  await ensurePrograms({ need: ['faketime'] });
  await setClock('+0');
  postgres = await startControlServer();
  redis = await startRedis({ dir: redisDir });
  database = await createTestDatabase();
  app = await startApp({ controlServerUrl: postgres.superuserUrl, env: { REDIS_URL: redis.url } });
  await app.startWorker();
  // A session would be over when the clock goes forward by a day; a key is not.
  const { body } = await app.api.post<{ key: string }>('/api-keys', { name: 'through the days', scopes: ['admin'] });
  const lasting = app.anonymous.withToken(body.key);
  jobs = new JobsClient(lasting, PATIENCE_MS);
  schedules = new SchedulesClient(lasting, app.database.superuserUrl);
});
afterAll(async () => {
  await setClock('+0');
  await app.stop();
  await database.drop();
  await redis.remove();
  await postgres.remove();
  await rm(clock, { force: true });
});
beforeEach(async () => {
  sourceId = await jobs.addSource(database.target);
});

it('begins what comes due while Redis is gone for a minute, and it is done once', async () => {
  const { id } = await schedules.add(sourceId);
  await redis.stop();
  await schedules.passes('24 hours', id);
  const begun = await schedules.newestRun(id, ({ jobId }) => jobId !== null);
  await sleep(AWAY_MS);
  redis = await startRedis({ dir: redisDir });
  expect(await schedules.newestRun(id, hasEnded, PATIENCE_MS)).toMatchObject({ id: begun.id, outcome: 'completed' });
  expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
}, 400_000);

it('catches up once with what came due while the control database was gone for a minute', async () => {
  const { id } = await schedules.add(sourceId, { every: '5m' });
  await schedules.passes('4 minutes 50 seconds', id); // it comes due when nobody can look
  await postgres.stop();
  await sleep(AWAY_MS);
  postgres = await startControlServer();
  const run = await schedulesAnswer(() => schedules.newestRun(id, hasEnded, PATIENCE_MS));
  expect(run).toMatchObject({ outcome: 'completed', dueCount: 1 });
  expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
  await schedules.api.post(`/schedules/${id}/pause`);
}, 400_000);

it('runs a night once when the clock is set forward by a day, and not again when it is set back and the night comes', async () => {
  const { id } = await schedules.add(sourceId);
  const other = await jobs.addSource(database.target);
  const underWay = await jobs.askBackup(other);
  await setClock('+1d');
  const run = await schedules.newestRun(id, hasEnded, PATIENCE_MS);
  expect(run).toMatchObject({ outcome: 'completed', dueCount: 1 });
  // What was under way when it was set is done, once.
  expect((await jobs.backupEnds(underWay.id)).status).toBe('completed');

  await setClock('+0');
  await inTime('the schedule follows', async () => (await schedules.get(id)).since <= new Date().toISOString());
  await setClock('+1d');
  const { id: probe } = await schedules.add(await jobs.addSource(database.target), { runAtStart: true });
  await schedules.newestRun(probe, hasEnded, PATIENCE_MS); // all were looked at since
  expect((await schedules.runs(id)).map((one) => one.id)).toEqual([run.id]);
  await setClock('+2d');
  await inTime('the next night comes', async () => (await schedules.runs(id)).length === 2, PATIENCE_MS);
  expect((await schedules.newestRun(id, hasEnded, PATIENCE_MS)).outcome).toBe('completed');
  expect(await jobs.backupsOf(sourceId)).toHaveLength(2);
}, 400_000);

/** The application finds its control database again within seconds; until then it answers 503. */
async function schedulesAnswer<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  await inTime('the API answers again', async () => (await app.api.get('/schedules')).status === 200, PATIENCE_MS);
  return ask();
}
