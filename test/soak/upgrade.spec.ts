import { readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { crampedStore } from '../support/cramped-store.js';
import { eventually } from '../support/eventually.js';
import { StoreTrap } from '../support/faults/store-steps.js';
import { JobsClient } from '../support/jobs-client.js';
import { filesBelow } from '../support/leftovers.js';
import { buildOtherRelease, type OtherRelease } from '../support/other-release.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

const LATER = 1_999_999_999_001;
/** Slow enough that two processes which start at once meet in it, or as slow as the role says. */
const ADDS_A_TABLE = {
  [`Later${LATER}`]: `CREATE TABLE later_thing AS
    SELECT pg_sleep(coalesce(current_setting('bst.slow', true), '1')::float8)::text AS slept`,
};

let app: AppProcess;
let source: TestDatabase;
let sourceId: string;
let later: OtherRelease;
let broken: OtherRelease;

beforeAll(async () => {
  [app, source, later, broken] = await Promise.all([
    startApp(),
    createTestDatabase(),
    buildOtherRelease('9.9.9', ADDS_A_TABLE),
    buildOtherRelease('9.9.9', { ...ADDS_A_TABLE, [`Wrong${LATER + 1}`]: 'SELECT 1 / 0' }),
  ]);
  sourceId = await new JobsClient(app.api).addSource(source.target);
});
afterAll(async () => {
  await app.stop();
  await Promise.all([source.drop(), later.remove(), broken.remove()]);
});

async function control<Row extends object>(sql: string): Promise<Row[]> {
  return queryOnce<Row>(app.database.superuserUrl, sql);
}

async function hasLaterTable(): Promise<boolean> {
  const [row] = await control<{ found: boolean }>(`SELECT to_regclass('later_thing') IS NOT NULL AS found`);
  return row?.found === true;
}

/** Names of the files of dumps, without their folder. */
async function dumps(): Promise<string[]> {
  const files = await readdir(join(app.backupDir, '_control'), { recursive: true }).catch(() => []);
  return files
    .map((file) => file.split('/').at(-1) ?? '')
    .filter((file) => file.endsWith('.age') || file.endsWith('.json'));
}

async function filesOfDumps(): Promise<string[]> {
  return (await filesBelow(app.backupDir)).filter((file) => file.startsWith('_control/'));
}

/** A process that is expected to refuse to start. */
async function refusedStart(
  root: string | undefined,
  env: Record<string, string> = {},
  through: readonly string[] = [],
): Promise<string> {
  const started = ServerProcess.spawn('worker', { ...app.env, ...env }, [], root, through);
  expect(await started.ended()).toBe(1);
  return started.stderr;
}

async function health(): Promise<{ status: string; checks: Record<string, string> }> {
  return (await app.anonymous.get<{ status: string; checks: Record<string, string> }>('/health')).body;
}

it('the first start, of an empty database, makes no dump', async () => {
  expect(await dumps()).toEqual([]);
  expect(await control('SELECT version FROM instance_releases')).toEqual([{ version: '0.1.0' }]);
  expect((await health()).checks).toMatchObject({ versions: 'ok', controlDump: 'ok' });
});

describe('an upgrade that cannot be', () => {
  it('does not migrate when the dump cannot be stored, and says what to do', async () => {
    const marker = join(app.backupDir, '.backstitch-store');
    await rename(marker, `${marker}.away`);
    const said = await refusedStart(later.root);
    await rename(`${marker}.away`, marker);
    expect(said).toMatch(
      /Backstitch was not upgraded: its control database could not be dumped first\. Nothing has been changed/m,
    );
    expect(said).toMatch(/The store is not there: its directory has no \.backstitch-store/);
    expect(await hasLaterTable()).toBe(false);
  });

  it.each(['full', 'read-only'] as const)('does not migrate when the store is %s, and says so', async (how) => {
    const { through, code } = await crampedStore(how, app.backupDir, 16_384);
    const said = await refusedStart(later.root, {}, through);
    expect(said).toMatch(/Backstitch was not upgraded: its control database could not be dumped first\./);
    expect(said).toMatch(code === 'DISK_FULL' ? /has no room left .* Free some room/ : /store/i);
    expect(said).toMatch(/Mend that and start again; the version that ran before can go on meanwhile\./);
    expect(await hasLaterTable()).toBe(false);
    expect(await dumps()).toEqual([]);
  });

  it('does not migrate with another master key, which could not open what the dump holds', async () => {
    const said = await refusedStart(later.root, { MASTER_KEY: Buffer.alloc(32, 7).toString('base64') });
    expect(said).toMatch(/MASTER_KEY is not the key that this control database was set up with/);
    expect(await hasLaterTable()).toBe(false);
    expect(await dumps()).toEqual([]);
  });

  it('leaves the old schema whole when a migration fails, and the dump that was made before', async () => {
    const said = await refusedStart(broken.root);
    expect(said).toMatch(/division by zero/);
    expect(await hasLaterTable()).toBe(false);
    expect(await dumps()).toEqual([
      expect.stringMatching(/^\d{8}_\d{6}_upgrade_0\.1\.0_[0-9a-f]{12}\.dump\.zst\.age$/),
      expect.stringMatching(/^\d{8}_\d{6}_upgrade_0\.1\.0_[0-9a-f]{12}\.json$/),
    ]);
    await app.restart(); // the version that ran before can go on
    expect((await health()).status).toBe('ok');
  });
});

describe('an upgrade whose process is killed', () => {
  afterEach(async () => {
    expect(await hasLaterTable()).toBe(false);
  });

  it.each(['after write partial artifact', 'after name artifact', 'after name file'])(
    'in its dump (%s) has changed nothing',
    async (place) => {
      const trap = new StoreTrap(dirname(app.backupDir));
      trap.set(place);
      const env = { ...app.env, ...trap.env, NODE_OPTIONS: StoreTrap.preload.join(' ') };
      const killed = ServerProcess.spawn('worker', env, [], later.root);
      expect(await killed.ended()).toBe('SIGKILL');
    },
  );

  it('in its migrations has changed nothing, and keeps no later start waiting for what goes on on the server', async () => {
    const { url, superuserUrl } = app.database;
    const role = new URL(url).username;
    await queryOnce(superuserUrl, `ALTER ROLE ${role} SET bst.slow = '600'`);
    const killed = ServerProcess.spawn('worker', app.env, [], later.root);
    await eventually('it migrates', async () => (await atWork()).length > 0);
    killed.signal('SIGKILL');
    await killed.ended();
    expect(await atWork()).toHaveLength(1);
    await queryOnce(superuserUrl, `ALTER ROLE ${role} RESET bst.slow`);
    await refusedStart(broken.root);
    expect(await atWork()).toEqual([]);
  });

  const atWork = (): Promise<object[]> =>
    control(`SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE TABLE later_thing%' AND wait_event = 'PgSleep'`);
});

describe('an upgrade', () => {
  let workers: ServerProcess[];

  it('dumps once and migrates once, however many processes start at once', async () => {
    const before = await dumps();
    workers = [1, 2].map(() => ServerProcess.spawn('worker', app.env, [], later.root));
    await Promise.all(workers.map((worker) => worker.printed(/^Backstitch worker is ready/m)));
    expect(await hasLaterTable()).toBe(true);
    // What the killed ones left is gone, and theirs that were whole are still there.
    expect(await filesOfDumps()).toHaveLength(before.length + 2);
    const said = workers.map(({ stdout }) => stdout).join('');
    expect(said.match(/^Upgrading from Backstitch 0\.1\.0 .* to Backstitch 9\.9\.9 /gm)).toHaveLength(1);
    const releases = await control<{ version: string; dumpKey: string | null }>(
      'SELECT version, "dumpKey" FROM instance_releases ORDER BY "createdAt"',
    );
    expect(releases).toEqual([
      { version: '0.1.0', dumpKey: null },
      { version: '9.9.9', dumpKey: expect.stringMatching(/^_control\/[0-9a-f-]{36}\/.*_upgrade_0\.1\.0_/) },
    ]);
  });

  it('the worker of the version before takes no jobs, and says so in its log, in the registry and in health', async () => {
    const because = await eventually('the old worker is parked', async () => {
      const rows = await control<{ because: string | null }>(
        `SELECT "parkedBecause" AS because FROM workers WHERE version = '0.1.0' AND "stoppedAt" IS NULL`,
      );
      return rows[0]?.because;
    });
    expect(because).toMatch(/^This worker is Backstitch 0\.1\.0 .*, the instance is at Backstitch 9\.9\.9 /);
    expect(app.process.stderr).toMatch(/Takes no jobs\. This worker is Backstitch 0\.1\.0/);
    expect(await health()).toMatchObject({ status: 'degraded', checks: { workers: 'ok', versions: 'degraded' } });
  });

  it('jobs are done by the workers of the new version alone', async () => {
    const jobs = new JobsClient(app.api);
    for (let count = 0; count < 4; count += 1) await jobs.completedBackup(sourceId);
    const by = await control(
      `SELECT DISTINCT w.version FROM jobs j JOIN workers w ON w.id = j."workerId" WHERE j."createdAt" > w."createdAt"
          AND j.action = 'backup'`,
    );
    expect(by).toEqual([{ version: '9.9.9' }]);
  });

  it('the version before refuses to start on the newer schema, naming both', async () => {
    const said = await refusedStart(undefined);
    expect(said).toMatch(
      /The control database was brought forward by Backstitch 9\.9\.9 \(schema 1999999999001\); this is Backstitch 0\.1\.0 \(schema \d{13}\), which does not know Later1999999999001\. Nothing has been changed/,
    );
    expect(said).toMatch(/control:restore/);
    await Promise.all(workers.map((worker) => worker.stop()));
  });
});
