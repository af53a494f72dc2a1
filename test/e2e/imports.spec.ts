import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encryptSmall, generateAgeIdentity } from '../../src/platform/crypto/age-identity.js';
import type { ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { PREAMBLE, rows, table, writeArchive } from '../support/archive-writer.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { filesBelow } from '../support/leftovers.js';
import { addPerson } from '../support/people.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';
import { writeTar } from '../support/tar-writer.js';
import { dumpOf, endedImport, tarOfDirectory, upload } from '../support/uploads.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let plain: Buffer;
const made: string[] = [];
const marker = join(tmpdir(), uniqueName('bst-hostile'));
const role = uniqueName('bst_plain');

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE pages (n integer PRIMARY KEY, body text); CREATE TABLE "Order" (n integer); CREATE TABLE empty (n integer);
     INSERT INTO pages SELECT n, 'the text of page ' || n FROM generate_series(1, 3000) n;
     INSERT INTO "Order" VALUES (1), (2); SELECT lo_from_bytea(0, 'bytes')`,
  );
  sourceId = await jobs.addSource(database.target);
  plain = await dumpOf(database.target, '-Fc', '-Z0');
  await asAdmin((admin) => admin.query(`CREATE ROLE ${role} LOGIN CREATEDB PASSWORD 'plain'`));
});
afterAll(async () => {
  for (const name of made) await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name}`));
  await app.stop();
  await database.drop();
  await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
});

