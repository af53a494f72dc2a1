import { AppError } from '../../common/app-error.js';
import { type Queryable } from './connection.js';
import { isConnectionLoss } from './postgres-error.js';

export interface AnalyzeProgress {
  done: number;
  total: number;
  /** Qualified and quoted, the one that is next. */
  table: string;
}

export interface AnalyzeResult {
  analyzed: number;
  /** Tables the server would not analyze. The data is whole; the planner guesses until autovacuum has come by. */
  failed: { table: string; message: string }[];
}

/**
 * ANALYZE table by table, system catalogues included. Partitioned tables are named themselves (`vacuumdb -Z` leaves
 * them out, and autovacuum never does them) and bring their partitions along. Idempotent. An abort takes effect
 * between two tables, each of which is a sample of some 30,000 rows.
 * @throws AppError CANCELED on abort; the server's error when the connection is lost
 */
export async function analyzeDatabase(
  db: Queryable,
  options: { signal?: AbortSignal; onProgress?: (progress: AnalyzeProgress) => void } = {},
): Promise<AnalyzeResult> {
  const { rows } = await db.query<{ table: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS "table"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm', 'p') AND NOT c.relispartition AND NOT c.relisshared
      AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_toast'
    ORDER BY n.nspname = 'pg_catalog', c.relpages DESC, 1`);
  const result: AnalyzeResult = { analyzed: 0, failed: [] };
  for (const [done, { table }] of rows.entries()) {
    if (options.signal?.aborted) throw new AppError('CANCELED', 'ANALYZE was canceled.');
    options.onProgress?.({ done, total: rows.length, table });
    try {
      await db.query(`ANALYZE ${table}`);
      result.analyzed += 1;
    } catch (error) {
      if (error instanceof AppError || isConnectionLoss(error)) throw error;
      result.failed.push({ table, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return result;
}

/**
 * Returns when all that was committed so far, with `synchronous_commit=off` too, is on the server's disk: a
 * synchronous commit of a record of our own flushes the log up to itself. (A commit that wrote nothing flushes nothing.)
 */
export async function makeDurable(db: Queryable): Promise<void> {
  await db.query(
    `BEGIN; SET LOCAL synchronous_commit = on;
     SELECT pg_catalog.pg_logical_emit_message(true, 'backstitch', 'durable'); COMMIT`,
  );
}
