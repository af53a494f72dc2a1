import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { makeManyObjects, roundTripManyObjects } from '../support/many-objects.js';

const COUNTS = { tables: 10_000, largeObjects: 20_000 };

let server: PrivatePostgres;
let app: AppProcess;
let target: ConnectionTarget;

beforeAll(async () => {
  server = await startTestPostgres(); // with PostgreSQL's own max_locks_per_transaction and max_connections
  const { host, port, user, password } = server;
  target = { host, port, user, password, database: 'many', sslMode: 'disable' };
  await sql({ ...target, database: 'postgres' }, 'CREATE DATABASE many');
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
  await server.remove();
});

it(
  '10,000 tables and 20,000 large objects are backed up, restored and rolled back at default lock settings',
  async () => {
    await makeManyObjects(target, COUNTS.tables, COUNTS.largeObjects);
    const jobs = new JobsClient(app.api, 15 * 60_000);
    const backupId = await roundTripManyObjects(jobs, target, COUNTS);
    // In place all of it would have to fit into one transaction.
    const plan = await jobs.plan(backupId, { strategy: 'in_place' });
    expect(plan.blockers.map(({ code }) => code)).toContain('LOCK_MEMORY');
  },
  30 * 60_000,
);
