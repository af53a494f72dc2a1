import { expect } from '@jest/globals';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { openClient, sql } from './database-state.js';
import type { JobsClient } from './jobs-client.js';

/** So many are made in one transaction. */
const BATCH = 100;

/** How many locks one transaction gets from the server before its lock table is full; advisory ones are kept in the same. */
export async function locksOfOneTransaction(target: ConnectionTarget): Promise<number> {
  const client = await openClient(target);
  try {
    await client.query('BEGIN');
    for (let taken = 0; ; taken += BATCH) {
      try {
        await client.query('SELECT count(pg_advisory_xact_lock(n)) FROM generate_series($1::int, $2::int) n', [
          taken + 1,
          taken + BATCH,
        ]);
      } catch (error) {
        if (error instanceof pg.DatabaseError && error.code === '53200') return taken;
        throw error;
      }
    }
  } finally {
    await client.end();
  }
}

/** Tables `t1`… with a primary key and one row each, and large objects of one byte. */
export async function makeManyObjects(target: ConnectionTarget, tables: number, largeObjects: number): Promise<void> {
  for (let first = 1; first <= tables; first += BATCH) {
    const last = Math.min(tables, first + BATCH - 1);
    await sql(
      target,
      `DO $$ BEGIN FOR n IN ${first}..${last} LOOP
         EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', n); EXECUTE format('INSERT INTO t%s VALUES (%s)', n, n); END LOOP; END $$`,
    );
  }
  for (let made = 0; made < largeObjects; made += BATCH)
    await sql(
      target,
      `SELECT count(lo_from_bytea(0, '\\x2a')) FROM generate_series(1, ${Math.min(BATCH, largeObjects - made)})`,
    );
}

/** Backs up, empties, restores and rolls back; what one transaction could not do is done in many. Answers the backup's id. */
export async function roundTripManyObjects(
  jobs: JobsClient,
  target: ConnectionTarget,
  counts: { tables: number; largeObjects: number },
): Promise<string> {
  const { tables, largeObjects } = counts;
  const backup = await jobs.completedBackup(await jobs.addSource(target));
  expect(Object.values(backup.tableCounts ?? {}).reduce((sum, rows) => sum + rows, 0)).toBe(tables);
  await sql(target, 'TRUNCATE t1; DROP TABLE t2; SELECT lo_unlink(min(oid)) FROM pg_largeobject_metadata');
  const restore = await jobs.completedRestore(backup.id);
  const state = (): Promise<{ tables: number; objects: number; first: number }[]> =>
    sql(
      target,
      `SELECT (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables,
         (SELECT count(*)::int FROM pg_largeobject_metadata) AS objects, (SELECT count(*)::int FROM t1) AS first`,
    );
  expect(await state()).toEqual([{ tables, objects: largeObjects, first: 1 }]);
  await jobs.rolledBack(restore.id);
  expect(await state()).toEqual([{ tables: tables - 1, objects: largeObjects - 1, first: 0 }]);
  return backup.id;
}
