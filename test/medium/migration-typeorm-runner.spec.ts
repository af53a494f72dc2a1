import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compareHistories } from '../../src/platform/migration-state/compare.js';
import { readCodeMigrations, readMigrationState } from '../../src/platform/migration-state/migration-states.js';
import type { MigrationState } from '../../src/platform/migration-state/migration-state.js';
import type { RunnerOutcome } from '../../src/platform/migration-state/runners/migration-runner.js';
import { TypeormRunner } from '../../src/platform/migration-state/runners/typeorm-runner.js';
import { withConnection } from '../../src/platform/postgres/connection.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { createTestDatabase, uniqueName, type TestDatabase } from '../support/postgres-databases.js';
import {
  commonJsMigration,
  typescriptMigration,
  writeTypeormProject,
  type TypeormProject,
} from '../support/typeorm-project.js';

/** Sessions of this name are ended, in whatever database: other test files have their own. */
const RUNNER = uniqueName('bst-test-runner');

const FIRST = typescriptMigration(
  'CreateCustomers1700000000001',
  `await queryRunner.createTable(new Table({ name: 'customers', columns: [{ name: 'id', type: 'int', isPrimary: true }] }));`,
);
const SECOND = commonJsMigration(
  'AddEmail1700000000002',
  `await queryRunner.addColumn('customers', new typeorm_1.TableColumn({ name: 'email', type: 'text', isNullable: true }));`,
);
const CONCURRENTLY = typescriptMigration(
  'IndexEmail1700000000003',
  `await queryRunner.query('CREATE INDEX CONCURRENTLY by_email ON customers (email)');`,
  'transaction = false;',
);

