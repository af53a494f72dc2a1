import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { openClient, readState, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';
import { queryOnce } from '../support/throwaway-database.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  expect(await journalled()).toEqual([]);
  await database.drop();
});

const control = <Row extends object>(query: string): Promise<Row[]> => queryOnce(app.database.superuserUrl, query);
const journalled = (): Promise<object[]> => control('SELECT name FROM scratch_databases');

async function withTable(): Promise<BackupRecord> {
  await sql(database.target, 'CREATE TABLE t AS SELECT n FROM generate_series(1, 1000) n');
  sourceId = await jobs.addSource(database.target);
  return jobs.completedBackup(sourceId, { fingerprints: true });
}

async function askVerify(backup: BackupRecord): Promise<string> {
  const answer = await app.api.post<{ jobId: string }>(`/backups/${backup.id}/verify`, { level: 'restored' });
  return expectStatus(202, answer).jobId;
}

/** The scratch database of a job, as its journal names it, once it is made. */
async function scratchOf(jobId: string): Promise<string> {
  return eventually(`job ${jobId} has a scratch database`, async () => {
    const [row] = await control<{ name: string }>(
      `SELECT name FROM scratch_databases WHERE "jobId" = '${jobId}' AND oid IS NOT NULL`,
    );
    return row?.name;
  });
}

const exists = async (name: string): Promise<boolean> =>
  (await sql(testServer(), 'SELECT 1 AS one FROM pg_database WHERE datname = $1', [name])).length > 0;

