import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { readState, sql, type DatabaseState } from '../support/database-state.js';
import { commandsUnder, fillIn, REPOSITORY, runShell } from '../support/documents.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let before: DatabaseState;
let keys: string;
const made: string[] = [];
const DEFAULTS = { compression: { algorithm: 'zstd', level: 1 }, encryption: { enabled: true } };

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE pages AS SELECT n, 'the text of page ' || n AS body FROM generate_series(1, 2000) n`,
  );
  before = await readState(database.target);
  sourceId = await jobs.addSource(database.target);
  await jobs.completedBackup(sourceId); // with it, the tenant's key is in the store
  keys = join(await mkdtemp(join(tmpdir(), 'backstitch-forms-')), 'keys.txt');
  const env = { MASTER_KEY: app.masterKey };
  const exported = await runShell(
    `umask 077; npm run --silent keys:export -- --store '${app.backupDir}' > '${keys}'`,
    env,
  );
  expect(exported).toMatchObject({ code: 0 });
});
afterAll(async () => {
  for (const name of made) await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name}`));
  await app.stop();
  await database.drop();
  await rm(join(keys, '..'), { recursive: true });
});

const control = <Row extends object>(query: string): Promise<Row[]> => queryOnce(app.database.superuserUrl, query);

async function set(values: object): Promise<void> {
  expectStatus(200, await app.api.put('/settings', values));
}

function newName(): string {
  const name = uniqueName('bst_form');
  made.push(name);
  return name;
}

async function fileOf(backup: BackupRecord): Promise<string> {
  const names = await readdir(app.backupDir, { recursive: true });
  return join(app.backupDir, names.find((name) => name.endsWith(backup.artifacts[0]?.fileName ?? '?')) ?? '?');
}

/** The command of docs/recovery.md for this form of file, run as it stands there. */
async function restoreByHand(file: string, ending: string): Promise<string> {
  const lines = commandsUnder('docs/recovery.md', 'What opens which file').split('\n');
  const command = lines.find((line) => line.includes(`NAME${ending} `));
  if (command === undefined) throw new Error(`docs/recovery.md has no command for ${ending}.`);
  const name = newName();
  const { host, port, user } = testServer();
  const commands = fillIn(`createdb --template template0 ${name}\n${command}`, {
    [`NAME${ending}`]: file,
    NEW_DATABASE: name,
    ...(command.includes('keys.txt') ? { 'keys.txt': keys } : {}),
  });
  const env = { PGHOST: host, PGPORT: String(port), PGUSER: user };
  expect(await runShell(commands, env, REPOSITORY)).toMatchObject({ code: 0 });
  return name;
}

describe.each([
  ['zstd', 19, true, '.dump.zst.age', ['zstd', '-19']],
  ['zstd', 3, false, '.dump.zst', ['zstd', '-3']],
  ['gzip', 9, true, '.dump.gz.age', ['-9']],
  ['gzip', 1, false, '.dump.gz', ['-1']],
  ['none', 1, true, '.dump.age', null],
  ['none', 1, false, '.dump', null],
] as const)('%s at level %i, encrypted: %s', (algorithm, level, enabled, ending, words) => {
  it('is made, checked, restored, and restored by hand', async () => {
    await set({ compression: { algorithm, level }, encryption: { enabled } });
    const backup = await jobs.completedBackup(sourceId);
    expect(backup.artifacts[0]).toMatchObject({
      compression: algorithm,
      encryption: enabled ? 'age' : 'none',
      fileName: expect.stringMatching(new RegExp(`[0-9]${ending.replaceAll('.', '\\.')}$`)),
    });
    const { commands } = (backup.proofs[0]?.evidence ?? {}) as { commands: string[][] };
    expect(commands.slice(1)).toEqual([
      ...(words === null ? [] : [expect.arrayContaining([...words])]),
      ...(enabled ? [expect.arrayContaining(['age', '-e'])] : []),
    ]);

    const warning = { code: 'NOT_ENCRYPTED', message: expect.stringMatching(/not encrypted/) };
    expect(backup).toMatchObject({ warnings: enabled ? [] : [warning] });
    expect((await jobs.logText(`backups/${backup.id}`)).includes('is not encrypted')).toBe(!enabled);

    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
    const restored = newName();
    await jobs.completedRestore(backup.id, { strategy: 'new_database', target: { database: restored } });
    expect(await readState({ ...database.target, database: restored })).toEqual(before);

    const file = await fileOf(backup);
    const byHand = await restoreByHand(file, ending);
    expect(await readState({ ...database.target, database: byHand })).toEqual(before);
    expect((await readFile(file)).includes('the text of page 7')).toBe(!enabled && algorithm === 'none');
  });
});

describe('readers go by the record of the artifact', () => {
  it('whatever the settings have become', async () => {
    await set({ compression: { algorithm: 'gzip', level: 6 }, encryption: { enabled: false } });
    const clear = await jobs.completedBackup(sourceId);
    await set(DEFAULTS);
    expect(await jobs.verifiedBackup(clear.id, 'restored')).toMatchObject({ status: 'completed', proof: 'counted' });
    const answer = await app.api.raw(`/backups/${clear.id}/download?decrypt=true`);
    expect(answer.headers.get('content-disposition')).toMatch(/_\d{6}\.dump"$/);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('PGDMP');
  });

  it('and believe it no more than the signed manifest: a changed one skips no check', async () => {
    const backup = await jobs.completedBackup(sourceId);
    const change = `UPDATE artifacts SET compression = 'none', encryption = 'none', "keyId" = NULL WHERE "backupId" = '${backup.id}'`;
    await expect(control(change.replace(', "keyId" = NULL', ''))).rejects.toThrow(/artifacts_key_check/);
    await control(change);
    const plan = await jobs.plan(backup.id);
    expect(plan.blockers).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'MANIFEST_INVALID' })] as object[]),
    );
    const { status, body } = await app.api.get<ProblemBody>(`/backups/${backup.id}/download?decrypt=true`);
    expect([status, body.code]).toEqual([500, 'ARCHIVE_UNREADABLE']);
    expect(await jobs.verifiedBackup(backup.id, 'checksum')).toMatchObject({
      status: 'corrupted',
      error: { code: 'MANIFEST_INVALID', message: expect.stringContaining('compression, encryption, keyId') },
    });
  });
});
