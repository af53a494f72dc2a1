import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
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
  const gone = uniqueName('bst_gone');
  await sql(
    database.target,
    `CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE ROLE ${gone};
     CREATE USER MAPPING FOR ${gone} SERVER far OPTIONS (user 'x', password '${SECRET}');
     CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
     INSERT INTO migrations (timestamp, name) VALUES (1700000000001, 'First1700000000001')`,
  );
  const migrations = { framework: 'typeorm', codePath: project.codePath, runner: 'typeorm' };
  const sourceId = await jobs.addSource(database.target, { migrations });
  const backup = await jobs.completedBackup(sourceId);
  await sql(database.target, `DROP USER MAPPING FOR ${gone} SERVER far; DROP ROLE ${gone}`);

  // The plan asks for the role. Told to leave owners out, pg_restore meets the statement, and fails with it.
  const plan = await jobs.plan(backup.id);
  expect(plan.blockers).toMatchObject([{ code: 'ROLES_MISSING', message: expect.stringContaining(gone) }]);
  const restore = await jobs.endedRestore(backup.id, { noOwner: true });
  expect(restore).toMatchObject({ status: 'failed', error: { code: 'RESTORE_FAILED' } });
  expect(restore.error?.message).toContain(gone);

  // A migration that fails at such a statement: the server's error points into it.
  await sql(database.target, `CREATE ROLE ${gone}`);
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
  await sql(database.target, `DROP ROLE ${gone}`);

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
