import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { startTestPostgres } from '../support/clusters.js';
import { type DatabaseState, readState, sql } from '../support/database-state.js';
import { type DjangoProject, writeDjangoProject } from '../support/django-project.js';
import { type FaultPlace, startFaultPlace } from '../support/fault-place.js';
import type { BackupRecord } from '../support/jobs-client.js';
import { leftovers, NOTHING } from '../support/leftovers.js';

/** A project as it was when it was backed up, as it is now, and two that are broken in their ways. */
let older: DjangoProject;
let newer: DjangoProject;
let failing: DjangoProject;
let misled: DjangoProject;
let misledAndSlow: DjangoProject;
let server: PrivatePostgres;
let place: FaultPlace;
let live: ConnectionTarget;

beforeAll(async () => {
  server = await startTestPostgres();
  const { host, port, user, password } = server;
  live = { host, port, user, password, database: 'django_shop', sslMode: 'disable' };
  older = await writeDjangoProject({ migrations: 2 });
  newer = await writeDjangoProject();
  failing = await writeDjangoProject({ migrations: 3, hasFailingMigration: true });
  misled = await writeDjangoProject({ databaseInSettings: live });
  misledAndSlow = await writeDjangoProject({ migrations: 2, databaseInSettings: live });
  // Options of its own take the place of those by which the live database refuses it.
  await appendFile(
    join(misledAndSlow.root, 'site_config/settings.py'),
    `DATABASES['default']['OPTIONS'] = {'options': '-c statement_timeout=0'}\n`,
  );
  await writeFile(
    join(misledAndSlow.root, 'shop/migrations/0003_slow.py'),
    `from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('shop', '0002_order')]
    operations = [migrations.RunSQL('CREATE TABLE evil (id integer)'), migrations.RunSQL('SELECT pg_sleep(30)')]
`,
  );
  const projects = { newer, failing, misled, misledAndSlow };
  place = await startFaultPlace({
    server,
    serverFile: {
      codeRoots: Object.values(projects).map(({ root }) => root),
      migrationRunners: Object.fromEntries(
        Object.entries(projects).map(([name, { migrateCommand, root, env }]) => [
          name,
          { command: migrateCommand, cwd: root, env, timeoutSeconds: 60 },
        ]),
      ),
    },
  });
});
afterAll(async () => {
  await place.remove();
  await Promise.all([older, newer, failing, misled, misledAndSlow].map((project) => project.remove()));
});

let backup: BackupRecord;
beforeEach(async () => {
  await sql({ ...live, database: 'postgres' }, `CREATE DATABASE ${live.database}`);
  await migrate(older);
  await sql(
    live,
    `INSERT INTO shop_customer (name) VALUES ('Ada'), ('Grace');
     INSERT INTO shop_order (total, customer_id) SELECT n, 1 + n % 2 FROM generate_series(1, 50) n`,
  );
});
afterEach(async () => {
  await sql({ ...live, database: 'postgres' }, `DROP DATABASE ${live.database} WITH (FORCE)`);
});

/** The project's own manage.py on the live database, as a deployment would run it. */
async function migrate({ migrateCommand, root }: DjangoProject): Promise<void> {
  const [program = '', ...args] = migrateCommand;
  const { host, port, user, password, database } = live;
  await promisify(execFile)(program, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PYTHONDONTWRITEBYTECODE: '1',
      ...{ DB_HOST: host, DB_PORT: String(port), DB_USER: user, DB_PASSWORD: password ?? '', DB_NAME: database },
    },
  });
}

/** A source whose code, and the runner of the same name, is one of the projects. */
async function addSource(runner: string, { root }: DjangoProject): Promise<string> {
  return place.jobs.addSource(live, { name: runner, migrations: { framework: 'django', codePath: root, runner } });
}

async function removeSource(id: string): Promise<void> {
  await place.app.api.delete(`/sources/${id}?withBackups=true`);
}