const COUNTS = { 'public."Order"': 2, 'public.empty': 0, 'public.pages': 3000 };
const guests = () => asAdmin((admin) => admin.query(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'bst\\_guest%'`));

/** Files of the store that belong to no completed backup, and rows of uploads. */
async function leftOf(): Promise<string[]> {
  const control = <Row extends object>(query: string): Promise<Row[]> => queryOnce(app.database.superuserUrl, query);
  const known = await control<{ key: string }>(
    `SELECT a."storageKey" AS key FROM artifacts a JOIN backups b ON b.id = a."backupId" WHERE b.status = 'completed'
     UNION SELECT "manifestKey" FROM backups WHERE status = 'completed'`,
  );
  const uploads = await control<{ key: string }>('SELECT "storageKey" AS key FROM received_uploads');
  const keys = new Set(known.map(({ key }) => key));
  const files = (await filesBelow(app.backupDir)).filter(
    (file) => !/^(keys\/|_control\/|\.backstitch-store$)/.test(file),
  );
  return [...files.filter((file) => !keys.has(file)), ...uploads.map(({ key }) => `row of ${key}`)];
}

async function nothingIsLeft(): Promise<void> {
  await eventually('nothing is left', async () => ((await leftOf()).length === 0 ? true : null), 25_000);
}

describe('takes', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['a dump with pg_dump’s own compression', () => dumpOf(database.target, '-Fc')],
    ['one without', async () => plain],
    ['the tar format', () => dumpOf(database.target, '-Ft')],
    ['a tar of the directory format', () => tarOfDirectory(database.target)],
    ['.gz around a tar of it', async () => gzipSync(await tarOfDirectory(database.target, ['-Z0']))],
    ['.gz around it', async () => gzipSync(plain)],
    ['.zst around it', async () => execFileSync('zstd', ['-q', '-c'], { input: plain, maxBuffer: 2 ** 28 })],
  ])('%s, told by its content', async (_what, make) => {
    const fileName = '../../etc/"x"\r\nSet-Cookie: a.sql';
    const fields = { name: 'From the old server', description: 'the last one' };
    const backup = await endedImport(jobs, { sourceId, file: await make(), fileName, fields });
    expect(backup).toMatchObject({
      ...{ status: 'completed', origin: 'upload', trusted: false, proof: 'decoded', name: 'From the old server' },
      ...{ error: null, tableCounts: COUNTS, versions: { app: null }, databaseSize: null },
    });
    expect(backup.artifacts).toEqual([expect.objectContaining({ role: 'database', encryption: 'age' })]);
    expect(await jobs.logText(`backups/${backup.id}`)).toMatch(/not trusted/);
    await nothingIsLeft();
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['a dump in the custom format', () => dumpOf(database.target, '-Fc')],
    ['a tar of one in the directory format', () => tarOfDirectory(database.target, [], ['--sort=name', '.'])],
  ])('what it stored of %s is a dump that everything of ours can read', async (_what, make) => {
    const { id } = await endedImport(jobs, { sourceId, file: await make() });
    expect(await jobs.verifiedBackup(id, 'decoded')).toMatchObject({ status: 'completed', error: null });
    const restored = await jobs.verifiedBackup(id, 'restored');
    expect(restored).toMatchObject({ status: 'completed', proof: 'counted', error: null });
    expect(await jobs.logText(`backups/${id}`)).toMatch(/runs as the role "bst_guest_/);
    expect((await guests()).rows).toEqual([]);
    const contents = expectStatus<{ schemas: { name: string; tables: { name: string; rows: number }[] }[] }>(
      200,
      await app.api.get(`/backups/${id}/contents`),
    );
    expect(contents.schemas[0]?.tables.map((each) => [each.name, each.rows])).toEqual([
      ['Order', 2],
      ['empty', 0],
      ['pages', 3000],
    ]);
    const decrypted = await app.api.raw(`/backups/${id}/download?decrypt=true`);
    const head = Buffer.from(await decrypted.arrayBuffer()).subarray(0, 16);
    expect([head.toString('latin1', 0, 5), head.readUInt32LE(12)]).toEqual(['PGDMP', 0]); // its compression is none
  });
});

describe('the migrations of a dump', () => {
  const COLUMNS = 'id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name character varying NOT NULL';
  let shop: TestDatabase;
  let shopId: string;
  let before: Buffer;
  let after: Buffer;

  beforeAll(async () => {
    shop = await createTestDatabase();
    await sql(shop.target, `CREATE TABLE migrations (${COLUMNS}); INSERT INTO migrations VALUES (1, 1, 'First1')`);
    before = await dumpOf(shop.target, '-Fc');
    await sql(shop.target, `INSERT INTO migrations VALUES (2, 2, 'Second2')`);
    shopId = await jobs.addSource(shop.target);
    after = await tarOfDirectory(shop.target);
  });
  afterAll(async () => {
    await shop.drop();
  });

  const wish = { strategy: 'new_database', target: { database: 'bst_nowhere' } };

  it('are known, and its plan says what is pending', async () => {
    const older = await endedImport(jobs, { sourceId: shopId, file: before });
    const apps = [{ app: 'public.migrations', applied: ['First1'], failed: [] }];
    const frameworks = [{ framework: 'typeorm', table: 'public.migrations', apps }];
    expect(older).toMatchObject({ status: 'completed', trusted: false, migrationState: { frameworks }, warnings: [] });
    const plan = await jobs.plan(older.id, wish);
    expect(plan).toMatchObject({ verdict: 'behind', migrations: [{ pending: ['Second2'], unknown: [] }] });
    const newer = await endedImport(jobs, { sourceId: shopId, file: after });
    expect(await jobs.plan(newer.id, wish)).toMatchObject({ verdict: 'same' });
    await sql(shop.target, `DELETE FROM migrations WHERE id = 2`);
    expect(await jobs.plan(newer.id, wish)).toMatchObject({ verdict: 'ahead', migrations: [{ unknown: ['Second2'] }] });
    await sql(shop.target, `INSERT INTO migrations VALUES (2, 2, 'Second2')`);
  });

  it('that are pending are not run by a drill, which says so', async () => {
    const { id } = await endedImport(jobs, { sourceId: shopId, file: before });
    const drill = await jobs.endedDrill({ sourceId: shopId, backupId: id });
    expect(drill).toMatchObject({ status: 'completed', error: null });
    expect(await jobs.logText(`drills/${drill.id}`)).toMatch(/1 migrations are pending, and none run by themselves/);
  });
});

describe('what this instance signed', () => {
  let original: BackupRecord;
  let file: Buffer;
  let manifest: string;

  beforeAll(async () => {
    original = await jobs.completedBackup(sourceId);
    const names = await filesBelow(app.backupDir);
    const artifact = names.find((name) => name.endsWith(original.artifacts[0]?.fileName ?? '?')) ?? '?';
    file = await readFile(join(app.backupDir, artifact));
    manifest = await readFile(join(app.backupDir, artifact, '..', 'manifest.json'), 'utf8');
  });

  it('is trusted, and knows all that the original knew', async () => {
    const backup = await endedImport(jobs, { sourceId, file, manifest });
    expect(backup).toMatchObject({
      status: 'completed',
      trusted: true,
      tableCounts: COUNTS,
      databaseSize: expect.any(Number),
    });
    expect(backup).toMatchObject({ versions: (original as unknown as { versions: object }).versions });
  });

  it('is anybody’s without its manifest, or with one that was changed', async () => {
    expect(await endedImport(jobs, { sourceId, file })).toMatchObject({ status: 'completed', trusted: false });
    const changed = manifest.replace('"sourceName": "', '"sourceName": "x');
    const backup = await endedImport(jobs, { sourceId, file, manifest: changed });
    expect(backup).toMatchObject({ status: 'completed', trusted: false, warnings: [{ code: 'MANIFEST_NOT_TRUSTED' }] });
  });

  it('is refused where the file is another', async () => {
    const backup = await endedImport(jobs, { sourceId, file: plain, manifest });
    expect(backup).toMatchObject({ status: 'failed', error: { code: 'CHECKSUM_MISMATCH' } });
    await nothingIsLeft();
  });
});

describe('refuses, and leaves nothing of', () => {
  /** As pg_dump 17 compresses by itself; no client program here need know that. */
  const byZstd = (dumpVersion: string): Buffer =>
    writeArchive({ minor: 16, dumpVersion, entries: PREAMBLE }).fill(3, 11, 12);
  const archive = (...entries: Parameters<typeof writeArchive>[0]['entries'][number][]) =>
    writeArchive({ entries: [...PREAMBLE, ...entries] });

  it.each<[string, string, RegExp, () => Promise<Buffer> | Buffer]>([
    ['plain SQL', 'ARCHIVE_UNREADABLE', /plain SQL.*psql/, () => dumpOf(database.target)],
    ['a tar of something else', 'ARCHIVE_UNREADABLE', /no toc\.dat/, () => writeTar([{ name: '7.dat', data: '1\n' }])],
    [
      'a tar that lacks a file',
      'ARCHIVE_UNREADABLE',
      /missing/,
      () => tarOfDirectory(database.target, [], ['toc.dat']),
    ],
    ['a dump that was cut', 'ARCHIVE_UNREADABLE', /ends/, () => plain.subarray(0, plain.length - 1000)],
    ['a .gz that was cut', 'ARCHIVE_UNREADABLE', /gzip/, () => gzipSync(plain).subarray(0, 5000)],
    ['rows as INSERTs', 'ARCHIVE_UNREADABLE', /--inserts/, () => dumpOf(database.target, '-Fc', '--inserts')],
    [
      'an artifact that was sealed for others',
      'KEY_UNAVAILABLE',
      /none of the keys of this tenant/,
      async () => encryptSmall(plain, [(await generateAgeIdentity()).recipient]),
    ],
    ['archives within archives', 'ARCHIVE_UNREADABLE', /within/, () => gzipSync(gzipSync(plain))],
    ['a format of tomorrow', 'CLIENT_TOO_OLD', /1\.17/, () => writeArchive({ minor: 17, entries: PREAMBLE })],
    ['a pg_dump of tomorrow', 'CLIENT_TOO_OLD', /pg_dump 99; installed: \d/, () => byZstd('99.0')],
    ['no dump', 'ARCHIVE_UNREADABLE', /no dump/, () => Buffer.from([0, 1, 2, 3])],
    [
      'a statement that is no definition',
      'ARCHIVE_UNREADABLE',
      /defines no object/,
      () => archive({ ...table('a'), definition: `ALTER SYSTEM SET archive_command = 'touch ${marker}'` }),
    ],
    [
      'rows from a program',
      'ARCHIVE_UNREADABLE',
      /COPY … FROM stdin/,
      () => archive(table('a'), { ...rows('a', []), copyStatement: `COPY a FROM PROGRAM 'touch ${marker}'` }),
    ],
  ])('%s', async (_what, code, message, make) => {
    const backup = await endedImport(jobs, { sourceId, file: await make() });
    expect(backup).toMatchObject({ status: 'failed', error: { code, hint: expect.stringMatching(/./) as unknown } });
    expect(backup.error?.message).toMatch(message);
    await nothingIsLeft();
  });

  it('what unpacks to far more than it is', async () => {
    expectStatus(200, await app.api.put('/settings', { importMaxBytes: 2 ** 20 }));
    const zeros = { ...rows('t', [], 'body'), data: [Buffer.alloc(2 ** 24)] };
    const input = archive(table('t', 'body text'), zeros);
    const backup = await endedImport(jobs, { sourceId, file: execFileSync('zstd', ['-q', '-c'], { input }) });
    expectStatus(200, await app.api.put('/settings', { importMaxBytes: 2 ** 30 }));
    expect(backup).toMatchObject({ status: 'failed', error: { code: 'ARCHIVE_UNREADABLE' } });
    expect(backup.error?.message).toMatch(/unpacks to more/);
    await nothingIsLeft();
  });

  it('a file that is another than was said', async () => {
    const fields = { sha256: 'A'.repeat(64) };
    const backup = await endedImport(jobs, { sourceId, file: plain, fields });
    expect(backup).toMatchObject({ status: 'failed', error: { code: 'CHECKSUM_MISMATCH' } });
  });

  it('forms that are wrong, before anything is queued', async () => {
    const answers = await Promise.all([
      upload<ProblemBody>(app.api, { sourceId: 'x', file: plain }),
      upload<ProblemBody>(app.api, { sourceId, file: plain, fields: { colour: 'red' } }),
      upload<ProblemBody>(app.api, { sourceId, file: Buffer.alloc(0) }),
      upload<ProblemBody>(app.api, { sourceId: '0198a2b4-0000-7000-8000-000000000000', file: plain }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'INVALID_PARAMETER'],
      [400, 'INVALID_PARAMETER'],
      [400, 'INVALID_PARAMETER'],
      [404, 'NOT_FOUND'],
    ]);
    await nothingIsLeft();
  });

  it.each<[string, [string, string][], [number, string, string]]>([
    ['sourceId', [], [400, 'MISSING_PARAMETER', 'sourceId']],
    ['name', [['sourceId', '']], [400, 'INVALID_PARAMETER', 'name']],
  ])('a %s that comes after the file, and says how it is done', async (late, early, expected) => {
    const form = new FormData();
    for (const [name] of early) form.append(name, sourceId);
    form.append('file', new Blob([plain]), 'shop.dump');
    form.append(late, sourceId);
    const response = await app.api.raw('/backups/import', { method: 'POST', body: form });
    const { code, hint, errors } = (await response.json()) as ProblemBody;
    expect([response.status, code, errors?.[0]?.field]).toEqual(expected);
    expect(hint).toMatch(/all fields .*sourceId.* come before it: curl -F sourceId=… -F file=@/);
    await nothingIsLeft();
  });

  it('what is larger than the settings allow', async () => {
    expectStatus(200, await app.api.put('/settings', { importMaxBytes: 1000 }));
    const { status, body } = await upload<ProblemBody>(app.api, { sourceId, file: plain });
    expectStatus(200, await app.api.put('/settings', { importMaxBytes: 2 ** 30 }));
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
    await nothingIsLeft();
  });

  it('a client that goes away in the middle', async () => {
    const { host } = new URL(app.baseUrl);
    const headers = {
      ...{ host, 'content-type': 'multipart/form-data; boundary=b', 'transfer-encoding': 'chunked' },
      authorization: await tokenOf(),
    };
    const sent = request(`${app.baseUrl}/api/v1/backups/import`, { method: 'POST', headers });
    sent.on('error', () => undefined);
    sent.write(`--b\r\nContent-Disposition: form-data; name="sourceId"\r\n\r\n${sourceId}\r\n`);
    sent.write('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
    sent.write(plain.subarray(0, 4096));
    await eventually('the upload is there', async () => ((await leftOf()).length > 0 ? true : null));
    sent.destroy();
    await nothingIsLeft();
  });
});

describe('a dump that means ill', () => {
  it('reaches nothing where it is tried out, whatever its functions do, and whoever the source is', async () => {
    const evil = await createTestDatabase();
    await sql(
      evil.target,
      `CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
         IF current_database() LIKE 'bst_scratch%' THEN COPY (SELECT 1) TO PROGRAM 'touch ${marker}'; END IF; END $$;
       CREATE FUNCTION f(n integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM public.g(); RETURN n; END $$;
       CREATE TABLE t (n integer); INSERT INTO t VALUES (1); CREATE INDEX ON t (f(n))`,
    );
    const { id, status } = await endedImport(jobs, { sourceId, file: await dumpOf(evil.target, '-Fc') });
    await evil.drop();
    expect(status).toBe('completed');
    const { jobId } = expectStatus<{ jobId: string }>(
      202,
      await app.api.post(`/backups/${id}/verify`, { level: 'restored' }),
    );
    expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'RESTORE_FAILED' } });
    expect(await jobs.logText(`backups/${id}`)).toMatch(/pg_execute_server_program|superuser/);
    expect(existsSync(marker)).toBe(false);
    expect((await guests()).rows).toEqual([]);
  });

  it('is ended where it would run without end', async () => {
    const endless = await createTestDatabase();
    await sql(
      endless.target,
      `CREATE FUNCTION f(n integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
         WHILE current_database() LIKE 'bst_scratch%' LOOP END LOOP; RETURN n; END $$;
       CREATE TABLE t (n integer); INSERT INTO t VALUES (1); CREATE INDEX ON t (f(n))`,
    );
    const { id } = await endedImport(jobs, { sourceId, file: await dumpOf(endless.target, '-Fc') });
    await endless.drop();
    expectStatus(200, await app.api.put('/settings', { rehearsalMaxHours: 0.001 }));
    const wish = { level: 'restored' };
    const { jobId } = expectStatus<{ jobId: string }>(202, await app.api.post(`/backups/${id}/verify`, wish));
    expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'STALLED' } });
    expectStatus(200, await app.api.put('/settings', { rehearsalMaxHours: null }));
    expect(await jobs.logText(`backups/${id}`)).toMatch(/not over after 4 seconds/);
    const scratches = await queryOnce(app.database.superuserUrl, 'SELECT name FROM scratch_databases');
    expect([...(await guests()).rows, ...scratches]).toEqual([]);
  });

  it('is restored by superadmins alone, and through plain roles alone', async () => {
    const { id } = await endedImport(jobs, { sourceId, file: await dumpOf(database.target, '-Fc') });
    const name = uniqueName('bst_uploaded');
    made.push(name);
    const wish = { strategy: 'new_database', target: { database: name }, noOwner: true };
    const plan = await jobs.plan(id, wish);
    expect(plan.warnings.map(({ code }) => code)).toContain('UNTRUSTED_BACKUP');
    expect(plan.blockers.map(({ code }) => code)).toContain('UNTRUSTED_NEEDS_PLAIN_ROLE');
    expect(await jobs.refusedRestore(id, wish)).toMatchObject({ status: 409, body: { code: 'RESTORE_BLOCKED' } });

    const { target } = database;
    const plainSource = await jobs.addSource({ ...target, user: role, password: 'plain' });
    const byPlainRole = { ...wish, target: { sourceId: plainSource, database: name } };
    const admin = new JobsClient(await addPerson(app, { role: 'admin' }));
    expect(await admin.refusedRestore(id, byPlainRole)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    await jobs.completedRestore(id, byPlainRole);
    const found = await sql({ ...testServer(), database: name }, 'SELECT count(*)::int AS n FROM pages');
    expect(found).toEqual([{ n: 3000 }]);
  });
});

async function tokenOf(): Promise<string> {
  const answer = await app.anonymous.post<{ accessToken: string }>('/auth/login', ADMIN);
  return `Bearer ${expectStatus(200, answer).accessToken}`;
}
