import { createHash } from 'node:crypto';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import { type MigrationSource, readMigrationState } from '../../platform/migration-state/migration-states.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { findDatabase } from '../../platform/postgres/database-ref.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import { schemaFingerprint } from '../../platform/postgres/schema-fingerprint.js';

/** What a plan rests on: the very database (server and OID), its schema and its history. Rows do not count. */
export async function livePlanFingerprint(
  db: Queryable,
  migrations: MigrationSource,
): Promise<{ fingerprint: string; state: MigrationState }> {
  const state = await readMigrationState(db, migrations);
  const { systemIdentifier, database } = await readServerInfo(db);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([systemIdentifier, database.oid, database.name]))
    .update(await schemaFingerprint(db))
    .update(JSON.stringify(state))
    .digest('hex');
  return { fingerprint, state };
}

/** What a plan for a new database rests on: the server, whether the name is free, and the history it is compared with. */
export async function newDatabasePlanFingerprint(
  admin: Queryable,
  name: string,
  state: MigrationState | null,
): Promise<string> {
  const { systemIdentifier } = await readServerInfo(admin);
  const isTaken = (await findDatabase(admin, { name })) !== null;
  return createHash('sha256')
    .update(JSON.stringify(['new_database', systemIdentifier, name, isTaken, state]))
    .digest('hex');
}

export interface TableCount {
  rows: number;
  exact: boolean;
}

/** Counting stops here; what is left is estimated, so that a plan never takes longer than its caller waits. */
const COUNTING_BUDGET_MS = 6_000;

/**
 * The rows of every table of the live database that a dump would carry, smallest tables first, counted until the time
 * is up and estimated from then on. Keys as quote_ident writes them.
 */
export async function countLiveRows(db: Queryable): Promise<Map<string, TableCount>> {
  const { rows: tables } = await db.query<{ name: string; estimate: number }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, greatest(c.reltuples, 0)::float8 AS estimate
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
        AND NOT EXISTS (SELECT FROM pg_depend d
                         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY pg_relation_size(c.oid), 1`,
  );
  const counts = new Map<string, TableCount>();
  const deadline = performance.now() + COUNTING_BUDGET_MS;
  for (const { name, estimate } of tables) {
    const remaining = Math.floor(deadline - performance.now());
    counts.set(
      name,
      remaining > 50 ? await countWithin(db, name, remaining, estimate) : { rows: estimate, exact: false },
    );
  }
  return counts;
}

async function countWithin(db: Queryable, table: string, timeoutMs: number, estimate: number): Promise<TableCount> {
  try {
    await db.query(`SELECT set_config('statement_timeout', $1, false)`, [String(timeoutMs)]);
    const { rows } = await db.query<{ rows: string }>(`SELECT count(*) AS rows FROM ONLY ${table}`);
    return { rows: Number(rows[0]?.rows ?? 0), exact: true };
  } catch (error) {
    if (!isTimeoutOrLock(error)) throw error;
    return { rows: Math.round(estimate), exact: false };
  } finally {
    await db.query(`SELECT set_config('statement_timeout', '0', false)`);
  }
}

/**
 * 57014 query_canceled, 55P03 lock_not_available, 42501 insufficient_privilege, 42P01 dropped meanwhile, 0A000 unlogged on a
 * standby: an estimate will do.
 */
function isTimeoutOrLock(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '57014' || code === '55P03' || code === '42501' || code === '42P01' || code === '0A000';
}
