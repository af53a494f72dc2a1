import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { withParts } from '../support/clusters.js';
import { eventually } from '../support/eventually.js';
import { StoreTrap } from '../support/faults/store-steps.js';
import { filesBelow } from '../support/leftovers.js';
import { buildOtherRelease, type OtherRelease } from '../support/other-release.js';
import { ServerProcess } from '../support/server-process.js';
import { testPostgresUrl } from '../support/test-servers.js';
import { queryOnce } from '../support/throwaway-database.js';

/** SIGKILL at every step of what dumps the control database, thins out its dumps, and brings it back. */
let app: AppProcess;
let trap: StoreTrap;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  const [instance] = await control<{ id: string }>('SELECT "instanceId" AS id FROM instance');
  folder = join(app.backupDir, '_control', instance?.id ?? '');
  trap = new StoreTrap(dirname(app.backupDir));
  await app.kill('SIGTERM');
});
afterAll(() => app.stop());
afterEach(() => {
  trap.clear();
});

async function control<Row extends object>(sql: string): Promise<Row[]> {
  return queryOnce<Row>(app.database.superuserUrl, sql);
}

const dumps = async (): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();

/** Everything of it belongs to a dump that is whole. */
async function expectWholeDumpsAlone(): Promise<void> {
  const expected = (await dumps()).flatMap((name) => [name, name.replace(/json$/, 'dump.zst.age')]);
  expect((await filesBelow(folder)).sort()).toEqual(expected.sort());
}

async function sessionsOf(application: string): Promise<object[]> {
  return control(`SELECT pid FROM pg_stat_activity WHERE application_name = '${application}'`);
}

/** A worker that dies at that step; of this release, or of another. */
async function dieAt(place: string, root?: string): Promise<void> {
  trap.set(place);
  const env = { ...app.env, ...trap.env, NODE_OPTIONS: StoreTrap.preload.join(' ') };
  const worker = ServerProcess.spawn('worker', env, [], root);
  const ended = await Promise.race([worker.ended(), sleep(60_000, 'it never came there')]);
  if (ended !== 'SIGKILL') await worker.stop();
  expect([place, ended]).toEqual([place, 'SIGKILL']);
  await eventually('its dump is over', async () => (await sessionsOf('backstitch control dump')).length === 0);
}

/** Each step that an undisturbed one takes in the store, on both its sides. */
function placesSeen(): string[] {
  return trap.steps().flatMap((step) => [`before ${step}`, `after ${step}`]);
}

describe('the dump before an upgrade', () => {
  let later: OtherRelease;
  beforeAll(async () => {
    later = await buildOtherRelease('9.9.9', { Later1999999999001: 'CREATE TABLE later_thing (n int)' });
  });
  afterAll(() => later.remove());

  it(
    'killed at any step has changed nothing, and what it left goes with the next',
    async () => {
      // Undisturbed, but for a migration that cannot be.
      const broken = await buildOtherRelease('9.9.9', { Later1999999999001: 'SELECT 1 / 0' });
      const env = { ...app.env, ...trap.env, NODE_OPTIONS: StoreTrap.preload.join(' ') };
      expect(await ServerProcess.spawn('worker', env, [], broken.root).ended()).toBe(1);
      await broken.remove();
      const places = placesSeen();
      expect(places.length).toBeGreaterThan(10);
      for (const place of places) {
        if (place.endsWith(' directory')) await rm(folder, { recursive: true, force: true });
        await dieAt(place, later.root);
        expect(await control(`SELECT to_regclass('later_thing') AS made`)).toEqual([{ made: null }]);
      }
      const worker = ServerProcess.spawn('worker', app.env, [], later.root);
      await worker.printed(/^Backstitch worker is ready/m);
      await worker.stop();
      expect(await control(`SELECT to_regclass('later_thing')::text AS made`)).toEqual([{ made: 'later_thing' }]);
      await expectWholeDumpsAlone();
      // Back to what this release knows.
      await control('DROP TABLE later_thing');
      await control(`DELETE FROM typeorm_migrations WHERE name = 'Later1999999999001'`);
      await control(`DELETE FROM instance_releases WHERE version = '9.9.9'`);
    },
    10 * 60_000,
  );
});