const applied = async (): Promise<string[]> =>
  (await sql<{ name: string }>(live, `SELECT name FROM django_migrations WHERE app = 'shop' ORDER BY id`)).map(
    ({ name }) => name,
  );

describe('a backup of an older Django project', () => {
  it('is brought forward by its own manage.py migrate, the migration that moves data too', async () => {
    const sourceId = await addSource('newer', newer);
    backup = await place.jobs.completedBackup(sourceId);
    await migrate(newer);
    await sql(
      live,
      `DELETE FROM shop_order; INSERT INTO shop_customer (name, email) VALUES ('Late', 'late@example.com')`,
    );
    const before = await readState(live);

    const plan = await place.jobs.plan(backup.id);
    expect(plan).toMatchObject({ verdict: 'behind', runner: 'newer', blockers: [] });
    expect(plan.migrations.find(({ app }) => app === 'shop')).toMatchObject({
      framework: 'django',
      verdict: 'behind',
      pending: ['0003_customer_email', '0004_order_is_paid'],
    });
    expect(plan.migrations.filter(({ app }) => app !== 'shop').map(({ verdict }) => verdict)).toEqual(
      plan.migrations.filter(({ app }) => app !== 'shop').map(() => 'same'),
    );

    const restore = await place.jobs.completedRestore(backup.id, { planId: plan.id });
    expect(await applied()).toEqual(newer.names);
    expect(await sql(live, 'SELECT name, email FROM shop_customer ORDER BY id')).toEqual([
      { name: 'Ada', email: 'ada@example.com' },
      { name: 'Grace', email: 'grace@example.com' },
    ]);
    expect(await sql(live, 'SELECT count(*)::int AS rows, bool_or(is_paid) AS paid FROM shop_order')).toEqual([
      { rows: 50, paid: false },
    ]);
    expect((await readState(live)).schema).toBe(before.schema);
    expect(await place.jobs.logText(`restores/${restore.id}`)).toContain('Applying shop.0003_customer_email... OK');

    await place.jobs.rolledBack(restore.id);
    expect(await readState(live)).toEqual(before);
    await removeSource(sourceId);
  });

  it.each([
    ['whose migration fails', 'failing', () => failing, /division by zero/],
    [
      'whose settings point at the live database, and which would be done at once',
      'misled',
      () => misled,
      /not_the_side_database|appeared on the database "django_shop"/,
    ],
    [
      'whose settings point at the live database, where it gets to work',
      'misledAndSlow',
      () => misledAndSlow,
      /appeared on the database "django_shop"/,
    ],
  ])(
    'ends in MIGRATION_FAILED with a runner %s: live untouched, nothing left over',
    async (_, name, project, reason) => {
      const sourceId = await addSource(name, project());
      backup = await place.jobs.completedBackup(sourceId);
      await sql(
        live,
        `INSERT INTO shop_customer SELECT * FROM shop_customer WHERE false; UPDATE shop_order SET total = total + 1`,
      );
      const before: DatabaseState = await readState(live);
      const [oid] = await sql(live, 'SELECT oid FROM pg_database WHERE datname = current_database()');

      const failed = await place.jobs.endedRestore(backup.id);
      expect(failed).toMatchObject({
        status: 'failed',
        phase: 'migrating',
        keptDatabase: null,
        error: { code: 'MIGRATION_FAILED', message: expect.stringMatching(reason), hint: expect.any(String) },
      });
      expect(await readState(live)).toEqual(before);
      expect(await sql(live, 'SELECT oid FROM pg_database WHERE datname = current_database()')).toEqual([oid]);
      expect(await leftovers(place)).toEqual(NOTHING);
      // The safety backup stays, and the next job runs.
      expect(await place.jobs.backup(failed.safetyBackupId ?? '')).toMatchObject({ status: 'completed' });
      await place.jobs.completedRestore(backup.id, { runMigrations: false });
      expect(await applied()).toEqual(older.names);
      await removeSource(sourceId);
    },
  );
});
