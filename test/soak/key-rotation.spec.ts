import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../../scripts/lib/ports.mjs';
import { errnoOf } from '../../src/common/errno.js';
import { decryptSmall, masterRecoveryIdentity } from '../../src/platform/crypto/age-identity.js';
import { MasterKeys } from '../../src/platform/crypto/master-key.js';
import { SecretBox } from '../../src/platform/crypto/secret-box.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { runShell, type ShellResult } from '../support/documents.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, JobsClient } from '../support/jobs-client.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

const PASSWORD = 'the password of the source';
const newKey = (): string => randomBytes(32).toString('base64');

let app: AppProcess;
let jobs: JobsClient;
let source: TestDatabase;
let sourceId: string;
const restored: string[] = [];

beforeEach(async () => {
  source = await createTestDatabase();
  await sql(source.target, `CREATE TABLE things AS SELECT n, 'thing ' || n AS name FROM generate_series(1, 500) AS n`);
  app = await startApp();
  jobs = new JobsClient(app.api);
  sourceId = await jobs.addSource({ ...source.target, password: PASSWORD });
});
afterEach(async () => {
  await app.stop();
  await source.drop();
});
afterAll(async () => {
  for (const name of restored) await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name}`));
});

async function restartWith(current: string, previous?: string): Promise<void> {
  app.env.MASTER_KEY = current;
  if (previous === undefined) delete app.env.MASTER_KEY_PREVIOUS;
  else app.env.MASTER_KEY_PREVIOUS = previous;
  await app.restart();
}

/** What a start with these keys says when it is refused. */
async function refusal(current: string, previous?: string): Promise<string> {
  const env = { ...app.env, MASTER_KEY: current, PORT: String(await freePort()) };
  const process = ServerProcess.spawn('main', previous === undefined ? env : { ...env, MASTER_KEY_PREVIOUS: previous });
  expect(await process.ended()).toBe(1);
  expect(process.stderr).not.toContain(current);
  return process.stderr;
}

async function escrows(directory = app.backupDir): Promise<string[]> {
  const files = await readdir(join(directory, 'keys'), { recursive: true });
  return files.filter((file) => file.endsWith('.age')).sort();
}

/** null: with another key only, or not there any more, as a key that is being renewed right now. */
async function openedBy(file: string, masterKey: string): Promise<string | null> {
  const { identity } = await masterRecoveryIdentity(Buffer.from(masterKey, 'base64'));
  const bytes = await readFile(join(app.backupDir, 'keys', file)).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  return decryptSmall(bytes, identity).then(
    (opened) => opened.toString('utf8').trim(),
    () => null,
  );
}

/** Resolves when every key in the store opens with this master key, and none is left beside them. */
async function escrowsAreFor(masterKey: string, count: number): Promise<void> {
  await eventually('the keys in the store are for the new master key', async () => {
    const files = await escrows();
    const opened = await Promise.all(files.map((file) => openedBy(file, masterKey)));
    const isAlone = files.every((file) => /^[^.]+\.age$/.test(file));
    return files.length === count && isAlone && opened.every((identity) => identity?.startsWith('AGE-SECRET-KEY-1'));
  });
}

async function sealedPassword(): Promise<string> {
  const [row] = await queryOnce<{ sealed: string }>(
    app.database.superuserUrl,
    `SELECT "sealedPassword" AS sealed FROM sources WHERE id = $1`,
    [sourceId],
  );
  return row?.sealed ?? '';
}

function openPassword(sealed: string, masterKey: string): string {
  const box = new SecretBox(new MasterKeys(Buffer.from(masterKey, 'base64')));
  return box.open(sealed, `source:${sourceId}:password`);
}

const keysRotate = (args: string, env: Record<string, string> = {}): Promise<ShellResult> =>
  runShell(`npm run --silent keys:rotate -- ${args}`, {
    DATABASE_URL: app.database.url,
    MASTER_KEY: app.env.MASTER_KEY ?? '',
    ...env,
  });

/** With age, zstd and pg_restore, and the keys that keys:export gives for the master key. */
async function recoverByHand(backup: BackupRecord, keys: string): Promise<unknown> {
  const name = uniqueName('bst_by_hand');
  restored.push(name);
  const { host, port, user } = testServer();
  const files = await readdir(app.backupDir, { recursive: true });
  const artifact = files.find((file) => file.endsWith(`/${backup.artifacts[0]?.fileName ?? '?'}`)) ?? '';
  const result = await runShell(
    `createdb --template template0 ${name}
     age -d -i '${keys}' '${join(app.backupDir, artifact)}' | zstd -d | pg_restore -d ${name}`,
    { PGHOST: host, PGPORT: String(port), PGUSER: user },
  );
  expect(result).toMatchObject({ code: 0 });
  return sql({ ...testServer(), database: name }, 'SELECT count(*)::int AS n FROM things');
}

describe('a new master key', () => {
  it('seals everything anew at the start, in the control database and in the store', async () => {
    const old = app.masterKey;
    const current = newKey();
    const before = await jobs.completedBackup(sourceId);
    const [file = ''] = await escrows();
    const identity = await openedBy(file, old);
    await restartWith(current, old);
    expect(app.process.stdout).toMatch(/The master key is a new one; \d+ secrets are sealed with it/);
    const sealed = await sealedPassword();
    expect(openPassword(sealed, current)).toBe(PASSWORD);
    expect(() => openPassword(sealed, old)).toThrow();
    await escrowsAreFor(current, 1);
    expect(await escrows()).toEqual([file]);
    expect(await openedBy(file, current)).toBe(identity);
    expect(await openedBy(file, old)).toBeNull();
    const [audited] = await queryOnce<{ data: { resealed: number } }>(
      app.database.superuserUrl,
      `SELECT data FROM audit_events WHERE action = 'master_key.rotate'`,
    );
    expect(audited?.data.resealed).toBeGreaterThanOrEqual(3); // a password, the tenant's key, the signing key

    // The old key is needed no more.
    await restartWith(current);
    expect(await jobs.verifiedBackup(before.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
    expect(await jobs.completedBackup(sourceId)).toMatchObject({ status: 'completed', proof: 'decoded' });
    expect(await escrows()).toEqual([file]);
  });

  it('answers what an Idempotency-Key had before', async () => {
    const client = app.api.with({ 'idempotency-key': 'over-a-rotation' });
    const first = await client.post(`/sources/${sourceId}/test`);
    await restartWith(newKey(), app.masterKey);
    const second = await client.post(`/sources/${sourceId}/test`);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is carried out once by several processes that start at the same moment', async () => {
    const current = newKey();
    await jobs.completedBackup(sourceId);
    await app.kill('SIGTERM');
    const env = { ...app.env, MASTER_KEY: current, MASTER_KEY_PREVIOUS: app.masterKey };
    const workers = await Promise.all([1, 2, 3].map(async () => ServerProcess.spawn('worker', env)));
    try {
      await Promise.all(workers.map((worker) => worker.printed(/^Backstitch worker is ready/m)));
      expect(workers.filter(({ stdout }) => stdout.includes('The master key is a new one'))).toHaveLength(1);
      await escrowsAreFor(current, 1);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
    await restartWith(current);
    expect(await jobs.completedBackup(sourceId)).toMatchObject({ status: 'completed' });
  });

  it('is refused with a previous key that is not this instance’s, and nothing is changed', async () => {
    const [current, wrong] = [newKey(), newKey()];
    const sealed = await sealedPassword();
    await app.kill('SIGTERM');
    expect(await refusal(current)).toMatch(/MASTER_KEY is not the key/);
    expect(await refusal(current, wrong)).toMatch(/Neither MASTER_KEY nor MASTER_KEY_PREVIOUS is the key/);
    expect(await refusal(app.masterKey, wrong)).toMatch(/MASTER_KEY_PREVIOUS is not the key that this instance had/);
    expect(await sealedPassword()).toBe(sealed);
    await restartWith(current, app.masterKey);
    await restartWith(current, app.masterKey); // the right one may stay for a while
    await app.kill('SIGTERM');
    expect(await refusal(current, wrong)).toMatch(/MASTER_KEY_PREVIOUS is not the key that this instance had/);
    expect(await refusal(app.masterKey)).toMatch(/MASTER_KEY is not the key/);
    await restartWith(current);
  });

  it('leaves alone what was damaged before, names it, and seals the rest', async () => {
    const other = await jobs.addSource({ ...source.target, password: 'another' });
    await queryOnce(
      app.database.superuserUrl,
      `UPDATE sources SET "sealedPassword" = overlay("sealedPassword" placing 'AAAA' from 40) WHERE id = $1`,
      [other],
    );
    const current = newKey();
    await restartWith(current, app.masterKey);
    expect(app.process.stdout).toMatch(new RegExp(`Warning: 1 secrets are sealed .*sources ${other}`));
    expect(openPassword(await sealedPassword(), current)).toBe(PASSWORD);
  });

  it('waits for a store that is away, and is done when it comes back, even without the previous key', async () => {
    const current = newKey();
    await jobs.completedBackup(sourceId);
    await app.kill('SIGTERM');
    await rename(app.backupDir, `${app.backupDir}.away`);
    await restartWith(current, app.masterKey);
    await eventually('the store is found to be away', async () => {
      const rows = await queryOnce(app.database.superuserUrl, 'SELECT 1 FROM escrow_states WHERE error IS NOT NULL');
      return rows.length > 0;
    });
    expect((await app.anonymous.get('/health')).body).toMatchObject({
      status: 'degraded',
      checks: { keys: 'degraded' },
    });
    await app.kill('SIGTERM');
    await rename(`${app.backupDir}.away`, app.backupDir);
    await restartWith(current);
    await escrowsAreFor(current, 1);
    await eventually('health says so', async () => {
      const { body } = await app.anonymous.get<{ checks: Record<string, string> }>('/health');
      return body.checks.keys === 'ok';
    });
  });
});

describe('keys:rotate', () => {
  it('gives a tenant a new key; old backups still open, and by hand both do after a new master key too', async () => {
    const first = await jobs.completedBackup(sourceId);
    const rotated = await keysRotate('--tenant default');
    expect(rotated).toMatchObject({ code: 0 });
    expect(rotated.stdout).toMatch(/^default: key [0-9a-f-]{36} from now on; [0-9a-f-]{36} stays/);
    const second = await jobs.completedBackup(sourceId);
    expect(await escrows()).toHaveLength(2);
    const keyIds = await queryOnce<{ keyId: string }>(
      app.database.superuserUrl,
      'SELECT DISTINCT "keyId" FROM artifacts',
    );
    expect(keyIds).toHaveLength(2);
    for (const { id } of [first, second]) {
      expect(await jobs.verifiedBackup(id, 'decoded')).toMatchObject({ status: 'completed', error: null });
    }

    const current = newKey();
    await restartWith(current, app.masterKey);
    await escrowsAreFor(current, 2);
    await app.kill('SIGTERM');
    const directory = await mkdtemp(join(tmpdir(), 'backstitch-keys-'));
    try {
      const keys = join(directory, 'keys.txt');
      const exported = await runShell(`npm run --silent keys:export -- --output '${keys}'`, {
        MASTER_KEY: current,
        BACKUP_DIR: app.backupDir,
      });
      expect(exported).toMatchObject({ code: 0, stderr: '' });
      expect((await readFile(keys, 'utf8')).match(/AGE-SECRET-KEY-1/g)).toHaveLength(2);
      for (const backup of [first, second]) expect(await recoverByHand(backup, keys)).toEqual([{ n: 500 }]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('says whose keys it needs, and takes no other master key', async () => {
    await jobs.completedBackup(sourceId);
    expect(await keysRotate('')).toMatchObject({ code: 2, stdout: '' });
    expect((await keysRotate('--tenant nobody')).stderr).toMatch(/There is no tenant nobody.*default/);
    const wrong = await keysRotate('--all', { MASTER_KEY: newKey() });
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/not the master key of the instance/);
    const keys = await queryOnce(
      app.database.superuserUrl,
      `SELECT 1 FROM encryption_keys WHERE purpose = 'artifacts'`,
    );
    expect(keys).toHaveLength(1);
  });
});
