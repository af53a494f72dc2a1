import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { readState, sql } from '../support/database-state.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

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
  await sql(
    database.target,
    `CREATE SCHEMA "we.ird"; CREATE TABLE "we.ird"."say ""hi""" (n int); INSERT INTO "we.ird"."say ""hi""" VALUES (1), (1);
     CREATE TABLE customers (id int PRIMARY KEY, gone int, name text, at timestamptz DEFAULT now());
     ALTER TABLE customers DROP COLUMN gone;
     INSERT INTO customers (id, name) SELECT n, 'customer ' || n FROM generate_series(1, 3000) n;
     CREATE INDEX ON customers (name); CREATE VIEW names AS SELECT name FROM customers;
     CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2';
     CREATE TABLE parts (n int) PARTITION BY LIST (n); CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1);
     INSERT INTO parts VALUES (1); CREATE TABLE empty (n int); SELECT lo_create(0)`,
  );
  sourceId = await jobs.addSource(database.target);
});
afterEach(async () => {
  await dropWithKept(app, database);
});

const control = (query: string): Promise<object[]> => queryOnce(app.database.superuserUrl, query);

async function manifestOf(backup: BackupRecord): Promise<Record<string, unknown>> {
  const names = await readdir(app.backupDir, { recursive: true });
  const name = names.find((path) => path.endsWith(`${backup.id.slice(-12)}/manifest.json`));
  return JSON.parse(await readFile(join(app.backupDir, name ?? '?'), 'utf8')) as Record<string, unknown>;
}

describe('fingerprints', () => {
  it('and counts of partitions by the hash of an enum are compared together: the server puts their rows elsewhere', async () => {
    await sql(
      database.target,
      `CREATE TYPE colour AS ENUM ('a', 'b', 'c', 'd', 'e', 'f', 'g'); CREATE TABLE hashed (c colour, n int) PARTITION BY HASH (c);
       CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 0);
       CREATE TABLE "hashed 1" PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 1);
       CREATE TABLE hashed_2 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 2);
       INSERT INTO hashed SELECT c, n FROM unnest(enum_range(NULL::colour)) c, generate_series(1, 5) n`,
    );
    const rows = () => sql(database.target, 'SELECT c, n FROM hashed ORDER BY 1, 2');
    const backedUp = await rows();
    const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
    expect(await jobs.verifiedBackup(backup.id, 'restored')).toMatchObject({ status: 'completed', proof: 'counted' });
    await sql(database.target, 'DELETE FROM hashed');
    for (const strategy of ['swap', 'in_place']) {
      await jobs.completedRestore(backup.id, { strategy });
      expect(await rows()).toEqual(backedUp);
    }
    await control(
      `UPDATE backups SET fingerprints = jsonb_set(fingerprints, '{tables,public.hashed_2}', '"5:1"') WHERE id = '${backup.id}'`,
    );
    const restore = await jobs.endedRestore(backup.id);
    expect(restore).toMatchObject({
      status: 'failed',
      error: { code: 'CHECKSUM_MISMATCH', message: expect.stringContaining('the partitions of public.hashed') },
    });
  });

  it('are taken where they are asked for, stand in record and manifest, and are compared by a restore', async () => {
    const plain = await jobs.completedBackup(sourceId);
    expect([plain.fingerprints, (await manifestOf(plain)).fingerprints]).toEqual([null, null]);

    const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
    const tables = backup.fingerprints ?? {};
    expect(Object.keys(tables).sort()).toEqual(Object.keys(backup.tableCounts ?? {}).sort());
    expect(tables['public.customers']).toMatch(/^3000:-?\d+$/);
    expect(tables['public.empty']).toBe('0:0');
    expect(await manifestOf(backup)).toMatchObject({ fingerprints: { encoding: 'UTF8', tables } });

    await sql(database.target, `UPDATE customers SET name = 'changed' WHERE id = 7`);
    const other = await jobs.completedBackup(sourceId, { fingerprints: true });
    expect(Object.entries(other.fingerprints ?? {}).filter(([table, value]) => tables[table] !== value)).toEqual([
      ['public.customers', expect.stringMatching(/^3000:/)],
    ]);
    const restore = await jobs.completedRestore(backup.id);
    expect(restore.phases.find(({ name }) => name === 'checking')?.detail).toMatchObject({ fingerprints: 4 });
    expect((await app.api.get(`/restores/${restore.id}/report`)).body).toMatchObject({
      fingerprints: { tables: 4, skipped: null },
    });
    expect(await sql(database.target, 'SELECT name FROM customers WHERE id = 7')).toEqual([{ name: 'customer 7' }]);
  });

  it.each(['swap', 'in_place'])('that differ fail a restore (%s) whole, and name the table', async (strategy) => {
    const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
    await control(
      `UPDATE backups SET fingerprints = jsonb_set(fingerprints, '{tables,public.customers}', '"3000:1"') WHERE id = '${backup.id}'`,
    );
    const live = await readState(database.target);
    const restore = await jobs.endedRestore(backup.id, { strategy });
    expect(restore).toMatchObject({
      status: 'failed',
      phase: 'checking',
      error: { code: 'CHECKSUM_MISMATCH', message: expect.stringContaining('public.customers') },
    });
    expect(restore.error?.message).not.toContain('we.ird');
    expect(await readState(database.target)).toEqual(live);
  });

  it('of another encoding are not compared in place, and the report says why', async () => {
    const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
    await control(
      `UPDATE backups SET fingerprints = jsonb_set(fingerprints, '{encoding}', '"LATIN1"') WHERE id = '${backup.id}'`,
    );
    const restore = await jobs.completedRestore(backup.id, { strategy: 'in_place' });
    expect((await app.api.get(`/restores/${restore.id}/report`)).body).toMatchObject({
      fingerprints: { tables: 0, skipped: expect.stringContaining('LATIN1') },
    });
  });

  it('are a boolean, and nothing else', async () => {
    const { status, body } = await app.api.post<ProblemBody>('/backups', { sourceId, fingerprints: 'yes' });
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'INVALID_PARAMETER', 'fingerprints']);
  });
});

