import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

describe.each(['transaction', 'session'] as const)('PgBouncer with pools per %s', (poolMode) => {
  let bouncer: PgBouncer;
  let target: ConnectionTarget;
  beforeAll(async () => {
    bouncer = await startPgBouncer(database.target, poolMode);
    target = { ...database.target, host: '127.0.0.1', port: bouncer.port };
  });
  afterAll(async () => {
    await bouncer.stop();
  });

  it('is refused by a test of the source, a backup and a plan, with the reason', async () => {
    const { host, port, user } = target;
    const asked = { name: `pooled-${poolMode}`, database: { host, port, user, database: target.database } };
    const tested = expectStatus<{
      ok: boolean;
      checks: { name: string; ok: boolean; detail: string; hint?: string }[];
    }>(200, await app.api.post('/sources/test', asked));
    expect(tested.ok).toBe(false);
    expect(tested.checks.find(({ name }) => name === 'connection')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('through a pooler'),
      hint: expect.stringContaining('PgBouncer'),
    });
    expect(await jobs.endedBackup(await jobs.addSource(target))).toMatchObject({
      status: 'failed',
      error: { code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('through a pooler') },
    });
  });

  it('gives the application’s next session on that connection nothing of ours', async () => {
    const settings = `SELECT current_setting('search_path') AS path, current_setting('row_security') AS security,
      current_setting('TimeZone') = (SELECT reset_val FROM pg_settings WHERE name = 'TimeZone') AS zone, pg_backend_pid() AS pid`;
    const [before] = await sql<{ pid: number }>(target, settings);
    await expect(connect(target, { applicationName: 'bst test' })).rejects.toMatchObject({
      code: 'SOURCE_UNREACHABLE',
    });
    const [after] = await sql<{ pid: number }>(target, settings);
    expect(after).toMatchObject({ ...before, path: '"$user", public', security: 'on', zone: true });
    expect(await sql(target, 'SELECT n FROM t')).toEqual([{ n: 1 }]);
  });
});

it('a direct connection is none', async () => {
  const db = await connect(database.target, { applicationName: 'bst test' });
  expect((await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows).toEqual([{ pid: db.backendPid }]);
  await db.end();
});
