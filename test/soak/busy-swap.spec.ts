import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { startBusyClients } from '../support/busy-clients.js';
import type { BusyReport } from '../support/busy-client.js';
import { startTestPostgres } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { uniqueName } from '../support/postgres-databases.js';

const CLIENTS = { processes: 2, clientsEach: 25, quietDatabase: 'template1' };
/** What the application may feel of a swap, on a machine that does nothing else. */
const LONGEST_REFUSAL_MS = 500;
const LONGEST_WAIT_MS = 2_000;

let server: PrivatePostgres;
let app: AppProcess;
let jobs: JobsClient;
let target: ConnectionTarget;

beforeAll(async () => {
  server = await startTestPostgres();
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
  await server.remove();
});
beforeEach(async () => {
  const { host, port, user, password } = server;
  target = { host, port, user, password, database: uniqueName('busy'), sslMode: 'disable' };
  await sql({ ...target, database: 'postgres' }, `CREATE DATABASE ${target.database}`);
  await sql(
    target,
    `CREATE TABLE writes (client int, seq int, PRIMARY KEY (client, seq));
     CREATE TABLE shop AS SELECT n, repeat('x', 100) AS text FROM generate_series(1, 20000) n`,
  );
});

it('swaps and rolls back under 50 clients that reconnect at once: none is refused for long, no commit is lost', async () => {
  const sourceId = await jobs.addSource(target);
  const backup = await jobs.completedBackup(sourceId);
  const clients = await startBusyClients(target, CLIENTS);
  let swapped: BusyReport | undefined;
  try {
    await clients.written(target, 5);
    const restore = await jobs.completedRestore(backup.id);
    await clients.written(target, 5);
    await jobs.rolledBack(restore.id);
    await clients.written(target, 5);
    swapped = await clients.stop();
    expectFelt(swapped);

    const live = await writesOf(target);
    const kept = await writesOf({ ...target, database: `bst_after_${restore.id.slice(-12)}` });
    expect(kept.size).toBeGreaterThan(0); // what was written between the swap and the rollback
    for (const { client, last, unknown } of swapped.committed) {
      expect(last).toBeGreaterThan(0);
      const missing = Array.from({ length: last }, (_, n) => n + 1).filter(
        (seq) => !unknown.includes(seq) && !live.has(`${client} ${seq}`) && !kept.has(`${client} ${seq}`),
      );
      expect({ client, missing }).toEqual({ client, missing: [] });
    }
  } finally {
    if (swapped === undefined) await clients.stop();
  }
});

it('keeps nobody waiting for long by a swap that is in vain, and leaves nothing', async () => {
  const role = uniqueName('bst_plain');
  const admin = { ...target, database: 'postgres' };
  await sql(
    admin,
    `CREATE ROLE ${role} LOGIN CREATEDB PASSWORD 'plain'; GRANT pg_signal_backend TO ${role};
     ALTER DATABASE ${target.database} OWNER TO ${role}`,
  );
  await sql(
    target,
    `ALTER TABLE writes OWNER TO ${role}; ALTER TABLE shop OWNER TO ${role}; SET ROLE ${role}; CREATE TABLE one AS SELECT 1 AS n;
     CREATE FUNCTION slowly(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3); RETURN n; END';
     CREATE INDEX built_slowly ON one (slowly(n))`,
  );
  const plain = { ...target, user: role, password: 'plain' };
  const backup = await jobs.completedBackup(await jobs.addSource(plain));
  const clients = await startBusyClients(plain, CLIENTS);
  const holder = await openClient(admin);
  let report: BusyReport | undefined;
  try {
    await clients.written(target, 3);
    const { restore } = expectStatus(202, await jobs.askRestore(backup.id));
    await eventually('the side database is there', async () => (await sql(admin, INDEXING)).length > 0);
    // The renames wait, after the last look for what is in the way, while a superuser comes whom our role may not end.
    await holder.query('BEGIN; LOCK TABLE pg_catalog.pg_database IN SHARE MODE');
    await eventually('the swap has begun', async () => (await sql(admin, RENAMING)).length > 0);
    const monitoring = await openClient(target);
    await holder.end();
    expect(await jobs.restoreEnds(restore.id)).toMatchObject({
      status: 'failed',
      error: { code: 'SWAP_FAILED', message: expect.stringContaining('may not end') },
    });
    await clients.written(target, 3);
    report = await clients.stop();
    expectFelt(report);
    expect((await monitoring.query('SELECT 1')).rowCount).toBe(1);
    await monitoring.end();
    const ours = `SELECT datname FROM pg_database WHERE datname LIKE 'bst\\_%' AND datname LIKE '%${restore.id.slice(-12)}'`;
    expect(await sql(admin, ours)).toEqual([]);
  } finally {
    await holder.end();
    if (report === undefined) await clients.stop();
  }
});

const INDEXING = `SELECT FROM pg_stat_activity WHERE application_name LIKE 'bst %' AND query LIKE 'CREATE INDEX built_slowly%'`;
const RENAMING = `SELECT FROM pg_stat_activity WHERE application_name LIKE 'bst %' AND query LIKE '%RENAME TO%' AND wait_event_type = 'Lock'`;

/** What connecting to a database that nobody touches takes is the machine's doing; a client that is cut does it twice. */
function expectFelt(report: BusyReport): void {
  const { longestRefusalMs, longestWaitMs, longestLagMs, failures } = report;
  process.stderr.write(
    `50 clients: refused for ${longestRefusalMs} ms, waited for ${longestWaitMs} ms (the machine: ${longestLagMs} ms); ${JSON.stringify(failures)}\n`,
  );
  expect(longestRefusalMs).toBeLessThan(LONGEST_REFUSAL_MS + 2 * longestLagMs);
  expect(longestWaitMs).toBeLessThan(LONGEST_WAIT_MS + 2 * longestLagMs);
}

/** `client seq` of every row; a kept database is opened for the look. */
async function writesOf(where: ConnectionTarget): Promise<Set<string>> {
  const name = quoteIdentifier(where.database);
  const open = (isOpen: boolean): Promise<object[]> =>
    sql({ ...target, database: 'postgres' }, `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isOpen}`);
  const isKept = where.database !== target.database;
  if (isKept) await open(true);
  try {
    const rows = await sql<{ row: string }>(where, `SELECT client || ' ' || seq AS row FROM writes`);
    return new Set(rows.map(({ row }) => row));
  } finally {
    if (isKept) await open(false);
  }
}
