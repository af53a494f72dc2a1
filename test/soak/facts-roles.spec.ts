import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { createTestRole, type TestRole } from '../support/clusters.js';
import { openClient, readState, sql } from '../support/database-state.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase, testServer } from '../support/postgres-databases.js';
import { typescriptMigration, type TypeormProject, writeTypeormProject } from '../support/typeorm-project.js';

/** A migration of a framework that we know nothing of: a statement that takes longer than a second, and a record of it. */
const COMMAND = ['psql', '-qX', '-v', 'ON_ERROR_STOP=1', '-c'];
const BY_COMMAND = `SELECT pg_sleep(1.3); CREATE TABLE added_by_command (n int);
  INSERT INTO migrations (timestamp, name) VALUES (1700000000002, 'Second1700000000002')`;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let project: TypeormProject;
let owner: TestRole;
let target: ConnectionTarget;

beforeAll(async () => {
  const command = [...COMMAND, BY_COMMAND];
  app = await startApp({
    serverFile: {
      codeRoots: [tmpdir()],
      migrationRunners: { psql: { command, cwd: tmpdir(), env: {}, timeoutSeconds: 60, tenants: ['*'] } },
    },
  });
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  owner = await createTestRole('bst_owner', { attributes: 'CREATEDB' });
  database = await createTestDatabase(undefined, `OWNER ${owner.name} TEMPLATE template0`);
  target = { ...database.target, user: owner.name, password: owner.password };
  project = await writeTypeormProject({
    '1700000000001-First.ts': typescriptMigration('First1700000000001', `await queryRunner.query('SELECT 1');`),
    '1700000000002-Second.ts': typescriptMigration(
      'Second1700000000002',
      `await queryRunner.query('SELECT pg_sleep(1.3)');
    await new Promise((resolve) => setTimeout(resolve, 1300));
    await queryRunner.query('CREATE TABLE added (n int)');`,
    ),
  });
  await sql(
    target,
    `CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
     INSERT INTO migrations (timestamp, name) VALUES (1700000000001, 'First1700000000001');
     CREATE TABLE item (id int PRIMARY KEY, "where" text); INSERT INTO item SELECT n, 'x' FROM generate_series(1, 100) n`,
  );
});
afterEach(async () => {
  await dropWithKept(app, database);
  await owner.drop();
  await project.remove();
});

describe('a role and a database that are hostile by default', () => {
  const HOSTILE: Record<string, string> = {
    default_transaction_read_only: 'on',
    statement_timeout: '1s',
    lock_timeout: '1s',
    idle_in_transaction_session_timeout: '1s',
    idle_session_timeout: '1s',
    search_path: 'nowhere',
    row_security: 'off',
    quote_all_identifiers: 'on',
    DateStyle: 'German',
    default_transaction_isolation: 'serializable',
    array_nulls: 'off',
  };

  beforeEach(async () => {
    // With two jobs one waits for its turn, for longer than an idle session lives, while the other builds this index.
    await sql(
      target,
      `CREATE FUNCTION slowly(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2.5); RETURN n; END';
       CREATE TABLE one AS SELECT 1 AS n, ARRAY[NULL, 1] AS nulls; CREATE INDEX built_slowly ON one (slowly(n));
       CREATE MATERIALIZED VIEW v1 AS SELECT count(*) FROM item; CREATE MATERIALIZED VIEW v2 AS SELECT count(*) FROM item;
       CREATE MATERIALIZED VIEW v3 AS SELECT count(*) FROM item; CREATE MATERIALIZED VIEW v4 AS SELECT count(*) FROM item`,
    );
    const admin = testServer();
    for (const [name, value] of Object.entries(HOSTILE)) {
      await sql(admin, `ALTER ROLE ${owner.name} SET "${name}" = '${value}'`);
      if (name === 'search_path') continue; // of the database, it would be the migrations' own
      await sql(admin, `ALTER DATABASE ${target.database} SET "${name}" = '${value}'`);
    }
    await sql(admin, `ALTER ROLE ${owner.name} SET search_path = public`);
  });

  it.each([
    ['typeorm', 'added'],
    ['psql', 'added_by_command'],
  ])('are backed up, planned, restored, migrated by %s, and rolled back', async (runner, added) => {
    const migrations = { framework: 'typeorm', codePath: project.codePath, runner };
    const sourceId = await jobs.addSource(target, { migrations });
    const backup = await jobs.completedBackup(sourceId);
    expect(backup.tableCounts).toEqual({ 'public.item': 100, 'public.migrations': 1, 'public.one': 1 });
    await sql(database.target, 'BEGIN READ WRITE; DELETE FROM item WHERE id > 3; COMMIT');
    const live = await readState(database.target);
    const plan = await jobs.plan(backup.id);
    expect(plan).toMatchObject({ verdict: 'behind', blockers: [], losses: { exact: true, tables: [] } });
    expect(plan.losses.rows).toEqual([{ table: 'public.item', live: 3, backup: 100 }]);
    const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
    expect(
      await sql(
        database.target,
        `SELECT to_regclass('public.${added}') IS NOT NULL AS there, (SELECT count(*)::int FROM item) AS items`,
      ),
    ).toEqual([{ there: true, items: 100 }]);
    const settings = await sql<{ setting: string }>(
      testServer(),
      `SELECT unnest(setconfig) AS setting FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE datname = $1`,
      [target.database],
    );
    expect(settings.map(({ setting }) => setting)).toContain('idle_session_timeout=1s');
    await jobs.rolledBack(restore.id);
    expect(await readState(database.target)).toEqual(live);
  });
});

