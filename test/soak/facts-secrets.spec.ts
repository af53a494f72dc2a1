import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';
import { typescriptMigration, type TypeormProject, writeTypeormProject } from '../support/typeorm-project.js';

/** In statements of the database, and of a migration. */
const SECRET = `secret-${randomBytes(8).toString('hex')}`;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let project: TypeormProject;

beforeAll(async () => {
  app = await startApp({ serverFile: { codeRoots: [tmpdir()] } });
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  project = await writeTypeormProject({
    '1700000000001-First.ts': typescriptMigration('First1700000000001', `await queryRunner.query('SELECT 1');`),
  });
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
  await project.remove();
});

it('a password in a statement that fails is in no log, record, event, answer, or output of ours', async () => {
  await sql(
    database.target,
    `CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
     CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user 'x', password '${SECRET}');
     CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
     INSERT INTO migrations (timestamp, name) VALUES (1700000000001, 'First1700000000001');
     CREATE FUNCTION helper(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
     CREATE FUNCTION indexed(int, text) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN helper($1); END';
     CREATE INDEX by_path ON migrations (indexed(id, '${SECRET}'))`,
  );
  const migrations = { framework: 'typeorm', codePath: project.codePath, runner: 'typeorm' };
  const sourceId = await jobs.addSource(database.target, { migrations });

  // Its function finds the other one by the search_path, which is empty in a restore: pg_restore fails at the statement.
  const unrestorable = await jobs.completedBackup(sourceId);
  const plan = await jobs.plan(unrestorable.id);
  const restore = await jobs.endedRestore(unrestorable.id);
  expect(restore).toMatchObject({ status: 'failed', error: { code: 'RESTORE_FAILED' } });
  expect(restore.error?.message).toContain('helper');
  await sql(database.target, 'DROP INDEX by_path');
  const backup = await jobs.completedBackup(sourceId);

  // A migration that fails at such a statement: the server's error points into it.
  await project.write(
    '1700000000002-Second.ts',
    typescriptMigration(
      'Second1700000000002',
      `await queryRunner.query(\`DO $$ BEGIN
         EXECUTE 'CREATE USER MAPPING FOR nobody_at_all SERVER far OPTIONS (password ''${SECRET}'')'; END $$\`);`,
    ),
  );
  const migrating = await jobs.endedRestore(backup.id);
  expect(migrating).toMatchObject({ status: 'failed', error: { code: 'MIGRATION_FAILED' } });

  const said: Record<string, string> = { stdout: app.process.stdout, stderr: app.process.stderr };
  for (const id of [restore.id, migrating.id]) {
    for (const route of ['', '/logs?limit=1000', '/report'])
      said[`restore ${id}${route}`] = JSON.stringify((await app.api.get(`/restores/${id}${route}`)).body);
    said[`events of ${id}`] = await eventsOf(`/restores/${id}/events`);
  }
  said.backup = JSON.stringify(await jobs.backup(backup.id)) + (await jobs.logText(`backups/${backup.id}`));
  said.plan = JSON.stringify(plan);
  for (const name of await readdir(app.backupDir, { recursive: true }).then((names) =>
    names.filter((n) => /\.\w+$/.test(n)),
  ))
    said[name] = await readFile(join(app.backupDir, name), 'latin1');
  const tables = await queryOnce<{ name: string }>(
    app.database.superuserUrl,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  for (const { name } of tables) {
    const rows = await queryOnce(app.database.superuserUrl, `SELECT t::text FROM ${name} t`);
    said[`table ${name}`] = JSON.stringify(rows);
  }
  expect(tables.length).toBeGreaterThan(5);
  expect(Object.keys(said).filter((where) => said[where]?.includes(SECRET))).toEqual([]);
  // What is left out is said to be, so that nobody wonders.
  expect(said[`restore ${restore.id}/logs?limit=1000`]).toContain('Command was: (left out)');
});

async function eventsOf(path: string): Promise<string> {
  return (await app.api.raw(path, { headers: { 'Last-Event-ID': '0' } })).text();
}
