import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

/** Rows that need those of another table, and so many that several streams would load them. */
let app: AppProcess;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE a_parent (id int PRIMARY KEY, filler text);
     CREATE FUNCTION is_known(int) RETURNS bool LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM public.a_parent WHERE id = $1)';
     CREATE TABLE b_child (id int, parent int CHECK (is_known(parent)), filler text);
     INSERT INTO a_parent SELECT n, repeat(md5(n::text), 12) FROM generate_series(1, 100000) n;
     INSERT INTO b_child SELECT n, n, repeat(md5(n::text), 12) FROM generate_series(1, 100000) n`,
  );
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
});

it('are loaded in the order of the archive', async () => {
  const jobs = new JobsClient(app.api, 300_000);
  const backup = await jobs.completedBackup(await jobs.addSource(database.target));
  expect(backup.rawBytes).toBeGreaterThan(64 * 1024 * 1024);
  await sql(database.target, 'DELETE FROM b_child');
  const restore = await jobs.completedRestore(backup.id);
  expect(restore.phases.find(({ name }) => name === 'side_restore')?.detail.streams).toBe(1);
  expect(await sql(database.target, 'SELECT count(*)::int AS rows FROM b_child')).toEqual([{ rows: 100_000 }]);
});
