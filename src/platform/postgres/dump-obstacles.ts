import type { Queryable } from './connection.js';
import { isConnectionLoss, sqlStateOf } from './postgres-error.js';
import { finding, listed, type SwapFinding } from './swap-finding.js';

/** MaxAllocSize of PostgreSQL (memutils.h): neither a value nor a line of COPY may be longer as text. */
const LONGEST_LINE_BYTES = 0x3fffffff;
/** Compressed (pglz at its best), a value that is too long needs at least this. */
const LEAST_TOAST_BYTES = 4 * 1024 * 1024;
/** For all tables together; what is not looked at by then, pg_dump will tell. */
const BUDGET_MS = 2_000;

/**
 * What may make pg_dump fail, told before it runs: rows that are too long as text (a bytea of 600 MB can be stored, and
 * not be dumped), and more tables than the server has locks for. Reads the lengths of stored values, never the values.
 */
export async function findDumpObstacles(
  db: Queryable,
  options: { longestLineBytes?: number; leastToastBytes?: number } = {},
): Promise<SwapFinding[]> {
  return [...(await rowsTooLarge(db, options)), ...(await tooManyLocks(db))];
}

interface WideTable {
  name: string;
  /** SQL of how many bytes a row of it is, at the least, in a dump. */
  bytes: string;
}

async function rowsTooLarge(
  db: Queryable,
  { longestLineBytes = LONGEST_LINE_BYTES, leastToastBytes = LEAST_TOAST_BYTES },
): Promise<SwapFinding[]> {
  const { rows: tables } = await db.query<WideTable>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name,
       string_agg('coalesce(octet_length(' || quote_ident(a.attname) || '), 0)::int8'
         || CASE a.atttypid WHEN 'bytea'::regtype THEN ' * 2' ELSE '' END, ' + ') AS bytes
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       AND a.atttypid IN ('bytea'::regtype, 'text'::regtype, 'varchar'::regtype)
     WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.reltoastrelid <> 0
       AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
       AND pg_catalog.pg_relation_size(c.reltoastrelid) >= $1::int8
     GROUP BY n.nspname, c.relname, c.oid ORDER BY pg_catalog.pg_relation_size(c.oid)`,
    [leastToastBytes],
  );
  const deadline = performance.now() + BUDGET_MS;
  const found: string[] = [];
  for (const table of tables) {
    const left = Math.floor(deadline - performance.now());
    if (left < 50) break;
    const count = await countLongRows(db, table, longestLineBytes, left);
    if (count > 0) found.push(`${table.name} (${count})`);
  }
  if (found.length === 0) return [];
  const message = `Rows that are longer than 1 GB as text cannot be dumped; tables and how many: ${listed(found)}.`;
  const hint = 'Split these values (a bytea counts twice), or keep them as large objects.';
  return [finding('ROWS_TOO_LARGE', message, hint)];
}

async function countLongRows(db: Queryable, table: WideTable, longest: number, timeoutMs: number): Promise<number> {
  const { rows } = await db.query<{ before: string }>(`SELECT current_setting('statement_timeout') AS before`);
  try {
    await db.query(`SELECT set_config('statement_timeout', $1, false)`, [String(timeoutMs)]);
    const sql = `SELECT count(*)::int AS count FROM ONLY ${table.name} WHERE ${table.bytes} >= $1::int8`;
    return (await db.query<{ count: number }>(sql, [longest])).rows[0]?.count ?? 0;
  } catch (error) {
    if (isConnectionLoss(error) || !MAY_FAIL.has(sqlStateOf(error) ?? '')) throw error;
    return 0;
  } finally {
    await db.query(`SELECT set_config('statement_timeout', $1, false)`, [rows[0]?.before ?? '0']);
  }
}

/**
 * Out of time, locked, not ours to read (row-level security, too), dropped meanwhile, unlogged on a standby: this is only a
 * look ahead.
 */
const MAY_FAIL = new Set(['57014', '55P03', '42501', '42P01', '0A000']);

/** pg_dump holds a lock on every table and sequence at once. The server has room for more than it promises. */
async function tooManyLocks(db: Queryable): Promise<SwapFinding[]> {
  const { rows } = await db.query<{ needed: number; promised: number }>(
    `SELECT count(*)::int AS needed, current_setting('max_locks_per_transaction')::int
       * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS promised
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'S', 'm', 'f') AND c.relpersistence <> 't'
       AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`,
  );
  const [row] = rows;
  if (!row || row.needed <= row.promised) return [];
  const message = `A dump locks ${row.needed} tables and sequences at once; the server promises room for ${row.promised} locks.`;
  const hint = 'If pg_dump runs out of shared memory: raise max_locks_per_transaction on the server, and restart it.';
  return [finding('TOO_MANY_LOCKS', message, hint)];
}
