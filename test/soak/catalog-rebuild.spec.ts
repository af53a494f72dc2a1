import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { readState, sql, type DatabaseState } from '../support/database-state.js';
import { runShell, type ShellResult } from '../support/documents.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { filesBelow } from '../support/leftovers.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { createThrowawayDatabase, queryOnce, type ThrowawayDatabase } from '../support/throwaway-database.js';
import { dumpOf, endedImport } from '../support/uploads.js';

let first: AppProcess;
let second: AppProcess | undefined;
let database: TestDatabase;
let control: ThrowawayDatabase;
let store: string;
let state: DatabaseState;
let before: (BackupRecord & { trusted: boolean })[];
const restored = uniqueName('bst_rebuilt');

beforeAll(async () => {
  first = await startApp();
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE pages AS SELECT n FROM generate_series(1, 500) n');
  state = await readState(database.target);
  const jobs = new JobsClient(first.api);
  const sourceId = await jobs.addSource(database.target, { name: 'The shop' });
  await jobs.completedBackup(sourceId, { name: 'of a Monday', tags: ['kept'] });
  await jobs.completedBackup(sourceId);
  await endedImport(jobs, { sourceId, file: await dumpOf(database.target, '-Fc') });
  before = (await jobs.backupsOf(sourceId)) as typeof before;
  // A copy, as of a store whose instance is lost.
  store = join(await mkdtemp(join(tmpdir(), 'backstitch-rebuild-')), 'store');
  await cp(first.backupDir, store, { recursive: true });
  control = await createThrowawayDatabase();
});
afterAll(async () => {
  await second?.stop();
  await first.stop();
  await database.drop();
  await control.drop();
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${restored}`));
  await rm(join(store, '..'), { recursive: true });
});

function rebuild(more = '', masterKey = first.masterKey): Promise<ShellResult> {
  const env = { DATABASE_URL: control.url, MASTER_KEY: masterKey, BACKUP_DIR: store };
  return runShell(`node dist/app/cli.js catalog:rebuild ${more}`, env);
}

it('brings everything that is in the store back into an empty control database', async () => {
  const { code, stdout, stderr } = await rebuild('--verify');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Added: 3 backups, 1 sources, 0 tenants, 1 keys\. Known before: 0 backups\.$/m);
  expect(stdout).toMatch(/"The shop" \(database ".*"\): its server, its role and its password must be given anew/);

  second = await startApp({ env: { DATABASE_URL: control.url, MASTER_KEY: first.masterKey, BACKUP_DIR: store } });
  const jobs = new JobsClient(second.api);
  const after = (await jobs.backupsOf(before[0]?.sourceId ?? '')) as typeof before;
  const facts = (backup: (typeof before)[number]): object => {
    const { id, number, name, origin, status, trusted, tableCounts, createdAt, startedAt, artifacts } = backup;
    return { id, number, name, origin, status, trusted, tableCounts, createdAt, startedAt, artifacts };
  };
  expect(after.map(facts)).toEqual(before.map(facts));
  expect(after.map(({ trusted }) => trusted)).toEqual([false, true, true]);
});

it('what it brought back is verified and restored', async () => {
  if (second === undefined) throw new Error('There is no second instance.');
  const jobs = new JobsClient(second.api);
  const backup = before.find(({ name }) => name === 'of a Monday');
  if (backup === undefined) throw new Error('There is no such backup.');
  expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', proof: 'decoded' });
  const { host, port, user, password, database: name } = database.target;
  const given = { host, port, user, database: name, ...(password === null ? {} : { password }) };
  expectStatus(200, await second.api.patch(`/sources/${backup.sourceId}`, { database: given }));
  await jobs.completedRestore(backup.id, { strategy: 'new_database', target: { database: restored } });
  expect(await readState({ ...testServer(), database: restored })).toEqual(state);
  // The next backup is one more of them.
  expect((await jobs.completedBackup(backup.sourceId)).number).toBe(4);
});

it('adds only what is missing, and overwrites nothing', async () => {
  await queryOnce(control.superuserUrl, `UPDATE backups SET name = 'renamed' WHERE number = 1`);
  await queryOnce(control.superuserUrl, `DELETE FROM backups WHERE number = 2`);
  const { code, stdout } = await rebuild();
  expect(code).toBe(0);
  expect(stdout).toBe('Added: 1 backups, 0 sources, 0 tenants, 0 keys. Known before: 3 backups.\n');
  const rows = await queryOnce<{ number: number; name: string }>(
    control.superuserUrl,
    'SELECT number, name FROM backups WHERE number < 3 ORDER BY number',
  );
  expect(rows).toEqual([
    { number: 1, name: 'renamed' },
    { number: 2, name: before.find(({ number }) => number === 2)?.name },
  ]);
});

it('names what it does not believe, and leaves it', async () => {
  const manifests = (await filesBelow(store)).filter((file) => /^[0-9a-f-]{36}\/.*manifest\.json$/.test(file)).sort();
  const [changed = '', damaged = ''] = manifests;
  const text = await readFile(join(store, changed), 'utf8');
  await writeFile(
    join(store, changed),
    text.replace('"trusted": false', '"trusted": true').replace('"name": "', '"name": "x'),
  );
  await writeFile(join(store, damaged), '{');
  await queryOnce(control.superuserUrl, 'DELETE FROM backups');
  const { code, stdout, stderr } = await rebuild();
  expect(code).toBe(3);
  expect(stderr).toContain(`Left: ${changed}: The document was changed after it was signed`);
  expect(stderr).toContain(`Left: ${damaged}: It is not JSON`);
  expect(stdout).toMatch(/^Added: 2 backups, .*\nLeft where they are: 2 manifests, named above\.$/m);
});

it('names artifacts without a manifest, with what to do, and artifacts of known backups that are damaged', async () => {
  const folders = (await filesBelow(store)).filter((file) => /^[0-9a-f-]{36}\/.*\.age$/.test(file)).sort();
  const [, , intact = ''] = folders;
  const stray = intact.replace(/_[0-9a-f]{12}\//, '_0123456789ab/');
  await cp(join(store, intact), join(store, stray));
  const bytes = await readFile(join(store, intact));
  await writeFile(join(store, intact), bytes.fill('x', bytes.length - 1));
  const { code, stdout, stderr } = await rebuild();
  expect({ code, stdout }).toMatchObject({ code: 3, stdout: expect.not.stringContaining('Damaged') as unknown });
  expect(stderr).toContain(`Left: ${stray} (`);
  expect(stderr).toMatch(/upload it as a dump of the source [0-9a-f-]{36} \(POST \/api\/v1\/backups\/import\)/);
  expect(stdout).toMatch(/^Left where they are: 1 objects without a manifest, named above with what to do\.$/m);

  const verified = await rebuild('--verify');
  expect(verified.code).toBe(3);
  const manifest = join(intact, '..', 'manifest.json');
  expect(verified.stdout).toMatch(
    new RegExp(`^Damaged: ${manifest}: .*POST /api/v1/backups/[0-9a-f-]{36}/verify$`, 'm'),
  );
});

it('believes nobody without the master key, and nothing that is no store', async () => {
  const other = await rebuild('', Buffer.alloc(32, 1).toString('base64'));
  expect(other).toMatchObject({ code: 1 });
  expect(other.stderr).toMatch(/MASTER_KEY is not the key/);
  expect(await rebuild(`--store ${join(store, '..')}`)).toMatchObject({ code: 1 });
  expect(await rebuild('--everything')).toMatchObject({ code: 2 });
});
