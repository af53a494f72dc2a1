import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { filesBelow } from '../support/leftovers.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { largeDump, rowsOf, streamUpload } from '../support/streamed-upload.js';
import { queryOnce } from '../support/throwaway-database.js';

const BYTES = 300 * 1024 ** 2;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeEach(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api, 300_000);
  database = await createTestDatabase();
});
afterEach(async () => {
  await app.stop();
  await database.drop();
});

async function stored(): Promise<string[]> {
  return (await filesBelow(app.backupDir)).filter((file) => !/^(keys\/|_control\/|\.backstitch-store$)/.test(file));
}

it('a server that is killed while a dump comes in leaves nothing of it', async () => {
  const sourceId = await jobs.addSource(database.target);
  const { answer } = await streamUpload(app, sourceId, largeDump(BYTES));
  await eventually('the upload has begun', async () => ((await stored()).length > 0 ? true : null));
  await app.restart('SIGKILL');
  await expect(answer).rejects.toThrow();
  // A minute after its last sign of life nobody takes it for one that still comes in.
  await eventually('nothing is left', async () => ((await stored()).length === 0 ? true : null), 90_000);
  expect(await queryOnce(app.database.superuserUrl, 'SELECT id FROM received_uploads')).toEqual([]);
  expect(await queryOnce(app.database.superuserUrl, 'SELECT id FROM backups')).toEqual([]);
}, 300_000);

it('a worker that is killed in the middle of an import is followed by one that begins it anew', async () => {
  const sourceId = await jobs.addSource(database.target);
  const { answer } = await streamUpload(app, sourceId, largeDump(BYTES));
  const { id } = await answer;
  await eventually('the import has begun to store', async () => ((await stored()).length > 1 ? true : null), 30_000);
  await app.restart('SIGKILL');
  const backup = await new JobsClient(app.api, 300_000).backupEnds(id);
  expect(backup).toMatchObject({ status: 'completed', tableCounts: { 'public.t': rowsOf(BYTES) } });
  await eventually('the upload is gone', async () => ((await stored()).length === 2 ? true : null), 30_000);
}, 600_000);
