import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

/** One connection to the control database is ended in the middle of a job, and no other: the job's lock is held on. */
let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  await onControl(`
    CREATE SEQUENCE killed;
    CREATE FUNCTION kill_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF nextval('killed') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
      RETURN NEW;
    END $$`);
});
afterAll(() => app.stop());
beforeEach(async () => {
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
});
afterEach(async () => {
  await onControl('DROP TRIGGER IF EXISTS kill_once ON restores; DROP TRIGGER IF EXISTS kill_once ON backups');
  await dropWithKept(app, database);
});

const onControl = (text: string): Promise<object[]> => queryOnce(app.database.superuserUrl, text);

/** The first statement that makes a record this is the last of its connection. */
const killWhen = (table: 'backups' | 'restores', status: string): Promise<object[]> =>
  onControl(`SELECT setval('killed', 1, false);
    CREATE TRIGGER kill_once BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (NEW.status = '${status}' AND OLD.status <> '${status}')
    EXECUTE FUNCTION kill_once()`);

const wasKilled = async (): Promise<boolean> => {
  const [row] = await queryOnce<{ killed: boolean }>(
    app.database.superuserUrl,
    'SELECT is_called AS killed FROM killed',
  );
  return row?.killed === true;
};

it('a restore whose swap is committed is completed, never called failed, and can be rolled back; so a rollback', async () => {
  const backup = await jobs.completedBackup(await jobs.addSource(database.target));
  await sql(database.target, 'INSERT INTO t VALUES (2)');
  await killWhen('restores', 'completed');
  const restore = await jobs.endedRestore(backup.id);
  expect(await wasKilled()).toBe(true);
  expect(restore).toMatchObject({ status: 'completed', error: null, keptDatabase: expect.any(String) });
  expect(await sql(database.target, 'SELECT n FROM t')).toEqual([{ n: 1 }]);

  await onControl('DROP TRIGGER kill_once ON restores');
  await killWhen('restores', 'rolled_back');
  expect(await jobs.rolledBack(restore.id)).toMatchObject({ error: null });
  expect(await wasKilled()).toBe(true);
  expect(await sql(database.target, 'SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
});

it('a backup is made anew', async () => {
  await killWhen('backups', 'completed');
  const backup = await jobs.completedBackup(await jobs.addSource(database.target));
  expect(await wasKilled()).toBe(true);
  expect(backup).toMatchObject({ proof: 'decoded', tableCounts: { 'public.t': 1 } });
});
