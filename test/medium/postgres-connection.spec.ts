import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import type { AppError } from '../../src/common/app-error.js';
import { connect, withConnection } from '../../src/platform/postgres/connection.js';
import { mapPostgresError } from '../../src/platform/postgres/postgres-error.js';
import { quoteIdentifier, quoteLiteral } from '../../src/platform/postgres/quoting.js';
import {
  asAdmin,
  createTestDatabase,
  hostileNames,
  testServer,
  uniqueName,
  type TestDatabase,
} from '../support/postgres-databases.js';

const options = { applicationName: 'backstitch-connection-test' };
const failureOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => {
      throw new Error('it should have failed');
    },
    (error: unknown) => error as AppError,
  );

describe('a connection', () => {
  let database: TestDatabase;
  const role = uniqueName('bst_role');

  beforeAll(async () => {
    database = await createTestDatabase();
    await asAdmin(async (admin) => {
      await admin.query(`CREATE ROLE ${role} LOGIN`);
      await admin.query(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
      await admin.query(`ALTER ROLE ${role} SET statement_timeout = '1s'`);
      await admin.query(`ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '1s'`);
      await admin.query(`ALTER ROLE ${role} SET "DateStyle" = 'German'`);
      await admin.query(`ALTER ROLE ${role} SET search_path = public`);
    });
  });

  afterAll(async () => {
    await database.drop();
    await asAdmin((admin) => admin.query(`DROP ROLE ${role}`));
  });

  it('has our settings whatever the role has by default', async () => {
    const target = { ...database.target, user: role };
    await withConnection(target, { ...options, lockTimeoutMs: 1500, statementTimeoutMs: 0 }, async (db) => {
      const names = ['default_transaction_read_only', 'statement_timeout', 'idle_in_transaction_session_timeout'];
      names.push('lock_timeout', 'DateStyle', 'search_path', 'row_security', 'client_encoding', 'application_name');
      const { rows } = await db.query<{ name: string; setting: string }>(
        'SELECT n AS name, current_setting(n) AS setting FROM unnest($1::text[]) n',
        [names],
      );
      expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
        default_transaction_read_only: 'off',
        statement_timeout: '0',
        idle_in_transaction_session_timeout: '0',
        lock_timeout: '1500ms',
        DateStyle: 'ISO, DMY',
        search_path: 'pg_catalog',
        row_security: 'off',
        client_encoding: 'UTF8',
        application_name: options.applicationName,
      });
    });
  });

  it('is opened though the database ends whatever takes a millisecond', async () => {
    await asAdmin((admin) =>
      admin.query(`ALTER DATABASE ${quoteIdentifier(database.target.database)} SET statement_timeout = '1ms'`),
    );
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const { rows } = await withConnection(database.target, options, (db) => db.query('SELECT pg_sleep(0.005)'));
      expect(rows).toHaveLength(1);
    }
  });

  it.each(['prefer', 'allow', 'disable'] as const)(
    'speaks plainly to a server without TLS under %s',
    async (sslMode) => {
      const one = await withConnection({ ...testServer(), sslMode }, options, (db) => db.query('SELECT 1 AS one'));
      expect(one.rows).toEqual([{ one: 1 }]);
    },
  );

  it.each(['require', 'verify-full'] as const)('refuses to speak plainly under %s', async (sslMode) => {
    expect((await failureOf(connect({ ...testServer(), sslMode }, options))).code).toBe('SOURCE_UNREACHABLE');
  });

  it('tells a refused connection, an unknown host, an unknown database and an unknown role apart', async () => {
    const server = testServer();
    const refused = await failureOf(connect({ ...server, port: await unusedPort() }, options));
    expect(refused).toMatchObject({ code: 'SOURCE_UNREACHABLE', hint: expect.stringContaining('host and port') });
    const unknownHost = await failureOf(connect({ ...server, host: 'no-such-host.invalid' }, options));
    expect(unknownHost).toMatchObject({ code: 'SOURCE_UNREACHABLE', hint: expect.stringContaining('DNS') });
    const unknownDatabase = await failureOf(connect({ ...server, database: 'no "such" database' }, options));
    expect(unknownDatabase).toMatchObject({ code: 'SOURCE_UNREACHABLE', hint: expect.stringContaining('name of the') });
    const unknownRole = await failureOf(connect({ ...server, user: 'nobody-of-that-name' }, options));
    expect(unknownRole).toMatchObject({ code: 'SOURCE_UNREACHABLE', hint: expect.stringContaining('user') });
    const noSocket = await failureOf(connect({ ...server, host: '/nonexistent' }, options));
    expect(noSocket).toMatchObject({ code: 'SOURCE_UNREACHABLE', hint: expect.stringContaining('socket') });
  });

  it('gives up on a server that takes the connection and says nothing', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const started = Date.now();
    const failure = await failureOf(
      connect({ ...testServer(), port, sslMode: 'prefer' }, { ...options, connectTimeoutMs: 300 }),
    );
    expect(failure).toMatchObject({ code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('300 ms') });
    expect(Date.now() - started).toBeLessThan(2_000);
    silent.close();
  });

  it('survives being ended by the server: the listener is told, later queries reject, end() returns', async () => {
    const db = await connect(database.target, options);
    const lost = new Promise<AppError>((resolve) => db.onLost(resolve));
    await asAdmin((admin) => admin.query('SELECT pg_terminate_backend($1)', [db.backendPid]));
    expect((await lost).code).toBe('SOURCE_UNREACHABLE');
    expect(db.isLost).toBe(true);
    expect((await failureOf(db.query('SELECT 1'))).code).toBe('SOURCE_UNREACHABLE');
    await db.end();
  });

  it('rejects the running query when the server ends the session', async () => {
    const db = await connect(database.target, options);
    const running = failureOf(db.query('SELECT pg_sleep(60)'));
    await asAdmin((admin) => admin.query('SELECT pg_terminate_backend($1)', [db.backendPid]));
    expect((await running).code).toBe('SOURCE_UNREACHABLE');
    await db.end();
  });

  it('cancels the running query and stays usable', async () => {
    const db = await connect(database.target, options);
    const running = failureOf(db.query('SELECT pg_sleep(60)'));
    await asAdmin(async (admin) => {
      const isActive = `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep%' AND state = 'active'`;
      while ((await admin.query(isActive, [db.backendPid])).rows.length === 0);
    });
    await db.cancel();
    expect((await running).code).toBe('CANCELED');
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await db.end();
    await db.end();
  });

  it('cancels a query that the server has not begun yet', async () => {
    const db = await connect(database.target, options);
    for (let round = 0; round < 20; round += 1) {
      const running = failureOf(db.query('SELECT pg_sleep(60)'));
      await db.cancel();
      expect((await running).code).toBe('CANCELED');
    }
    await db.end();
  });

  it('gives up an answer that takes longer than queryTimeoutMs', async () => {
    const db = await connect(database.target, { ...options, queryTimeoutMs: 200 });
    expect((await failureOf(db.query('SELECT pg_sleep(60)'))).code).toBe('SOURCE_UNREACHABLE');
    expect(db.isLost).toBe(true);
    await asAdmin((admin) => admin.query('SELECT pg_terminate_backend($1)', [db.backendPid]));
    await db.end();
  });

  it('maps a lock that could not be had, a missing right and an unknown error', async () => {
    await withConnection({ ...database.target, user: role }, { ...options, lockTimeoutMs: 100 }, async (db) => {
      const denied = mapPostgresError(await failureOf(db.query('SELECT * FROM pg_authid')), 'read roles');
      expect(denied).toMatchObject({
        code: 'PERMISSION_DENIED',
        message: expect.stringContaining('Could not read roles: '),
      });
      const unknown = mapPostgresError(await failureOf(db.query('SELEKT')), 'work', 'DUMP_FAILED');
      expect(unknown.code).toBe('DUMP_FAILED');
      const [holder, waiter] = await Promise.all([
        database.open(),
        connect(database.target, { ...options, lockTimeoutMs: 100 }),
      ]);
      await holder.query('CREATE TABLE public.held()');
      await holder.query('BEGIN; LOCK TABLE public.held');
      expect(mapPostgresError(await failureOf(waiter.query('BEGIN; LOCK TABLE public.held')), 'lock').code).toBe(
        'LOCK_TIMEOUT',
      );
      await Promise.all([holder.end(), waiter.end()]);
    });
  });

  it.each(hostileNames())('connects to a database called %j and quotes it as the server does', async (name) => {
    const hostile = await createTestDatabase(name);
    const db = await hostile.open();
    const { rows } = await db.query<{ name: string; quoted: string; literal: string }>(
      `SELECT current_database() AS name, ${quoteLiteral(name)} AS literal`,
    );
    expect(rows).toEqual([{ name, literal: name }]);
    await db.query(`COMMENT ON DATABASE ${quoteIdentifier(name)} IS 'found'`);
    await db.end();
    await hostile.drop();
  });
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