interface Contents {
  schemas: { name: string; tables: object[]; objects: object | null; counts: object | null }[];
  largeObjects: number | null;
  notRecorded: string[];
}

describe('the contents of a backup', () => {
  it('are told as they were when it was made', async () => {
    const { id } = await jobs.completedBackup(sourceId);
    await sql(database.target, 'DROP TABLE empty');
    const contents = expectStatus<Contents>(200, await app.api.get(`/backups/${id}/contents`));
    expect(contents).toMatchObject({ backupId: id, files: [], notRecorded: [], largeObjects: 1 });
    const [publicSchema, weird] = contents.schemas;
    const bytes = expect.any(Number);
    expect(publicSchema).toMatchObject({
      name: 'public',
      tables: [
        { name: 'customers', rows: 3000, bytes, archiveBytes: bytes },
        { name: 'empty', rows: 0, bytes: 0, archiveBytes: bytes },
        { name: 'part_1', rows: 1, bytes: 8192, archiveBytes: bytes },
        { name: 'parts', rows: null, archiveBytes: null },
      ],
      objects: { views: ['names'], functions: ['twice(integer)'] },
      counts: { indexes: 1, constraints: 1 },
    });
    expect(weird).toMatchObject({ name: 'we.ird', tables: [{ name: 'say "hi"', rows: 2 }] });
  });

  it('of an older backup are what its row counts tell, and say what they lack', async () => {
    const { id } = await jobs.completedBackup(sourceId);
    await control(`UPDATE backups SET "contentsTree" = NULL WHERE id = '${id}'`);
    const contents = expectStatus<Contents>(200, await app.api.get(`/backups/${id}/contents`));
    expect(contents.notRecorded).toContain('schemas[].tables[].bytes');
    expect(contents.schemas.map(({ name, tables, objects }) => [name, tables, objects])).toEqual([
      ['public', [table('customers', 3000), table('empty', 0), table('part_1', 1)], null],
      ['we.ird', [table('say "hi"', 2)], null],
    ]);
  });

  it('of one that is not completed, or not there, are refused', async () => {
    const missing = await app.api.get<ProblemBody>('/backups/01900000-0000-7000-8000-000000000000/contents');
    expect([missing.status, missing.body.code]).toEqual([404, 'NOT_FOUND']);
    const { id } = await jobs.completedBackup(sourceId);
    await control(`UPDATE backups SET status = 'failed' WHERE id = '${id}'`);
    const failed = await app.api.get<ProblemBody>(`/backups/${id}/contents`);
    expect([failed.status, failed.body.code]).toEqual([409, 'BACKUP_NOT_READY']);
  });
});

function table(name: string, rows: number): object {
  return { name, rows, bytes: null, archiveBytes: null };
}
