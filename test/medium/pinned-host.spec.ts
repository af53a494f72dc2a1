import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allowedAddressesOf } from '../../src/features/sources/source-hosts.js';
import { CommandRunner } from '../../src/platform/migration-state/runners/command-runner.js';
import { migrateForward } from '../../src/platform/migration-state/runners/migrate-forward.js';
import { TypeormRunner } from '../../src/platform/migration-state/runners/typeorm-runner.js';
import { type ConnectionTarget, withConnection } from '../../src/platform/postgres/connection.js';
import { dbnameArgument, libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { createTestDatabase, uniqueName, type TestDatabase } from '../support/postgres-databases.js';
import { typescriptMigration, writeTypeormProject } from '../support/typeorm-project.js';

/** The test server listens on 127.0.0.1 alone: this is another machine, as good as. */
const ELSEWHERE = '127.0.0.9';
const HOST = 'db.rebinding.invalid';
const options = { applicationName: 'backstitch-pinned-test' };

describe('a source whose name points elsewhere a moment after it was judged', () => {
  const processes = new ProcessRunner(process.env);
  let database: TestDatabase;
  let target: ConnectionTarget;
  let elsewhere: Server;
  let wasElsewhere = 0;
  let asked = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { port } = database.target;
    elsewhere = createServer((socket) => {
      wasElsewhere += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => elsewhere.listen(port, ELSEWHERE, done));
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : ELSEWHERE }];
    };
    const rules = { allowedHosts: ['*'], deniedNetworks: [`${ELSEWHERE}/32`], socketHosts: [] };
    const addresses = await allowedAddressesOf(HOST, rules, resolve);
    target = { ...database.target, host: HOST, addresses: addresses ?? [] };
  });
  afterAll(async () => {
    elsewhere.close();
    await database.drop();
    expect([asked, wasElsewhere]).toEqual([1, 0]);
  });

  it('is connected to where it was judged to be, also to cancel what runs', async () => {
    await withConnection(target, options, async (db) => {
      const running = db.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
      await db.cancel();
      expect(await running).toMatchObject({ code: 'CANCELED' });
    });
  });

  it('is found there by the programs of PostgreSQL, which would not find it by its name', async () => {
    const pinned = { program: 'psql', args: ['--no-psqlrc', '--tuples-only', '--command=SELECT current_database()'] };
    const env = libpqEnvironment(target, 'backstitch-pinned-test');
    expect((await processes.run({ ...pinned, env })).stdout.trim()).toBe(database.target.database);
    const dump = { program: 'pg_dump', args: ['--schema-only', `--dbname=${dbnameArgument(target.database)}`], env };
    expect((await processes.run(dump)).exitCode).toBe(0);
    const { PGHOSTADDR, ...byName } = env;
    expect(PGHOSTADDR).toBe('127.0.0.1');
    expect((await processes.run({ ...pinned, env: byName })).stderrTail).toContain('could not translate host name');
  });

  it('is found at whichever of its addresses answers', async () => {
    const twofold = { ...target, addresses: ['127.0.0.8', '127.0.0.1'] };
    const { rows } = await withConnection(twofold, options, (db) => db.query('SELECT current_database() AS name'));
    expect(rows).toEqual([{ name: database.target.database }]);
    const env = libpqEnvironment(twofold, 'backstitch-pinned-test');
    const run = await processes.run({ program: 'psql', args: ['--no-psqlrc', '--command=SELECT 1'], env });
    expect(run.exitCode).toBe(0);
  });

  it('is found there by migration runners, of which each is told one address', async () => {
    const migration = typescriptMigration('One1700000000001', `await queryRunner.query('CREATE TABLE one (id int)');`);
    const project = await writeTypeormProject({ '1-One.ts': migration });
    const forward = (runner: TypeormRunner | CommandRunner) =>
      migrateForward({
        ...{ runner, live: null, applicationName: uniqueName('bst-test-pinned'), ownApplicationName: 'bst-test-own' },
        side: { ...target, addresses: ['127.0.0.8', '127.0.0.1'] },
        source: { framework: 'typeorm' },
        ...{ backup: { frameworks: [] }, code: null, allowAhead: true },
      });
    try {
      await forward(new TypeormRunner({ codePath: project.codePath }, processes));
      const definition = {
        command: ['sh', '-c', 'echo "$MY_HOST $PGHOST $DATABASE_URL"; psql --no-psqlrc -c "CREATE TABLE two (id int)"'],
        ...{ cwd: project.codePath, env: { MY_HOST: '{host}' }, timeoutSeconds: 60, tenants: ['*'] },
      };
      const { outcome } = await forward(new CommandRunner('shell', definition, processes));
      expect(outcome.tail).toMatch(/^127\.0\.0\.1 127\.0\.0\.1 postgresql:\/\/.*@127\.0\.0\.1:/);
    } finally {
      await project.remove();
    }
    const tables = `SELECT relname FROM pg_class WHERE relname IN ('one', 'two') ORDER BY 1`;
    const { rows } = await withConnection(target, options, (db) => db.query<{ relname: string }>(tables));
    expect(rows.map(({ relname }) => relname)).toEqual(['one', 'two']);
  });

  it('is not reached at all while its name is not known', async () => {
    const nowhere = { ...target, addresses: [] };
    await expect(withConnection(nowhere, options, async () => undefined)).rejects.toMatchObject({
      code: 'SOURCE_UNREACHABLE',
    });
    expect(() => libpqEnvironment(nowhere, 'backstitch-pinned-test')).toThrow(/not known/);
  });
});
