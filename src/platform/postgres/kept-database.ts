import type { Queryable } from './connection.js';
import { assertSame, type DatabaseRef, expectDatabases, findDatabase, sendAtOnce } from './database-ref.js';
import { serverVersion } from './database-properties.js';
import { allowConnectionsStatement } from './swap-statements.js';

/** Cumulative statistics of one database, as text where they are int8: they go into a journal and come back. */
export interface ActivityCounters {
  serverVersion: number;
  postmasterStart: string;
  statsReset: string | null;
  inserted: string;
  updated: string;
  deleted: string;
}

/**
 * Reads what pg_stat_database counts. Read it once **before** the snapshot of the safety backup is exported, and once
 * **after** the swap: a session adds its counts after its commit, and the last of them as it ends, which the swap waits
 * for. Read in that order, a change that the snapshot lacks is always between the two. Null: there is no such database.
 */
export async function readActivityCounters(db: Queryable, oid: number): Promise<ActivityCounters | null> {
  const version = await serverVersion(db);
  const { rows } = await db.query<Omit<ActivityCounters, 'serverVersion'>>(
    `SELECT pg_catalog.pg_postmaster_start_time()::text AS "postmasterStart", stats_reset::text AS "statsReset",
       tup_inserted::text AS inserted, tup_updated::text AS updated, tup_deleted::text AS deleted
     FROM pg_catalog.pg_stat_database WHERE datid = $1::oid`,
    [oid],
  );
  return rows[0] ? { serverVersion: version, ...rows[0] } : null;
}

/**
 * False only if surely no row was written in between: the counters include the system catalogues, hence DDL and
 * TRUNCATE, and transactions that were rolled back. Any doubt is a change: a restarted or reset statistics, and every
 * server before 15, whose counters travelled by UDP. Two things leave no count: a sequence moved on without a row
 * being written, and sessions that a superuser ran with `track_counts=off`.
 */
export function hasChangedSince(before: ActivityCounters | null, after: ActivityCounters | null): boolean {
  if (!before || !after || before.serverVersion < 150000 || after.serverVersion < 150000) return true;
  return (
    before.postmasterStart !== after.postmasterStart ||
    before.statsReset !== after.statsReset ||
    before.inserted !== after.inserted ||
    before.updated !== after.updated ||
    before.deleted !== after.deleted
  );
}

/**
 * Opens or closes a database, checked by OID in the same transaction. Idempotent.
 * @throws AppError CONFLICT when name and OID do not belong together (any more)
 */
export async function allowConnections(db: Queryable, database: DatabaseRef, isAllowed: boolean): Promise<void> {
  const found = await findDatabase(db, { name: database.name });
  assertSame(found ?? { name: '(none)', oid: 0 }, database);
  if (found?.allowsConnections === isAllowed) return;
  await sendAtOnce(db, [allowConnectionsStatement(database.name, isAllowed), expectDatabases([database])]);
}
