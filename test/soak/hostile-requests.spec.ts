import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { type AppProcess, startApp } from '../support/app-process.js';
import { runHostileRequests } from '../support/hostile/run.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

const COUNT = 10_000;
/** `HOSTILE_SEED=…` sends the very same requests again. */
const seed = Number(process.env.HOSTILE_SEED ?? randomInt(1, 2 ** 31));

let app: AppProcess;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
  database = await createTestDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

it(`answers ${COUNT} hostile requests, soon, as documented, and tells nothing of its inside (seed ${seed})`, async () => {
  const jobs = new JobsClient(app.api);
  const sourceId = await jobs.addSource(database.target);
  const ids = [sourceId, (await jobs.askBackup(sourceId)).id];
  const { faults, statuses, slowestMs } = await runHostileRequests(app, { seed, count: COUNT, ids, patienceMs: 5_000 });
  process.stdout.write(`Seed ${seed}: ${JSON.stringify(statuses)}, the slowest in ${Math.round(slowestMs)} ms.\n`);
  expect(faults).toEqual([]);
  expect((await app.anonymous.get('/health')).status).toBe(200);
}, 1_800_000);
