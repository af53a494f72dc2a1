import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareHistories } from '../../src/platform/migration-state/compare.js';
import type { MigrationState } from '../../src/platform/migration-state/migration-state.js';
import { readCodeMigrations, readMigrationState } from '../../src/platform/migration-state/migration-states.js';
import { CommandRunner } from '../../src/platform/migration-state/runners/command-runner.js';
import { migrateForward, type ForwardMigration } from '../../src/platform/migration-state/runners/migrate-forward.js';
import { withConnection, type ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { writeDjangoProject, type DjangoProject, type DjangoProjectOptions } from '../support/django-project.js';
import { createTestDatabase, uniqueName, type TestDatabase } from '../support/postgres-databases.js';

/** Sessions of this name are ended, in whatever database: other test files have their own. */
const RUNNER = uniqueName('bst-test-runner');

const processes = new ProcessRunner(process.env);
const FROM_ENVIRONMENT = { framework: 'django' } as const;

describe('a real Django project, brought forward by its own manage.py', () => {
  let live: TestDatabase;
  let side: TestDatabase;
  const projects: DjangoProject[] = [];

  beforeEach(async () => {
    live = await createTestDatabase();
    side = await createTestDatabase(uniqueName(`bst "side" %41`));
    const older = await project({ migrations: 2 });
    for (const { target } of [live, side]) await runner(older).run({ target, applicationName: 'bst-test-setup' });
    await query(side.target, `INSERT INTO public.shop_customer (name) VALUES ('Ada')`);
  });
  afterEach(async () => {
    await Promise.all([live.drop(), side.drop(), ...projects.splice(0).map((written) => written.remove())]);
  });

  async function project(options: DjangoProjectOptions): Promise<DjangoProject> {
    const written = await writeDjangoProject(options);
    projects.push(written);
    return written;
  }
  function runner(of: DjangoProject): CommandRunner {
    const definition = { command: of.migrateCommand, cwd: of.root, env: of.env, timeoutSeconds: 60, tenants: ['*'] };
    return new CommandRunner('shop', definition, processes);
  }
  const query = async (target: ConnectionTarget, sql: string): Promise<unknown[]> =>
    withConnection(target, { applicationName: 'bst-test' }, async (db) => (await db.query(sql)).rows);
  const state = (target: ConnectionTarget): Promise<MigrationState> =>
    withConnection(target, { applicationName: 'bst-test' }, (db) => readMigrationState(db, FROM_ENVIRONMENT));
  async function forward(of: DjangoProject): Promise<ForwardMigration> {
    return migrateForward({
      runner: runner(of),
      side: side.target,
      live: live.target,
      applicationName: RUNNER,
      ownApplicationName: 'bst-test-own',
      source: FROM_ENVIRONMENT,
      backup: await state(side.target),
      code: await readCodeMigrations(of.root, FROM_ENVIRONMENT),
    });
  }

  it('is planned as behind, migrates the data, and is the same afterwards', async () => {
    const newer = await project({});
    const code = await readCodeMigrations(newer.root, { framework: 'auto' });
    const plan = compareHistories({ backup: await state(side.target), code, live: await state(live.target) });
    expect(plan.verdict).toBe('behind');
    expect(plan.apps.find(({ app }) => app === 'shop')?.pending).toEqual(['0003_customer_email', '0004_order_is_paid']);
    expect(plan.apps.find(({ app }) => app === 'auth')?.verdict).toBe('same');

    const { outcome, state: after } = await forward(newer);
    expect(outcome).toMatchObject({ exitCode: 0 });
    expect(outcome.tail).toContain('Applying shop.0003_customer_email... OK');
    expect(compareHistories({ backup: after, code, live: null }).apps.find(({ app }) => app === 'shop')?.verdict).toBe(
      'same',
    );
    expect(await query(side.target, `SELECT 1 FROM pg_namespace WHERE nspname LIKE 'bst%'`)).toEqual([]);
    expect(await query(side.target, 'SELECT email FROM public.shop_customer')).toEqual([{ email: 'ada@example.com' }]);
    expect((await state(live.target)).frameworks[0]?.apps.find(({ app }) => app === 'shop')?.applied).toHaveLength(2);
  });

  it('acts as the owner of the migrations table, so that new tables are the application’s', async () => {
    const owner = uniqueName('bst owner\\ "x"');
    const quoted = quoteIdentifier(owner);
    await query(side.target, `CREATE ROLE ${quoted}; GRANT ALL ON SCHEMA public TO ${quoted}`);
    try {
      for (const table of [
        'django_migrations',
        'shop_customer',
        'shop_order',
        'django_content_type',
        'auth_permission',
      ])
        await query(side.target, `ALTER TABLE public.${table} OWNER TO ${quoted}`);
      const newer = await project({});
      await writeFile(
        join(newer.root, 'shop/migrations/0005_new_table.py'),
        `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '0004_order_is_paid')]\n    operations = [migrations.RunSQL('CREATE TABLE public.made_now (id integer)')]\n`,
      );
      await forward(newer);
      expect(await query(side.target, `SELECT tableowner FROM pg_tables WHERE tablename = 'made_now'`)).toEqual([
        { tableowner: owner },
      ]);
    } finally {
      await query(side.target, `DROP OWNED BY ${quoted} CASCADE; DROP ROLE ${quoted}`);
    }
  });

  it('fails as MIGRATION_FAILED where a migration fails; what was committed before is recorded', async () => {
    const failing = await project({ migrations: 3, hasFailingMigration: true });
    await expect(forward(failing)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining('division by zero'),
    });
    const applied = (await state(side.target)).frameworks[0]?.apps.find(({ app }) => app === 'shop')?.applied;
    expect(applied).toEqual(['0001_initial', '0002_order', '0003_customer_email']);
    expect(await query(side.target, `SELECT 1 FROM pg_class WHERE relname = 'half_done'`)).toEqual([]);
  });

  it('is refused by the live database, before its first statement, where its settings point there', async () => {
    const misled = await project({ databaseInSettings: live.target });
    await expect(forward(misled)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/not_the_side_database|one of its sessions appeared on the database/),
    });
    const applied = (await state(side.target)).frameworks[0]?.apps.find(({ app }) => app === 'shop')?.applied;
    expect(applied).toEqual(['0001_initial', '0002_order']);
    const liveState = await state(live.target);
    expect(liveState.frameworks[0]?.apps.find(({ app }) => app === 'shop')?.applied).toEqual(applied);
    expect(await query(live.target, `SELECT 1 FROM pg_namespace WHERE nspname LIKE 'bst%'`)).toEqual([]);
  });

  it('is killed at work on the live database where it got there by options of its own', async () => {
    const misled = await project({ migrations: 2, databaseInSettings: live.target });
    await appendFile(
      join(misled.root, 'site_config/settings.py'),
      `DATABASES['default']['OPTIONS'] = {'options': '-c statement_timeout=0'}\n`,
    );
    // Sleeps in its session on the live database, before anything is written there.
    const slow = join(misled.root, 'shop/migrations/0003_slow.py');
    await writeFile(
      slow,
      `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [('shop', '0002_order')]\n    operations = [migrations.RunSQL('SELECT pg_sleep(60)'), migrations.RunSQL('CREATE TABLE evil (id integer)')]\n`,
    );
    const startedAt = Date.now();
    await expect(forward(misled)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining(`appeared on the database "${live.target.database}"`),
    });
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect(await query(live.target, `SELECT 1 FROM pg_class WHERE relname = 'evil'`)).toEqual([]);
  });

  it('is not believed where it ends with 0 and did nothing', async () => {
    const newer = await project({});
    await expect(forward({ ...newer, migrateCommand: ['/bin/true'] })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining('Migration 0003_customer_email of shop should have been applied, and was not.'),
    });
  });

  it('is killed when it takes longer than it may', async () => {
    const newer = await project({});
    const sleeper = new CommandRunner(
      'sleeper',
      {
        command: ['/bin/sh', '-c', 'echo started; sleep 60'],
        cwd: newer.root,
        env: {},
        timeoutSeconds: 1,
        tenants: [],
      },
      processes,
    );
    expect(await sleeper.run({ target: side.target, applicationName: RUNNER })).toMatchObject({
      timedOut: true,
      exitCode: null,
      tail: 'started',
    });
  });

  it('learns of its database in every usual way, of nothing else, and shows no password', async () => {
    const target = {
      host: '/run/a b',
      port: 5433,
      user: 'us:er@x',
      password: `p'a"s{host}/%41é`,
      database: 'host=evil dbname=x',
    };
    const file = join(tmpdir(), uniqueName('bst-env'));
    const definition = {
      command: ['/bin/sh', '-c', `env > "$OUT"; echo "$URL"; echo "$PGPASSWORD" >&2`],
      cwd: '/',
      env: { OUT: file, URL: '{url}?schema=x', ALL: '{host}|{port}|{user}|{database}|{other}' },
      timeoutSeconds: 10,
      tenants: [],
    };
    process.env.BACKSTITCH_TEST_ONLY_SECRET = 'ours';
    const lines: string[] = [];
    const outcome = await new CommandRunner('env', definition, processes).run({
      target,
      applicationName: 'bst 1',
      onLine: (line) => lines.push(line),
    });
    delete process.env.BACKSTITCH_TEST_ONLY_SECRET;
    const { stdout } = await processes.run({ program: '/bin/cat', args: [file] });
    await rm(file);

    const env = new Map(
      stdout
        .split('\n')
        .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(env.get('ALL')).toBe('/run/a b|5433|us:er@x|host=evil dbname=x|{other}');
    expect(env.get('PGPASSWORD')).toBe(target.password);
    expect(env.get('PGAPPNAME')).toBe('bst 1');
    const url = new URL(env.get('DATABASE_URL') ?? '');
    expect([url.hostname, url.port, url.username, url.password, url.pathname].map(decodeURIComponent)).toEqual([
      target.host,
      '5433',
      target.user,
      target.password,
      `/${target.database}`,
    ]);
    expect(url.searchParams.get('application_name')).toBe('bst 1');
    expect(env.get('URL')).toBe(`${(env.get('DATABASE_URL') ?? '').split('?')[0] ?? ''}?schema=x`);
    expect(env.has('BACKSTITCH_TEST_ONLY_SECRET')).toBe(false);
    expect(lines.join('\n') + outcome.tail).toContain('***');
    expect(lines.join('\n') + outcome.tail).not.toMatch(/p'a|p%27a|%2F%2541/);
  });
});