describe('TypeormRunner on a project that has no node_modules', () => {
  const processes = new ProcessRunner(process.env);
  let database: TestDatabase;
  let project: TypeormProject;

  beforeEach(async () => {
    database = await createTestDatabase();
    project = await writeTypeormProject({ '1-CreateCustomers.ts': FIRST, '2-AddEmail.js': SECOND });
  });
  afterEach(async () => {
    await database.drop();
    await project.remove();
  });

  const run = (lines: string[] = [], ran: string[] = [], table?: string): Promise<RunnerOutcome> =>
    new TypeormRunner({ codePath: project.codePath, ...(table === undefined ? {} : { table }) }, processes).run({
      target: database.target,
      applicationName: RUNNER,
      onLine: (line) => lines.push(line),
      onMigration: ({ name }) => ran.push(name),
    });
  const state = (table?: string): Promise<MigrationState> =>
    query((db) => readMigrationState(db, { framework: 'auto', ...(table === undefined ? {} : { table }) }));
  const query = <T>(work: Parameters<typeof withConnection<T>>[2]): Promise<T> =>
    withConnection(database.target, { applicationName: 'bst-test' }, work);
  const rows = async (sql: string): Promise<unknown[]> => query(async (db) => (await db.query(sql)).rows);

  it('runs TypeScript and CommonJS in the order of their timestamps, then only what is new', async () => {
    const [lines, ran]: [string[], string[]] = [[], []];
    expect(await run(lines, ran)).toMatchObject({ exitCode: 0, canceled: false, timedOut: false });
    expect(ran).toEqual(['CreateCustomers1700000000001', 'AddEmail1700000000002']);
    expect(lines.some((line) => /^AddEmail1700000000002: \d+ ms$/.test(line))).toBe(true);

    await project.write('3-IndexEmail.ts', CONCURRENTLY);
    const code = await readCodeMigrations(project.codePath, { framework: 'auto' });
    expect(compareHistories({ backup: await state(), code, live: null })).toMatchObject({
      verdict: 'behind',
      apps: [{ app: 'public.migrations', pending: ['IndexEmail1700000000003'] }],
    });

    const later: string[] = [];
    expect(await run([], later)).toMatchObject({ exitCode: 0 });
    expect(later).toEqual(['IndexEmail1700000000003']);
    expect(compareHistories({ backup: await state(), code, live: null }).verdict).toBe('same');
    expect(await rows(`SELECT relname FROM pg_class WHERE relname = 'by_email'`)).toHaveLength(1);
  });

  it('acts as the role that it is given', async () => {
    const role = uniqueName('bst "r" x');
    await query((db) =>
      db.query(`CREATE ROLE ${quoteIdentifier(role)}; GRANT ALL ON SCHEMA public TO ${quoteIdentifier(role)}`),
    );
    try {
      const runner = new TypeormRunner({ codePath: project.codePath }, processes);
      expect(await runner.run({ target: database.target, applicationName: RUNNER, role })).toMatchObject({
        exitCode: 0,
      });
      expect(await rows(`SELECT tableowner FROM pg_tables WHERE tablename = 'customers'`)).toEqual([
        { tableowner: role },
      ]);
    } finally {
      await rows(`DROP OWNED BY ${quoteIdentifier(role)} CASCADE; DROP ROLE ${quoteIdentifier(role)}`);
    }
  });

  it('leaves what was committed before a failure recorded, and says which failed and why', async () => {
    await project.write(
      '3-Fails.ts',
      typescriptMigration(
        'Fails1700000000003',
        `await queryRunner.query('CREATE TABLE half (id int)'); await queryRunner.query('SELECT 1 / 0');`,
      ),
    );
    const ran: string[] = [];
    const outcome = await run([], ran);
    expect(outcome.exitCode).toBe(1);
    expect(outcome.tail).toContain('division by zero');
    expect(ran).toEqual(['CreateCustomers1700000000001', 'AddEmail1700000000002']);
    expect((await state()).frameworks[0]?.apps[0]?.applied).toEqual(ran);
    expect(await rows(`SELECT 1 FROM pg_class WHERE relname = 'half'`)).toEqual([]);
  });

  it('uses the search_path of the database, not ours, and tells its application_name', async () => {
    await query((db) =>
      db.query(`CREATE SCHEMA shop; ALTER DATABASE "${database.target.database}" SET search_path = shop, public`),
    );
    await project.write(
      '3-Who.ts',
      typescriptMigration(
        'Who1700000000003',
        `await queryRunner.query("CREATE TABLE who AS SELECT current_setting('application_name') AS name");`,
      ),
    );
    expect(await run()).toMatchObject({ exitCode: 0 });
    expect(await rows('SELECT name FROM shop.who')).toEqual([{ name: RUNNER }]);
    expect((await state()).frameworks.map(({ table }) => table)).toEqual(['shop.migrations']);
  });

  it('goes on with the table that the database has, in whatever schema, and puts unqualified tables there', async () => {
    await query((db) =>
      db.query(`CREATE SCHEMA "My App"; CREATE TABLE "My App"."schema history" (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
        CREATE TABLE "My App".customers (id int); INSERT INTO "My App"."schema history" (timestamp, name) VALUES (1700000000001, 'CreateCustomers1700000000001')`),
    );
    expect(await run([], [], 'My App.schema history')).toMatchObject({ exitCode: 0 });
    const after = await state('My App.schema history');
    expect(after.frameworks).toEqual([
      {
        framework: 'typeorm',
        table: '"My App"."schema history"',
        apps: [
          {
            app: '"My App"."schema history"',
            applied: ['CreateCustomers1700000000001', 'AddEmail1700000000002'],
            failed: [],
          },
        ],
      },
    ]);
    expect(await rows(`SELECT 1 FROM pg_class WHERE relname = 'migrations'`)).toEqual([]);
  });

  it('loads nothing but the files that hold migrations', async () => {
    await project.write('data-source.ts', `throw new Error('must not be loaded');`);
    expect(await run()).toMatchObject({ exitCode: 0 });
  });

  it('runs ES modules that import typeorm', async () => {
    await project.write(
      '3-Esm.mjs',
      `import { Table } from 'typeorm';\nexport class Esm1700000000003 { async up(q) { await q.createTable(new Table({ name: 'esm', columns: [{ name: 'id', type: 'int' }] })); } async down() {} }\n`,
    );
    const outcome = await run();
    expect(outcome).toMatchObject({ exitCode: 0 });
    expect(await rows(`SELECT 1 FROM pg_class WHERE relname = 'esm'`)).toHaveLength(1);
  });

  it('shows no password, in whatever form a migration prints it, and nothing of our environment', async () => {
    const password = 'p@ss"w/rd %41';
    process.env.BACKSTITCH_TEST_ONLY_SECRET = 'ours';
    await project.write(
      '3-Prints.ts',
      typescriptMigration(
        'Prints1700000000003',
        `console.log(JSON.stringify(process.env)); console.error(process.env.PGPASSWORD);`,
      ),
    );
    const lines: string[] = [];
    const outcome = await new TypeormRunner({ codePath: project.codePath }, processes).run({
      target: { ...database.target, password },
      applicationName: RUNNER,
      onLine: (line) => lines.push(line),
    });
    delete process.env.BACKSTITCH_TEST_ONLY_SECRET;
    expect(outcome.exitCode).toBe(0);
    const output = `${lines.join('\n')}\n${outcome.tail}`;
    expect(output).toContain('DATABASE_URL');
    expect(output).not.toContain('BACKSTITCH_TEST');
    for (const form of [password, encodeURIComponent(password), 'p@ss', 'p%40ss']) expect(output).not.toContain(form);
  });

  it('dies when it is told to, in the middle of a migration', async () => {
    await project.write(
      '3-Sleeps.ts',
      typescriptMigration(
        'Sleeps1700000000003',
        `console.log('asleep'); await queryRunner.query('SELECT pg_sleep(60)');`,
      ),
    );
    const abort = new AbortController();
    const outcome = await new TypeormRunner({ codePath: project.codePath }, processes).run({
      target: database.target,
      applicationName: RUNNER,
      signal: abort.signal,
      onLine: (line) => {
        if (line === 'asleep') abort.abort();
      },
    });
    expect(outcome.canceled).toBe(true);
    expect((await state()).frameworks[0]?.apps[0]?.applied).not.toContain('Sleeps1700000000003');
  });
});
