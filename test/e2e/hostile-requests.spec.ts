import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { runHostileRequests } from '../support/hostile/run.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

// A few of what test/soak/hostile-requests.spec.ts sends by the thousand. The seed is fixed: what failed once fails again.
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

it('answers whatever it is sent, soon, as documented, and tells nothing of its inside', async () => {
  const jobs = new JobsClient(app.api);
  const sourceId = await jobs.addSource(database.target);
  const ids = [sourceId, (await jobs.askBackup(sourceId)).id];
  const { faults, statuses } = await runHostileRequests(app, { seed: 4, count: 300, ids, patienceMs: 30_000 });
  expect(faults).toEqual([]);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404']));
  expect((await app.anonymous.get('/health')).status).toBe(200);
});
