import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { type Standby, startStandby } from '../support/standby.js';

let primary: PrivatePostgres;
let standby: Standby;
let app: AppProcess;
let jobs: JobsClient;
let target: ConnectionTarget;
let onStandby: ConnectionTarget;

beforeAll(async () => {
  primary = await startTestPostgres();
  const { host, port, user, password } = primary;
  target = { host, port, user, password, database: 'shop', sslMode: 'disable' };
  await sql({ ...target, database: 'postgres' }, 'CREATE DATABASE shop');
  await sql(
    target,
    `CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 100);
     CREATE UNLOGGED TABLE "Fast Cache" (id serial PRIMARY KEY, n int); INSERT INTO "Fast Cache" (n) SELECT generate_series(1, 50)`,
  );
  standby = await startStandby(primary);
  await standby.caughtUp();
  onStandby = { ...target, host: standby.host, port: standby.port };
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
  await standby.stop();
  await primary.remove();
});

it('a backup of a standby is whole but for unlogged tables, which its record names; nothing can be restored there', async () => {
  const backup = await jobs.completedBackup(await jobs.addSource(onStandby));
  expect(backup).toMatchObject({
    tableCounts: { 'public.kept': 100 },
    warnings: [{ code: 'UNLOGGED_DATA_LEFT_OUT', message: expect.stringContaining('public."Fast Cache"') }],
  });
  expect(Object.keys(backup.tableCounts ?? {})).toEqual(['public.kept']);
  const plan = await jobs.plan(backup.id);
  expect(plan.blockers).toMatchObject([{ code: 'SERVER_READ_ONLY', hint: expect.stringContaining('primary') }]);
  expect((await jobs.refusedRestore(backup.id)).body.code).toBe('RESTORE_BLOCKED');
});

it('a restore on the primary warns of the standby, whose open sessions go on reading the old database', async () => {
  const backup = await jobs.completedBackup(await jobs.addSource(target));
  expect(backup).toMatchObject({ tableCounts: { 'public.kept': 100, 'public."Fast Cache"': 50 }, warnings: [] });
  await sql(target, 'DELETE FROM kept');
  await standby.caughtUp();
  const reader = await openClient(onStandby);
  const count = 'SELECT count(*)::int AS rows FROM kept';
  expect((await reader.query(count)).rows).toEqual([{ rows: 0 }]);
  expect((await jobs.plan(backup.id)).warnings.map(({ code }) => code)).toContain('STANDBY_ATTACHED');
  await jobs.completedRestore(backup.id);
  await standby.caughtUp();
  expect((await reader.query(count)).rows).toEqual([{ rows: 0 }]);
  expect(await sql(onStandby, count)).toEqual([{ rows: 100 }]);
  await reader.end();
});
