import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, open, readdir, realpath, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import { choosePgDump } from '../../src/platform/postgres/choose-clients.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, JobsClient } from '../support/jobs-client.js';
import { programsOf } from '../support/leftovers.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let temporaryDirectory: string;
let backup: BackupRecord;

beforeAll(async () => {
  temporaryDirectory = await realpath(await mkdtemp(join(tmpdir(), 'backstitch-tmp-')));
  app = await startApp({ env: { TMPDIR: temporaryDirectory } });
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  // More than fits into the buffers on the way: 20 MB that hardly compress.
  await sql(
    database.target,
    `CREATE TABLE t AS SELECT n, (SELECT string_agg(md5(n::text || i), '') FROM generate_series(1, 30) i) AS text
       FROM generate_series(1, 20000) n`,
  );
  sourceId = await jobs.addSource(database.target);
  backup = await jobs.completedBackup(sourceId);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
  await rm(temporaryDirectory, { recursive: true });
});

const path = (of = backup): string => `/backups/${of.id}/download?decrypt=true`;

async function fileOf(of: BackupRecord): Promise<string> {
  const names = await readdir(app.backupDir, { recursive: true });
  return join(app.backupDir, names.find((name) => name.endsWith(of.artifacts[0]?.fileName ?? '?')) ?? '?');
}

async function flip(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 0x10;
  await handle.write(byte, 0, 1, at);
  await handle.close();
}

it('gives the archive that pg_restore reads, without range, tag and length, and writes down who had it', async () => {
  const response = await app.api.raw(path(), { headers: { range: 'bytes=0-9', 'if-none-match': '*' } });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  for (const header of ['etag', 'content-length', 'accept-ranges', 'content-range']) {
    expect(response.headers.get(header)).toBeNull();
  }
  expect(response.headers.get('content-disposition')).toMatch(/filename="[^"]*\.dump"$/);
  expect(bytes.length).toBe(backup.rawBytes);
  const { pgDump } = choosePgDump(await new ClientPrograms(new ProcessRunner(process.env)).installed(), 15);
  const file = join(temporaryDirectory, 'plain.dump');
  await writeFile(file, bytes);
  const list = execFileSync(pgDump.replace(/pg_dump$/, 'pg_restore'), ['--file=-', file], { maxBuffer: 1 << 28 });
  await rm(file);
  expect(list.toString().match(/^\d+\t[0-9a-f]{960}$/gm)).toHaveLength(20_000);
  const audited = await queryOnce<{ actor: string; data: object }>(
    app.database.superuserUrl,
    `SELECT actor, data FROM audit_events WHERE action = 'backup.download' AND "subjectId" = '${backup.id}'`,
  );
  expect(audited).toMatchObject([{ data: { decrypt: true } }]);
});

it('has the headers alone for HEAD, and runs nothing', async () => {
  const response = await app.api.raw(path(), { method: 'HEAD' });
  expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, null, '']);
});

describe('who may not have it', () => {
  it.each(['viewer', 'operator', 'approver'] as const)('a %s is refused, which is written down', async (role) => {
    const person = await addPerson(app, { role });
    const { status, body } = await person.get<ProblemBody>(path());
    expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
    if (role !== 'viewer')
      expect((await person.raw(`/backups/${backup.id}/download`, { method: 'HEAD' })).status).toBe(200);
    const refused = await queryOnce(
      app.database.superuserUrl,
      `SELECT 1 FROM audit_events WHERE outcome = 'refused' AND data->>'path' LIKE '%/download'`,
    );
    expect(refused.length).toBeGreaterThan(0);
  });

  it('an admin of another tenant finds nothing', async () => {
    const person = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect((await person.get(path())).status).toBe(404);
  });

  it('a value that is neither true nor false is refused', async () => {
    const { status, body } = await app.api.get<ProblemBody>(`/backups/${backup.id}/download?decrypt=yes`);
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'INVALID_PARAMETER', 'decrypt']);
  });
});

describe('an artifact that is damaged', () => {
  let damaged: BackupRecord;
  beforeEach(async () => {
    damaged = await jobs.completedBackup(sourceId);
  });

  it.each([
    ['in the middle', (size: number) => Math.floor(size / 2)],
    ['in its last byte', (size: number) => size - 1],
  ])('%s breaks the connection: it never ends as if it were whole', async (_, at) => {
    const file = await fileOf(damaged);
    await flip(file, at((await stat(file)).size));
    const response = await app.api.raw(path(damaged));
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
  });

  it('so that no byte comes of it is told in words', async () => {
    const file = await fileOf(damaged);
    await flip(file, 30);
    const { status, body } = await app.api.get<ProblemBody>(path(damaged));
    expect([status, body.code]).toEqual([500, 'ARCHIVE_UNREADABLE']);
    await truncate(file, 100);
    expect((await app.api.get<ProblemBody>(path(damaged))).body.code).toBe('CHECKSUM_MISMATCH');
    await rm(file);
    expect((await app.api.get<ProblemBody>(path(damaged))).body.code).toBe('ARCHIVE_UNREADABLE');
  });
});

it('a client that goes away takes its programs with it', async () => {
  const leaving = new AbortController();
  const response = await app.api.raw(path(), { signal: leaving.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  expect((await programsOf(temporaryDirectory)).join()).toMatch(/zstd/);
  leaving.abort();
  await eventually('the programs are gone', async () => (await programsOf(temporaryDirectory)).length === 0, 10_000);
});
