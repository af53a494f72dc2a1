import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { locksOfOneTransaction, makeManyObjects, roundTripManyObjects } from '../support/many-objects.js';

/** The same with 10,000 tables and 20,000 large objects at PostgreSQL's own settings is in test/soak. */
const FEW_LOCKS = { max_locks_per_transaction: 10, max_connections: 25, max_wal_senders: 0, wal_level: 'minimal' };

let server: PrivatePostgres;
let app: AppProcess;
let target: ConnectionTarget;
let locks: number;

beforeAll(async () => {
  server = await startTestPostgres({ settings: FEW_LOCKS });
  const { host, port, user, password } = server;
  target = { host, port, user, password, database: 'many', sslMode: 'disable' };
  await sql({ ...target, database: 'postgres' }, 'CREATE DATABASE many');
  locks = await locksOfOneTransaction(target);
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
  await server.remove();
});

it('more tables than one transaction can count, and large objects, are backed up, restored and rolled back', async () => {
  // pg_dump locks each of them once; whoever reads them in one transaction needs a lock for each index, too.
  const counts = { tables: Math.floor(locks * 0.7), largeObjects: locks * 2 };
  await makeManyObjects(target, counts.tables, counts.largeObjects);
  const client = await openClient(target);
  await client.query('BEGIN');
  const countAll = async (): Promise<void> => {
    for (let n = 1; n <= counts.tables; n += 1) await client.query(`SELECT count(*) FROM t${n}`);
  };
  await expect(countAll()).rejects.toMatchObject({ code: '53200' });
  await client.end();
  await roundTripManyObjects(new JobsClient(app.api), target, counts);
});

it('more tables than pg_dump can lock are a failure that says what to do', async () => {
  const jobs = new JobsClient(app.api);
  await makeManyObjects({ ...target, database: 'postgres' }, locks + 200, 0);
  const backup = await jobs.endedBackup(
    await jobs.addSource({ ...target, database: 'postgres' }, { maintenanceDatabase: 'many' }),
  );
  expect(backup).toMatchObject({
    status: 'failed',
    proof: 'none',
    error: { code: 'DUMP_FAILED', hint: expect.stringContaining('max_locks_per_transaction') },
  });
});
