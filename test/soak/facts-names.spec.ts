import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { databaseNames } from '../../src/platform/postgres/database-names.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropKeptDatabases } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase, testServer, uniqueName } from '../support/postgres-databases.js';

let app: AppProcess;
let jobs: JobsClient;
let databases: TestDatabase[];

beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '3' } });
  jobs = new JobsClient(app.api);
  // Of 63 bytes, the most that a name may have, and the same but for the last.
  const name = uniqueName('bst_long').padEnd(62, 'ä').slice(0, 62);
  const stem = Buffer.from(name)
    .subarray(0, 62)
    .toString()
    .replace(/\uFFFD+$/, '');
  const padded = stem + 'x'.repeat(62 - Buffer.byteLength(stem));
  databases = await Promise.all(['1', '2', '3'].map((last) => createTestDatabase(padded + last)));
});
afterAll(async () => {
  await dropKeptDatabases(app.api);
  await Promise.all(databases.map((database) => database.drop()));
  await app.stop();
});

it('databases with names of 63 bytes that differ in the last are restored at the same time, and rolled back', async () => {
  const backups = await Promise.all(
    databases.map(async ({ target }, index) => {
      expect(Buffer.byteLength(target.database)).toBe(63);
      await sql(target, `CREATE TABLE which AS SELECT ${index} AS n`);
      const backup = await jobs.completedBackup(await jobs.addSource(target));
      await sql(target, 'UPDATE which SET n = 100 + n');
      return backup;
    }),
  );
  const asked = await Promise.all(backups.map((backup) => jobs.askRestore(backup.id)));
  const restores = await Promise.all(asked.map((answer) => jobs.restoreEnds(expectStatus(202, answer).restore.id)));
  expect(restores.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  const read = (): Promise<number[]> =>
    Promise.all(
      databases.map(async ({ target }) => (await sql<{ n: number }>(target, 'SELECT n FROM which'))[0]?.n ?? -1),
    );
  expect(await read()).toEqual([0, 1, 2]);
  const kept = restores.map(({ keptDatabase }) => keptDatabase ?? '');
  expect(new Set(kept).size).toBe(3);
  const found = await sql<{ name: string }>(
    testServer(),
    'SELECT datname AS name FROM pg_database WHERE datname = ANY ($1)',
    [kept],
  );
  expect(found).toHaveLength(3);
  for (const { id } of restores) await jobs.rolledBack(id);
  expect(await read()).toEqual([100, 101, 102]);
});

it('names made by the thousand in one millisecond are short, and never the same', () => {
  const names = Array.from({ length: 20_000 }, () => databaseNames(v7())).flatMap(({ side, before, after }) => [
    side,
    before,
    after,
  ]);
  expect(new Set(names).size).toBe(names.length);
  expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(63);
});
