import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { cloneBackups } from '../support/cloned-backups.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let newest: string;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  sourceId = await jobs.addSource(database.target);
  newest = (await jobs.completedBackup(sourceId)).id;
  expectStatus(200, await app.api.patch(`/sources/${sourceId}`, { retention: { retentionDays: 30 } }));
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const storedFiles = async (): Promise<string[]> =>
  (await readdir(app.backupDir, { recursive: true })).filter((file) => /manifest|dump/.test(file)).sort();
const records = async (): Promise<number> =>
  (await queryOnce(app.database.superuserUrl, `SELECT 1 FROM backups WHERE "sourceId" = $1`, [sourceId])).length;

it('takes a thousand expired backups away in seconds', async () => {
  const before = await storedFiles();
  await cloneBackups(app, newest, 1_000, 40);
  const run = (dryRun: boolean) => app.api.post<{ delete: unknown[] }>('/retention/run', { dryRun, sourceId });
  expect(expectStatus(200, await run(true)).delete).toHaveLength(1_000);
  const startedAt = performance.now();
  expect(expectStatus(200, await run(false)).delete).toHaveLength(1_000);
  const seconds = (performance.now() - startedAt) / 1_000;
  process.stdout.write(`A thousand expired backups were gone after ${seconds.toFixed(1)} s.\n`);
  expect(seconds).toBeLessThan(60); // three on an idle machine; this one need not be idle
  expect(await records()).toBe(1);
  expect(await storedFiles()).toEqual(before);
});

it('ends what a killed process has begun, and leaves nothing half', async () => {
  const before = await storedFiles();
  await cloneBackups(app, newest, 300, 40);
  const run = (dryRun: boolean) => app.api.post('/retention/run', { dryRun, sourceId });
  await run(true);
  const cut = run(false).catch(() => null); // the process dies under it
  await eventually('some have gone', async () => {
    const left = await records();
    return left < 300 && left > 1;
  });
  await app.kill('SIGKILL');
  await cut;
  await app.restart();
  // Out of the lists at once, all of them; records and objects as the sweep of the next process comes to them.
  expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
  await eventually('all records have gone', async () => (await records()) === 1);
  expect(await storedFiles()).toEqual(before);
});
