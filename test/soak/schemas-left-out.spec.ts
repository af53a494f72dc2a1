import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { openClient, readState, sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import type { TestDatabase } from '../support/postgres-databases.js';
import { Belongings } from '../support/schema-round-trips.js';

let app: AppProcess;
let jobs: JobsClient;
let belongings: Belongings;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  belongings = new Belongings(app);
  database = await belongings.database(undefined, 'TEMPLATE template0');
});
afterEach(async () => {
  await belongings.drop();
});

interface Warned {
  warnings: { code: string; message: string }[];
}

async function warningsOf(backupId: string): Promise<Warned['warnings']> {
  return (await app.api.get<Warned>(`/backups/${backupId}`)).body.warnings;
}

describe('what pg_dump leaves out, or writes otherwise than it was', () => {
  it('invalid indexes are named by a warning, and are not there after a restore', async () => {
    await sql(database.target, 'CREATE TABLE t (n int, m int); INSERT INTO t VALUES (1, 1), (1, 2)');
    const client = await openClient(database.target);
    await expect(client.query('CREATE UNIQUE INDEX CONCURRENTLY "not ""good" ON t (n)')).rejects.toThrow();
    await client.end();
    await sql(database.target, 'CREATE INDEX good ON t (m)');
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    expect(await warningsOf(backup.id)).toEqual([
      { code: 'INVALID_INDEXES_LEFT_OUT', message: expect.stringContaining('public."not ""good"') },
    ]);
    await jobs.completedRestore(backup.id);
    const indexes = await sql(
      database.target,
      `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = 't'::regclass`,
    );
    expect(indexes).toEqual([{ name: 'good' }]);
  });

  it('the compression of a column of a parent becomes its children’s; no row is another', async () => {
    await sql(
      database.target,
      `CREATE TABLE base (b text); CREATE TABLE derived () INHERITS (base); ALTER TABLE base ALTER b SET COMPRESSION pglz;
       INSERT INTO derived VALUES ('x')`,
    );
    const backedUp = await readState(database.target);
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    await jobs.completedRestore(backup.id);
    const { schema, rows } = await readState(database.target);
    expect(rows).toEqual(backedUp.rows);
    const ofChild = 'ALTER TABLE ONLY public.derived ALTER COLUMN b SET COMPRESSION pglz';
    expect([backedUp.schema.includes(ofChild), schema.includes(ofChild)]).toEqual([false, true]);
  });
});

describe('subscriptions', () => {
  const CREATE = `CREATE SUBSCRIPTION "feed ü" CONNECTION 'host=127.0.0.1 port=1 dbname=x password=sub-secret' PUBLICATION p
    WITH (connect = false, slot_name = NONE)`;

  it('block the plan while they are there; are left out of the restore, and said; hinder no rollback', async () => {
    await sql(database.target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
    await sql(database.target, CREATE);
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const { blockers } = await jobs.plan(backup.id);
    expect(blockers).toMatchObject([{ code: 'SUBSCRIPTIONS', message: expect.stringContaining('feed ü') }]);

    await sql(database.target, 'DROP SUBSCRIPTION "feed ü"');
    await sql(database.target, 'INSERT INTO t VALUES (2)');
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);
    const restore = await jobs.completedRestore(backup.id);
    expect(await sql(database.target, 'SELECT oid FROM pg_subscription')).toEqual([]);
    const log = await jobs.logText(`restores/${restore.id}`);
    expect(log).toContain('feed ü');
    expect(log).not.toContain('sub-secret');
    await jobs.rolledBack(restore.id);
    expect(await sql(database.target, 'SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });
});

describe('a database that breaks its own rules', () => {
  it('can be backed up; its restore fails naming the constraint, and the live database stays as it is', async () => {
    await sql(
      database.target,
      `CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int CONSTRAINT "to its parent" REFERENCES parent);
       SET session_replication_role = replica; INSERT INTO child VALUES (1)`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const live = await readState(database.target);
    const restore = await jobs.endedRestore(backup.id);
    expect(restore).toMatchObject({
      status: 'failed',
      error: { code: 'RESTORE_FAILED', message: expect.stringContaining('to its parent') },
    });
    expect(await readState(database.target)).toEqual(live);
  });
});
