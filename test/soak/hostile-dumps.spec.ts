import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type HostileDump, hostileDumps } from '../support/hostile-dumps.js';
import { hostileTars } from '../support/hostile-tars.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { filesBelow } from '../support/leftovers.js';
import { asAdmin, createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';
import { dumpOf, endedImport, tarOfDirectory } from '../support/uploads.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let dumps: HostileDump[];
const marker = join(tmpdir(), uniqueName('bst-hostile'));

beforeAll(async () => {
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE pages AS SELECT n, md5(n::text) AS body FROM generate_series(1, 5000) n');
  // Before the application: making them holds this process up for longer than a connection is kept.
  dumps = [
    ...hostileDumps(await dumpOf(database.target, '-Fc', '-Z0'), marker),
    ...hostileTars(await tarOfDirectory(database.target), marker),
  ];
  app = await startApp();
  jobs = new JobsClient(app.api, 300_000);
  sourceId = await jobs.addSource(database.target);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

it('two hundred dumps that are broken or mean ill are refused, each with a clear error, and leave nothing', async () => {
  expect(dumps.length).toBeGreaterThan(200);
  const outcomes: string[] = [];
  for (const { name, file } of dumps) {
    const { status, error } = await endedImport(jobs, { sourceId, file });
    const isClear = status === 'failed' && ['ARCHIVE_UNREADABLE', 'CLIENT_TOO_OLD'].includes(error?.code ?? '');
    if (!isClear) outcomes.push(`${name}: ${status} ${JSON.stringify(error)}`);
  }
  expect(outcomes).toEqual([]);
  expect(existsSync(marker)).toBe(false);
  const left = async (): Promise<unknown[]> => [
    ...(await filesBelow(app.backupDir)).filter((file) => !/^(keys\/|_control\/|\.backstitch-store$)/.test(file)),
    ...(await queryOnce(app.database.superuserUrl, 'SELECT id FROM received_uploads')), // goes right after its object
  ];
  await eventually('nothing is left', async () => ((await left()).length === 0 ? true : null), 30_000);
}, 1_800_000);

/** What a function does when it is called; `here` is true in a scratch database alone, so that the dump can be made. */
const BODIES: Record<string, string> = {
  'runs a program': `COPY (SELECT 1) TO PROGRAM 'touch ${marker}';`,
  'reads a file': `PERFORM pg_catalog.pg_read_file('/etc/passwd');`,
  'writes a file': `COPY (SELECT 1) TO '${marker}';`,
  'becomes a superuser': `EXECUTE 'SET ROLE postgres';`,
  'is the session of a superuser': `EXECUTE 'SET SESSION AUTHORIZATION postgres';`,
  'makes itself one': `EXECUTE format('ALTER ROLE %I SUPERUSER', current_user);`,
  'makes another role': `EXECUTE 'CREATE ROLE bst_evil SUPERUSER';`,
  'changes the live database': `EXECUTE 'ALTER DATABASE LIVE RENAME TO bst_evil';`,
  'changes settings of the live database': `EXECUTE 'ALTER DATABASE LIVE SET search_path = evil';`,
  'ends the sessions of others': `PERFORM pg_catalog.pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres' AND pid <> pg_backend_pid();
    IF NOT FOUND THEN RAISE 'nobody to end'; END IF;`,
  'reads passwords': `PERFORM rolpassword FROM pg_catalog.pg_authid;`,
  'calls elsewhere': `EXECUTE 'CREATE EXTENSION dblink SCHEMA public';`,
  'takes a language that is not trusted': `EXECUTE 'CREATE EXTENSION file_fdw SCHEMA public';`,
};

it.each(Object.entries(BODIES))('a function that %s is contained where it is tried out', async (_what, body) => {
  const evil = await createTestDatabase();
  const source = body.replaceAll('LIVE', database.target.database);
  await sql(
    evil.target,
    `CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN
       IF current_database() LIKE 'bst_scratch%' THEN ${source} END IF; END $f$;
     CREATE FUNCTION f(n integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM public.g(); RETURN n; END $$;
     CREATE TABLE t (n integer CHECK (f(n) > 0)); INSERT INTO t VALUES (1); CREATE INDEX ON t (f(n))`,
  );
  const { id, status } = await endedImport(jobs, { sourceId, file: await dumpOf(evil.target, '-Fc') });
  await evil.drop();
  expect(status).toBe('completed');
  const { jobId } = expectStatus<{ jobId: string }>(
    202,
    await app.api.post(`/backups/${id}/verify`, { level: 'restored' }),
  );
  expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'RESTORE_FAILED' } });
  expect(existsSync(marker)).toBe(false);
  const { rows } = await asAdmin((admin) =>
    admin.query(
      `SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'bst\\_guest%' OR rolname = 'bst_evil'
       UNION ALL SELECT datname FROM pg_database WHERE datname LIKE 'bst\\_scratch%' OR datname = 'bst_evil'
       UNION ALL SELECT 'settings' FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = $1`,
      [database.target.database],
    ),
  );
  expect(rows).toEqual([]);
});
