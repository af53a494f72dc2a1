import { AppError } from '../../common/app-error.js';
import type { DatabaseClient, Queryable } from './connection.js';
import { mapPostgresError } from './postgres-error.js';

export interface CountedTable {
  /** Quoted and with its schema, as `quotedNames` gives it. */
  name: string;
  /** `WHERE …`, as pg_extension.extcondition holds it for a table of an extension. */
  condition?: string;
}

export interface CountOptions {
  /** Counts in an exported snapshot. */
  snapshotId?: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** A transaction keeps a lock for each table it read; 10,000 in one run out of lock memory. */
const TABLES_PER_TRANSACTION = 100;

/**
 * The rows of each table itself (ONLY), without those of its children. At most 100 tables in one transaction; the
 * connection must be in none. Row-level security is off in our sessions: a role it would bind gets an error, never
 * fewer rows.
 * @throws AppError PERMISSION_DENIED, SOURCE_UNREACHABLE, CANCELED
 */
export async function countRows(
  db: DatabaseClient,
  tables: readonly CountedTable[],
  options: CountOptions = {},
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const cancel = (): void => void db.cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    for (let start = 0; start < tables.length; start += TABLES_PER_TRANSACTION) {
      await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      if (options.snapshotId !== undefined) await db.query(`SET TRANSACTION SNAPSHOT '${options.snapshotId}'`);
      for (const { name, condition } of tables.slice(start, start + TABLES_PER_TRANSACTION)) {
        if (options.signal?.aborted) throw new AppError('CANCELED', 'Counting rows was canceled.');
        const sql = `SELECT pg_catalog.count(*) AS rows FROM ONLY ${name} ${condition ?? ''}`;
        const { rows } = await db.query<{ rows: string }>(sql);
        counts.set(name, Number(rows[0]?.rows));
        options.onProgress?.(counts.size, tables.length);
      }
      await db.query('COMMIT');
    }
    return counts;
  } catch (error) {
    if (!db.isLost) await db.query('ROLLBACK');
    throw mapPostgresError(error, 'count rows');
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

/** `"schema.table"` as quote_ident of this server writes it (its keywords differ between versions), in the order given. */
export async function quotedNames(
  db: Queryable,
  names: readonly { namespace: string; tag: string }[],
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT pg_catalog.quote_ident(t.namespace) || '.' || pg_catalog.quote_ident(t.tag) AS name
     FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) WITH ORDINALITY AS t(namespace, tag, place)
     ORDER BY t.place`,
    [names.map(({ namespace }) => namespace), names.map(({ tag }) => tag)],
  );
  return rows.map((row) => row.name);
}