describe('a check to level "restored"', () => {
  it('restores everything into a scratch database, compares, and drops it, without the live database', async () => {
    const db = await database.open();
    await createRichSchema(db);
    await db.end();
    sourceId = await jobs.addSource(database.target);
    const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
    const state = await readState(database.target);
    const name = quoteIdentifier(database.target.database);
    // Not even a connection to it: nobody gets one.
    await asAdmin((admin) => admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`));
    const verified = await jobs.verifiedBackup(backup.id, 'restored');
    await asAdmin((admin) => admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
    expect(verified).toMatchObject({ status: 'completed', proof: 'counted', error: null });
    expect(verified.proofs.slice(0, 3)).toEqual(backup.proofs);
    const tables = Object.keys(RICH_ROWS).length;
    const rows = Object.values(RICH_ROWS).reduce((sum, count) => sum + count, 0);
    const scratch = expect.stringMatching(/^bst_scratch_[0-9a-f]{12}$/);
    const words = expect.arrayContaining([expect.stringContaining('pg_restore'), '--section=pre-data']);
    expect(verified.proofs.slice(3)).toEqual([
      expect.objectContaining({ level: 'checksum' }),
      {
        level: 'restored',
        at: expect.any(String),
        seconds: expect.any(Number),
        evidence: expect.objectContaining({
          commands: expect.arrayContaining([words, expect.arrayContaining(['--section=post-data'])]),
          exitCode: 0,
          database: scratch,
          noOwner: false,
          notes: [],
        }) as object,
      },
      {
        level: 'counted',
        at: expect.any(String),
        seconds: expect.any(Number),
        evidence: { tables, rows, fingerprints: { tables, skipped: null } },
      },
    ]);
    const used = String(verified.proofs.at(-2)?.evidence.database);
    expect(await exists(used)).toBe(false);
    expect(await jobs.logText(`backups/${backup.id}`)).toContain(`The scratch database "${used}" is dropped.`);
    expect(await readState(database.target)).toEqual(state);
    expect(JSON.stringify(verified.proofs)).not.toMatch(/password=|AGE-SECRET/i);
  });

  it('is made from the control database where that is the maintenance database, and changes nothing there', async () => {
    await sql(database.target, 'CREATE TABLE t AS SELECT n FROM generate_series(1, 10) n');
    const maintenanceDatabase = new URL(app.database.superuserUrl).pathname.slice(1);
    sourceId = await jobs.addSource(database.target, { maintenanceDatabase });
    const backup = await jobs.completedBackup(sourceId);
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({ proof: 'counted', error: null });
    // One that was made before its database became the control database: nothing of that is restored anywhere.
    await control(
      `UPDATE sources SET database = jsonb_set(database, '{database}', '"${maintenanceDatabase}"') WHERE id = '${sourceId}'`,
    );
    expect((await jobs.jobEnds(await askVerify(backup))).error?.code).toBe('PERMISSION_DENIED');
  });

  it('needs no lock of its source: a backup that runs does not hold it up', async () => {
    const backup = await withTable();
    const holder = await openClient(database.target);
    await holder.query('BEGIN; LOCK TABLE t');
    const running = await jobs.askBackup(sourceId);
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({ proof: 'counted' });
    expect((await jobs.backup(running.id)).status).toBe('running');
    await holder.end();
    expect((await jobs.backupEnds(running.id)).status).toBe('completed');
  });

  it('finds rows that are not those of the record, which only a check as high takes back', async () => {
    const backup = await withTable();
    const set = (value: string): Promise<object[]> =>
      control(
        `UPDATE backups SET fingerprints = jsonb_set(fingerprints, '{tables,public.t}', '"${value}"') WHERE id = '${backup.id}'`,
      );
    await set('1000:77');
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({
      status: 'corrupted',
      proof: 'decoded',
      error: { code: 'CHECKSUM_MISMATCH', message: expect.stringContaining('public.t') },
    });
    await set(backup.fingerprints?.['public.t'] ?? '');
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'corrupted' });
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({ status: 'completed', error: null });

    await control(`UPDATE backups SET "tableCounts" = '{"public.t": 999}' WHERE id = '${backup.id}'`);
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({
      status: 'corrupted',
      error: { code: 'COUNT_MISMATCH', message: expect.stringContaining('public.t: 999 against 1000') },
    });
  });

  it('finds damaged bytes before it makes a database', async () => {
    const backup = await withTable();
    const names = await readdir(app.backupDir, { recursive: true });
    const file = join(app.backupDir, names.find((name) => name.endsWith(backup.artifacts[0]?.fileName ?? '?')) ?? '?');
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({ error: { code: 'CHECKSUM_MISMATCH' } });
    expect(await jobs.logText(`backups/${backup.id}`)).not.toContain('scratch');
  });
});

describe('where the server has changed', () => {
  it('roles that it lacks are done without, which the evidence says', async () => {
    const owner = uniqueName('bst_owner');
    const reader = uniqueName('bst_reader');
    await sql(
      database.target,
      `CREATE ROLE ${owner}; CREATE ROLE ${reader}; CREATE TABLE theirs AS SELECT 1 AS n;
       ALTER TABLE theirs OWNER TO ${owner}; GRANT SELECT ON theirs TO ${reader};
       ALTER TABLE theirs ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON theirs TO ${reader}, ${owner} USING (true)`,
    );
    const backup = await withTable();
    await sql(database.target, `DROP OWNED BY ${owner}, ${reader}; DROP ROLE ${owner}, ${reader}`);
    const verified = await jobs.verifiedBackup(backup.id, 'restored');
    expect(verified).toMatchObject({ status: 'completed', proof: 'counted' });
    expect(verified.proofs.at(-2)?.evidence).toMatchObject({
      noOwner: true,
      notes: [expect.stringMatching(new RegExp(`noOwner.*${owner}.*${reader}`))],
    });
  });

  it('a role that may not create databases is told so, and nothing is called damaged', async () => {
    const role = uniqueName('bst_plain');
    await sql(
      database.target,
      `CREATE ROLE ${role} LOGIN; ALTER DATABASE ${database.target.database} OWNER TO ${role};
       GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC`,
    );
    const target = { ...database.target, user: role };
    await sql(target, 'CREATE TABLE t (n int)');
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const ended = await jobs.jobEnds(await askVerify(backup));
    expect(ended).toMatchObject({
      state: 'failed',
      error: {
        code: 'PERMISSION_DENIED',
        message: expect.stringContaining(role),
        hint: expect.stringContaining('CREATEDB'),
      },
    });
    expect(await jobs.backup(backup.id)).toMatchObject({ status: 'completed', proof: 'decoded', error: null });
    await asAdmin((admin) => admin.query(`ALTER DATABASE ${database.target.database} OWNER TO CURRENT_USER`));
    await sql(database.target, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  it('a source does not move to another server while a scratch database of it is there', async () => {
    const backup = await withTable();
    await control(
      `INSERT INTO scratch_databases (id, "tenantId", "sourceId", "jobId", name)
       SELECT id, "tenantId", "sourceId", id, 'bst_scratch_000000000000' FROM backups WHERE id = '${backup.id}'`,
    );
    const { status, body } = await app.api.patch<ProblemBody>(`/sources/${sourceId}`, { database: { port: 1 } });
    expect([status, body.code]).toEqual([409, 'CONFLICT']);
    await control('DELETE FROM scratch_databases');
  });
});

describe('a check that is canceled', () => {
  it('drops its database, and leaves the proof as it was', async () => {
    await sql(
      database.target,
      `CREATE FUNCTION slow(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS
         'BEGIN IF current_database() LIKE ''bst_scratch_%'' THEN PERFORM pg_sleep(60); END IF; RETURN n; END';
       CREATE TABLE slow_to_index (n int); INSERT INTO slow_to_index VALUES (1); CREATE INDEX ON slow_to_index (slow(n))`,
    );
    const backup = await withTable();
    const jobId = await askVerify(backup);
    const scratch = await scratchOf(jobId);
    await eventually('the index is being built', async () => {
      const rows = await sql(
        testServer(),
        `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event = 'PgSleep'`,
        [scratch],
      );
      return rows.length > 0;
    });
    const askedAt = Date.now();
    expectStatus(202, await app.api.post(`/backups/${backup.id}/cancel`));
    expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'canceled', error: { code: 'CANCELED' } });
    expect(Date.now() - askedAt).toBeLessThan(20_000);
    expect(await exists(scratch)).toBe(false);
    const after = await jobs.backup(backup.id);
    expect(after).toMatchObject({ status: 'completed', proof: 'decoded', error: null });
    expect(after.proofs).toEqual(backup.proofs);
    const again = await app.api.post<ProblemBody>(`/backups/${backup.id}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, 'CONFLICT']);
  });
});