describe('the nightly dump', () => {
  beforeAll(() => control(`UPDATE instance SET "createdAt" = now() - interval '90 days'`));

  /** More than stay, from earlier nights; their contents do not matter. */
  async function writeEarlierDumps(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let night = 2; night <= 17; night += 1) {
      const day = new Date(Date.now() - night * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
      const name = join(folder, `${day}_031700_nightly_0.1.0_0000000000${String(night).padStart(2, '0')}`);
      await writeFile(`${name}.dump.zst.age`, 'an earlier dump');
      await writeFile(`${name}.json`, '{}');
    }
  }

  /** The next worker notices that last night's is missing. */
  async function catchUp(env: Record<string, string> = {}): Promise<void> {
    const worker = await app.startWorker(env);
    await eventually('there are fourteen, one of them of today', async () => {
      const nightly = (await dumps()).filter((name) => name.includes('_nightly_'));
      return nightly.length === 14 && nightly.filter((name) => !name.includes('_0000000000')).length === 1;
    });
    await worker.stop();
    await expectWholeDumpsAlone();
  }

  async function forgetNights(): Promise<void> {
    for (const name of await filesBelow(folder)) if (name.includes('_nightly_')) await rm(join(folder, name));
    await writeEarlierDumps();
  }

  it(
    'and the removal of old ones, killed at any step, are made up for by the next look of anybody',
    async () => {
      await forgetNights();
      await catchUp({ ...trap.env, NODE_OPTIONS: StoreTrap.preload.join(' ') });
      const places = placesSeen().filter((place) => !place.endsWith(' directory')); // the folder is there
      expect(places).toEqual(expect.arrayContaining(['before remove artifact', 'after remove file']));
      for (const place of places) {
        await forgetNights();
        await dieAt(place);
        await catchUp();
      }
    },
    15 * 60_000,
  );
});

describe('control:restore', () => {
  const admin = withParts(testPostgresUrl(), { database: 'postgres' });
  const name = (): string => new URL(app.database.url).pathname.slice(1);
  const bringBack = (...more: string[]): ServerProcess =>
    ServerProcess.spawn('cli', { ...app.env, CONTROL_ADMIN_URL: admin }, ['control:restore', 'latest', ...more]);

  const databases = async (): Promise<string[]> => {
    const rows = await queryOnce<{ name: string }>(
      admin,
      `SELECT datname::text AS name FROM pg_database WHERE datname LIKE $1 || '%' ORDER BY 1`,
      [name()],
    );
    return rows.map((row) => row.name);
  };

  /** Killed while the rows come, into whatever database that is. */
  async function killInTheMiddle(...more: string[]): Promise<void> {
    const command = bringBack(...more);
    const deadline = Date.now() + 60_000;
    for (;;) {
      const rows = await queryOnce(
        admin,
        `SELECT FROM pg_stat_activity WHERE application_name = 'backstitch control restore' AND datname LIKE $1 || '%'
            AND query ~ '^(COPY|CREATE|ALTER)'`,
        [name()],
      );
      if (rows.length > 0) break;
      if (!command.isRunning || Date.now() > deadline) throw new Error(`It was never met: ${command.stderr}`);
      await sleep(5);
    }
    command.signal('SIGKILL');
    await command.ended();
  }

  beforeAll(async () => {
    const made = ServerProcess.spawn('cli', app.env, ['control:dump']);
    expect(await made.ended()).toBe(0);
  });

  it('killed beside the database that it replaces, is run again; the old one is whole until the exchange, and kept', async () => {
    const users = await control('SELECT id, email FROM users');
    await killInTheMiddle('--replace');
    expect(await databases()).toEqual([name(), `${name()}_new`]);
    expect(await control('SELECT id, email FROM users')).toEqual(users);
    const again = bringBack('--replace');
    expect([await again.ended(), again.stderr]).toEqual([0, expect.stringContaining('Dropping')]);
    const [live, kept, ...others] = await databases();
    expect([live, kept, others]).toEqual([name(), expect.stringMatching(/_before_\d{8}_\d{6}$/), []]);
    expect(await control('SELECT id, email FROM users')).toEqual(users);
    await queryOnce(admin, `DROP DATABASE ${kept ?? ''}`);
  });

  it('leaves a database alone that has the name of the one it makes, and is not of its making', async () => {
    await queryOnce(admin, `CREATE DATABASE ${name()}_new`);
    const refused = bringBack('--replace');
    expect([await refused.ended(), refused.stderr]).toEqual([1, expect.stringContaining('rename or drop it')]);
    expect(await databases()).toEqual([name(), `${name()}_new`]);
    await queryOnce(admin, `DROP DATABASE ${name()}_new`);
  });

  it('killed in an empty database, leaves it empty, and is run again', async () => {
    const users = await control('SELECT id, email FROM users');
    const role = new URL(app.database.url).username;
    await queryOnce(admin, `DROP DATABASE ${name()} WITH (FORCE)`);
    await queryOnce(admin, `CREATE DATABASE ${name()} OWNER ${role} TEMPLATE template0`);
    await killInTheMiddle();
    await eventually('nothing is at work', async () => (await sessionsOf('backstitch control restore')).length === 0);
    expect(await control(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).toEqual([]);
    expect(await bringBack().ended()).toBe(0);
    expect(await control('SELECT id, email FROM users')).toEqual(users);
    await app.restart();
  });
});
