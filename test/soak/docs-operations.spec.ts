import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AgeIdentity, generateAgeIdentity } from '../../src/platform/crypto/age-identity.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { commandsUnder, fillIn, runShell, type ShellResult } from '../support/documents.js';
import { type BackupRecord, expectStatus, JobsClient, type LogRecord } from '../support/jobs-client.js';
import { asAdmin, createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

/** The control database is lost; what a person then does stands in docs/operations.md, and is run as it stands there. */
let app: AppProcess;
let jobs: JobsClient;
let source: TestDatabase;
let recovery: AgeIdentity;
let backup: BackupRecord;
let log: LogRecord[];
let name: string;
/** Waiting for a worker when the dump is made; what became of them is not in it. */
let under: { backupId: string; restoreId: string };
/** By the restore of this test; the control database that knew of it is then replaced. */
let keptByRestore = 'none';
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backstitch-control-'));
  recovery = await generateAgeIdentity();
  app = await startApp({ env: { RECOVERY_RECIPIENT: recovery.recipient } });
  name = new URL(app.database.url).pathname.slice(1);
  source = await createTestDatabase();
  await onSource(`CREATE TABLE marker AS SELECT 'old' AS which`);
  jobs = new JobsClient(app.api);
  const [sourceId, otherId] = [await jobs.addSource(source.target), await jobs.addSource(source.target)];
  backup = await jobs.completedBackup(sourceId);
  await onSource(`UPDATE marker SET which = 'live'`);
  log = await jobs.log(`backups/${backup.id}`);
  app.env.WORKER_CONCURRENCY = '0';
  await app.restart();
  under = {
    backupId: (await jobs.askBackup(otherId)).id,
    restoreId: expectStatus(202, await jobs.askRestore(backup.id)).restore.id,
  };
  app.env.WORKER_CONCURRENCY = '2';
});
afterAll(async () => {
  await app.kill('SIGTERM');
  await asAdmin(async (admin) => {
    const { rows } = await admin.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [`${name}_`],
    );
    for (const { datname } of rows) await admin.query(`DROP DATABASE ${quoteIdentifier(datname)} WITH (FORCE)`);
    await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(keptByRestore)} WITH (FORCE)`);
  });
  await app.stop();
  await source.drop();
  await rm(directory, { recursive: true });
});

/** As somebody does who has the store and the master key, and none of our variables but those given. */
async function run(commands: string, env: Record<string, string> = {}): Promise<ShellResult> {
  return runShell(commands, {
    DATABASE_URL: app.database.url,
    BACKUP_DIR: app.backupDir,
    MASTER_KEY: app.masterKey,
    RECOVERY_RECIPIENT: recovery.recipient,
    BACKSTITCH_HOME: directory,
    ...env,
  });
}

const RESTORE = commandsUnder('docs/operations.md', 'Bring it back').trim();

async function loseDatabase(makesAnew: boolean): Promise<void> {
  await asAdmin(async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
    if (makesAnew) {
      await admin.query(`CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(name)} TEMPLATE template0`);
    }
  });
}

async function tables(): Promise<number> {
  const [row] = await queryOnce<{ count: number }>(
    app.database.url,
    `SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace`,
  );
  return row?.count ?? NaN;
}

async function dumpFile(): Promise<string> {
  const folder = join(app.backupDir, '_control');
  const files = (await readdir(folder, { recursive: true })).filter((file) => /_manual_.*\.age$/.test(file));
  return join(folder, files.sort().at(-1) ?? 'none');
}

async function onSource(sql: string): Promise<unknown[]> {
  const db = await source.open();
  try {
    await db.query('SET search_path = public');
    return (await db.query(sql)).rows;
  } finally {
    await db.end();
  }
}

/** It knows what it knew, and brings back a backup. */
async function expectKnowing(): Promise<void> {
  await app.restart();
  const again = new JobsClient(await app.anonymous.login(ADMIN.email, ADMIN.password));
  expect(await again.backup(backup.id)).toEqual(backup);
  expect(await again.log(`backups/${backup.id}`)).toEqual(log);
  expect(await again.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
}

it('dumps while Backstitch runs, as documented', async () => {
  const { code, stdout } = await run(commandsUnder('docs/operations.md', 'The control database'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/_control\/[0-9a-f-]{36}\/\d{8}_\d{6}_manual_0\.1\.0_[0-9a-f]{12}\.dump\.zst\.age$/m);
  expect((await run('npm run --silent control:restore -- --list')).stdout).toMatch(/_manual_0\.1\.0_.* bytes$/m);
});

it('refuses to write over a control database that is in use or not empty', async () => {
  const refused = await run(RESTORE);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(
    /The database "\w+" is not empty: it holds 2 backups, 1 restores, 2 sources, 1 users\. Add --replace/,
  );
  // For longer than a pool keeps connections that nobody uses.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  const used = await run(`${RESTORE} --replace`, { CONTROL_ADMIN_URL: adminUrl() });
  expect(used).toMatchObject({ code: 1 });
  expect(used.stderr).toMatch(/is in use: \d+ sessions\. Stop every process of Backstitch/);
  await jobs.backup(backup.id);
});

describe('the control database is lost', () => {
  it('comes back into an empty one, and Backstitch knows what it knew', async () => {
    await app.kill('SIGTERM');
    await loseDatabase(true);
    const { code, stderr } = await run(RESTORE);
    expect(stderr).toMatch(/Restoring into "\w+", which is empty\.[^]*restored, every row of it/);
    expect(code).toBe(0);
    await expectKnowing();
    expect(app.process.stdout).toMatch(/^This control database was restored from a dump/m);
  });

  it('everybody has to sign in again, and what was under way does not begin anew', async () => {
    expect(await app.api.get('/backups')).toMatchObject({ status: 401 });
    const again = new JobsClient(await app.anonymous.login(ADMIN.email, ADMIN.password));
    expect(await again.backupEnds(under.backupId)).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
    expect(await again.restoreEnds(under.restoreId)).toMatchObject({ status: 'canceled' });
    expect(await onSource('SELECT which FROM marker')).toEqual([{ which: 'live' }]);
    const { keptDatabase } = await again.completedRestore(backup.id);
    keptByRestore = keptDatabase ?? '';
    expect(await onSource('SELECT which FROM marker')).toEqual([{ which: 'old' }]);
  });

  it('is replaced by a dump where it is not empty, and kept aside', async () => {
    await app.kill('SIGTERM');
    const denied = await run(`${RESTORE} --replace`);
    expect(denied).toMatchObject({ code: 1 });
    expect(denied.stderr).toMatch(/may not create the database\. Name a role that may .* in CONTROL_ADMIN_URL/);
    const { code, stderr } = await run(`${RESTORE} --replace`, { CONTROL_ADMIN_URL: adminUrl() });
    expect(code).toBe(0);
    const [, kept = ''] = /kept as "(\w+_before_\d{8}_\d{6})"/.exec(stderr) ?? [];
    await asAdmin((admin) => admin.query(`ALTER DATABASE ${quoteIdentifier(kept)} ALLOW_CONNECTIONS true`));
    const url = new URL(app.database.superuserUrl);
    url.pathname = `/${kept}`;
    const restores = `SELECT status FROM restores ORDER BY number`;
    expect(await queryOnce(url.href, restores)).toEqual([{ status: 'canceled' }, { status: 'completed' }]);
    expect(await queryOnce(app.database.superuserUrl, restores)).toEqual([{ status: 'pending' }]);
    await expectKnowing();
  });

  it('is made anew where the server has no such database, by a role that may', async () => {
    await app.kill('SIGTERM');
    await loseDatabase(false);
    expect(await run(RESTORE, { CONTROL_ADMIN_URL: adminUrl() })).toMatchObject({ code: 0 });
    await expectKnowing();
  });

  it('comes back by hand, with age, zstd and pg_restore', async () => {
    await app.kill('SIGTERM');
    await loseDatabase(true);
    const identity = join(directory, 'control-identity.txt');
    const commands = fillIn(commandsUnder('docs/operations.md', 'Bring it back by hand'), {
      'backups/_control/INSTANCE/NAME.dump.zst.age': await dumpFile(),
      'control-identity.txt': identity,
    });
    expect(await run(commands)).toMatchObject({ code: 0, stderr: '' });
    await expectKnowing();
    expect(app.process.stdout).toMatch(/^This control database was restored from a dump/m);
    await writeFile(identity, recovery.identity, { mode: 0o600 });
    const listed = await runShell(
      `age -d -i '${identity}' '${await dumpFile()}' | zstd -d | (pg_restore --list && cat > /dev/null)`,
      {},
    );
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/TABLE DATA public audit_events/) });
    await app.kill('SIGTERM');
  });
});

describe('nothing is written', () => {
  beforeAll(async () => {
    await loseDatabase(true);
  });

  /** The newest dump and its manifest, changed. */
  async function changed(file: 'dump' | 'manifest', change: (bytes: Buffer) => Buffer): Promise<string> {
    const original = await dumpFile();
    const copy = join(directory, original.split('/').at(-1) ?? '');
    for (const ending of ['.dump.zst.age', '.json']) {
      await copyFile(original.replace('.dump.zst.age', ending), copy.replace('.dump.zst.age', ending));
    }
    const victim = file === 'dump' ? copy : copy.replace('.dump.zst.age', '.json');
    await writeFile(victim, change(await readFile(victim)));
    return copy;
  }

  it.each([
    ['a dump with a flipped bit', 'dump' as const, flipped, /ARCHIVE|could not decrypt|is not what was stored/],
    [
      'a dump that was cut',
      'dump' as const,
      (bytes: Buffer) => bytes.subarray(0, -1_000),
      /could not decrypt|not what/,
    ],
    ['a manifest that was edited', 'manifest' as const, edited, /was changed after it was signed/],
  ])('of %s', async (_case, file, change, words) => {
    const copy = await changed(file, change);
    const { code, stderr } = await run(`npm run --silent control:restore -- '${copy}'`);
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(await tables()).toBe(0);
  });

  it('under another master key', async () => {
    const { code, stderr } = await run(RESTORE, { MASTER_KEY: Buffer.alloc(32, 3).toString('base64') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/is signed with the key \w+, which is not trusted here/);
    expect(await tables()).toBe(0);
  });

  it('where two instances have dumps and nobody said which', async () => {
    const original = await dumpFile();
    const [instance = ''] = /[0-9a-f-]{36}/.exec(original) ?? [];
    const other = '01a1f989-c483-7779-b55a-f597c58a4d62';
    const store = join(directory, 'two');
    expect(
      await runShell(`cp -r '${app.backupDir}' '${store}' && cd '${store}/_control' && cp -r ${instance} ${other}`, {}),
    ).toMatchObject({ code: 0 });
    const { code, stderr } = await run(`${RESTORE} --store '${store}'`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/holds dumps of 2 instances/);
    expect(await tables()).toBe(0);
    expect(await run(`${RESTORE} --store '${store}' --instance ${instance}`)).toMatchObject({ code: 0 });
    expect(await tables()).toBeGreaterThan(20);
  });

  it.each([['latest extra'], ['--nonsense'], ['']])('for words that are not understood: %s', async (words) => {
    expect(await run(`npm run --silent control:restore -- ${words}`)).toMatchObject({ code: 2 });
  });
});

it('an older version of the same schema takes no jobs until it is made the instance’s, as documented', async () => {
  const release = "UPDATE instance_releases SET version = '0.2.0'"; // as if a later one had been there
  await queryOnce(app.database.superuserUrl, release);
  await app.restart();
  expect(app.process.stdout).toMatch(
    /^Warning: this is Backstitch 0\.1\.0 .*, and the instance is at Backstitch 0\.2\.0/m,
  );
  const commands = commandsUnder('docs/operations.md', 'Going back').split('\n');
  const set = commands.find((line) => line.includes('control:version')) ?? '';
  expect((await run('npm run --silent control:version')).stdout).toMatch(
    /^the instance: Backstitch 0\.2\.0 .*\nthis: Backstitch 0\.1\.0 .*\nworker on .*: Backstitch 0\.1\.0, takes no jobs$/m,
  );
  expect(await run(set)).toMatchObject({ code: 0 });
  const again = new JobsClient(await app.anonymous.login(ADMIN.email, ADMIN.password));
  await again.restoreEnds(under.restoreId); // what waited since the dump is closed, and its source free
  expect(await again.completedBackup(backup.sourceId)).toMatchObject({ status: 'completed' });
});

function adminUrl(): string {
  const url = new URL(app.database.superuserUrl);
  url.pathname = '/postgres';
  return url.href;
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = Math.floor(copy.length / 2);
  copy.writeUInt8(copy.readUInt8(middle) ^ 1, middle);
  return copy;
}

function edited(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8').replace('"kind": "manual"', '"kind": "nightly"'));
}
