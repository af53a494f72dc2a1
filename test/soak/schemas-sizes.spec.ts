import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { openClient, sql } from '../support/database-state.js';
import { type BackupRecord, JobsClient } from '../support/jobs-client.js';
import { largeSchemaStatements } from '../support/large-schemas.js';

const HALF_AN_HOUR = 30 * 60_000;

let app: AppProcess;
let jobs: JobsClient;
let server: PrivatePostgres;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api, 15 * 60_000);
  // 25,600 locks: as many tables as it has, and a server that was set up for them.
  server = await startTestPostgres({ settings: { max_locks_per_transaction: 256, shared_buffers: '256MB' } });
});
afterAll(async () => {
  await app.stop();
  await server.remove();
});

async function database(name: string, statements: readonly string[]): Promise<ConnectionTarget> {
  const { host, port, user, password } = server;
  const target = { host, port, user, password, database: name, sslMode: 'disable' as const };
  await sql({ ...target, database: 'postgres' }, `CREATE DATABASE ${name} TEMPLATE template0`);
  const client = await openClient(target);
  for (const statement of statements) await client.query(statement);
  await client.end();
  return target;
}

/** Statements that read few, or hashed, values: what is compared must fit a session. */
async function roundTrip(target: ConnectionTarget, look: string, drift: string): Promise<BackupRecord> {
  const backedUp = await sql(target, look);
  const backup = await jobs.completedBackup(await jobs.addSource(target));
  await sql(target, drift);
  const live = await sql(target, look);
  expect(live).not.toEqual(backedUp);
  const asked = performance.now();
  const plan = await jobs.plan(backup.id);
  const planSeconds = (performance.now() - asked) / 1_000;
  const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
  expect(await sql(target, look)).toEqual(backedUp);
  await jobs.rolledBack(restore.id);
  expect(await sql(target, look)).toEqual(live);
  const measured = { planSeconds, rawBytes: backup.rawBytes, storedBytes: backup.storedBytes };
  process.stdout.write(`${target.database}: ${JSON.stringify(measured)}\n`);
  return backup;
}

it(
  '10,000 tables',
  async () => {
    const target = await database('tables', largeSchemaStatements({ tables: 10_000, largeObjects: 0 }));
    const look = `SELECT count(*)::int AS tables, (SELECT count(*)::int FROM pg_index) AS indexes, (SELECT v FROM t10000 WHERE id = 1) AS v,
      sum((xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', relname), false, true, '')))[1]::text::int)::int AS rows
      FROM pg_class WHERE relname ~ '^t[0-9]+$' AND relkind = 'r'`;
    const backup = await roundTrip(target, look, `DROP TABLE t9999; UPDATE t10000 SET v = 'late'`);
    expect(Object.keys(backup.tableCounts ?? {})).toHaveLength(10_000);
  },
  HALF_AN_HOUR,
);

it(
  '200,000 large objects',
  async () => {
    const target = await database('objects', largeSchemaStatements({ tables: 0, largeObjects: 200_000 }));
    const look = `SELECT count(*)::int AS count, md5(string_agg(m.oid || encode(l.data, 'hex'), ',' ORDER BY m.oid)) AS hash
      FROM pg_largeobject_metadata m LEFT JOIN pg_largeobject l ON l.loid = m.oid`;
    await roundTrip(target, look, 'SELECT lo_unlink(100001), lo_put(300000, 0, $$late$$)');
  },
  HALF_AN_HOUR,
);

it(
  'a text of 1,000,000,000 bytes',
  async () => {
    const statements = largeSchemaStatements({ tables: 0, largeObjects: 0, valueBytes: 1_000_000_000 });
    const target = await database('long_value', statements);
    const look = 'SELECT id, octet_length(v) AS bytes, md5(v) AS hash FROM long_value ORDER BY id';
    await roundTrip(target, look, `UPDATE long_value SET v = 'late' WHERE id = 2`);
  },
  HALF_AN_HOUR,
);

it(
  'a bytea of 600 MB, which no pg_dump can dump: a clear failure, told by the plan beforehand',
  async () => {
    const target = await database('long_bytea', ['CREATE TABLE photo (b bytea)']);
    const sourceId = await jobs.addSource(target);
    const before = await jobs.completedBackup(sourceId);
    await sql(target, `INSERT INTO photo SELECT convert_to(repeat('0123456789', 60000000), 'SQL_ASCII')`);
    const plan = await jobs.plan(before.id);
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'ROWS_TOO_LARGE', message: expect.stringContaining('public.photo') }),
    );
    const backup = await jobs.endedBackup(sourceId);
    expect(backup).toMatchObject({ status: 'failed', error: { code: 'DUMP_FAILED' } });
    expect(backup.error?.message).toContain('photo');
    // The safety backup cannot be taken either: the restore stops, and nothing was touched.
    const restore = await jobs.endedRestore(before.id);
    expect(restore).toMatchObject({ status: 'failed', error: { code: 'SAFETY_BACKUP_FAILED' } });
    expect(await sql(target, 'SELECT octet_length(b) AS bytes FROM photo')).toEqual([{ bytes: 600_000_000 }]);
  },
  HALF_AN_HOUR,
);