describe('forced row-level security', () => {
  it('hides no row from a superuser’s backup and restore, and binds a view over it as it did', async () => {
    await sql(
      target,
      `CREATE TABLE secret (n int PRIMARY KEY, who text); INSERT INTO secret SELECT n, 'nobody' FROM generate_series(1, 50) n;
       INSERT INTO secret VALUES (51, current_user);
       ALTER TABLE secret ENABLE ROW LEVEL SECURITY; ALTER TABLE secret FORCE ROW LEVEL SECURITY;
       CREATE POLICY own ON secret USING (who = current_user);
       CREATE MATERIALIZED VIEW seen AS SELECT * FROM secret;
       CREATE TABLE child (n int REFERENCES secret)`,
    );
    await sql(database.target, 'INSERT INTO child SELECT n FROM secret');
    const before = await readState(database.target);
    expect(before.rows['public.seen']?.count).toBe(1);
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    expect(backup.tableCounts).toMatchObject({ 'public.secret': 51, 'public.child': 51 });
    await sql(database.target, 'DELETE FROM child; DELETE FROM secret');
    await jobs.completedRestore(backup.id);
    expect(await readState(database.target)).toEqual(before);
  });
});

describe('a table that a migration makes', () => {
  it('is the application’s, and is granted to whom its default privileges say, though a superuser restores', async () => {
    const reader = await createTestRole('bst_reader');
    await sql(target, `ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ${reader.name}`);
    const migrations = { framework: 'typeorm', codePath: project.codePath, runner: 'typeorm' };
    const backup = await jobs.completedBackup(await jobs.addSource(database.target, { migrations }));
    await jobs.completedRestore(backup.id);
    try {
      expect(await sql(target, 'INSERT INTO added VALUES (7); SELECT n FROM added')).toEqual([{ n: 7 }]);
      const asReader = { ...target, user: reader.name, password: reader.password };
      expect(await sql(asReader, 'SELECT n FROM added')).toEqual([{ n: 7 }]);
      await expect(sql(asReader, 'SELECT * FROM item')).rejects.toThrow('permission denied');
    } finally {
      await database.drop();
      await dropWithKept(app, database);
      await reader.drop();
    }
  });
});

describe('a role that has nothing to do with it', () => {
  it('never gets into the side database of a whole restore, nor into what is kept of it', async () => {
    const stranger = await createTestRole('bst_stranger');
    const migrations = { framework: 'typeorm', codePath: project.codePath, runner: 'typeorm' };
    const backup = await jobs.completedBackup(await jobs.addSource(target, { migrations }));
    const { restore } = expectStatus(202, await jobs.askRestore(backup.id));
    const outcomes: Record<string, number> = {};
    let isOver = false;
    const knock = async (): Promise<void> => {
      const watch = await openClient(testServer());
      while (!isOver) {
        const { rows } = await watch.query<{ name: string }>(
          `SELECT datname AS name FROM pg_database WHERE datname LIKE 'bst%' AND datname LIKE $1`,
          [`%${restore.id.slice(-12)}`],
        );
        for (const { name } of rows) {
          const kind = name.split('_')[1] ?? '';
          const outcome = await openClient({
            ...target,
            database: name,
            user: stranger.name,
            password: stranger.password,
          }).then(
            async (client) => {
              await client.end();
              return 'let in';
            },
            (error: unknown) => (error as { code?: string }).code ?? String(error),
          );
          outcomes[`${kind} ${outcome}`] = (outcomes[`${kind} ${outcome}`] ?? 0) + 1;
        }
      }
      await watch.end();
    };
    const knocking = knock();
    const ended = await jobs.restoreEnds(restore.id);
    isOver = true;
    await knocking;
    await stranger.drop();
    expect(ended.status).toBe('completed');
    // 42501: no right to connect; 55000: admits nobody at all; 3D000: gone since it was looked up.
    expect(outcomes['side 42501']).toBeGreaterThan(5);
    expect(Object.keys(outcomes).filter((outcome) => !/ (42501|55000|3D000)$/.test(outcome))).toEqual([]);
    // The live one admits everybody, as it did.
    expect(
      await sql({ ...database.target }, 'SELECT has_database_privilege($1, current_database(), $2) AS may', [
        'pg_monitor',
        'CONNECT',
      ]),
    ).toEqual([{ may: true }]);
  });
});
