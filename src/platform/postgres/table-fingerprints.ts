import { AppError } from '../../common/app-error.js';
import type { DatabaseClient } from './connection.js';
import { mapPostgresError, sqlStateOf } from './postgres-error.js';
import type { CountedTable, CountOptions } from './row-counts.js';

export interface TableFingerprints {
  /** Of the database, such as UTF8: the same text has another hash in another encoding. */
  encoding: string;
  /** `<rows>:<sum of hashes>` by the table's name, as it was asked for. */
  tables: Map<string, string>;
  /** Tables that have none, and why. */
  leftOut: { table: string; reason: string }[];
}

/** A transaction keeps a lock for each table it read; 10,000 in one run out of lock memory. */
const TABLES_PER_TRANSACTION = 100;

/**
 * What the rows of each table itself (ONLY) are, whatever their order and wherever they lie: their number, and the sum
 * of the hashes of each row as text. A sum, since XOR would cancel equal rows in pairs. Columns by name, sorted by it,
 * since inheritance and dropped columns put them elsewhere after a restore; generated ones are made anew by it and left
 * out. Row-level security is off in our sessions: a role it would bind gets an error, never fewer rows.
 *
 * In a snapshot that is older than the locks taken here, a table that was truncated or rewritten meanwhile seems empty.
 * Each one is therefore locked (shared) and its file compared with the one that the snapshot knows, before it is read.
 * @throws AppError PERMISSION_DENIED, SOURCE_UNREACHABLE, CANCELED
 */
export async function fingerprintTables(
  db: DatabaseClient,
  tables: readonly CountedTable[],
  options: CountOptions = {},
): Promise<TableFingerprints> {
  const result: TableFingerprints = { encoding: '', tables: new Map(), leftOut: [] };
  const cancel = (): void => void db.cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    let done = 0;
    for (let start = 0; start < tables.length; start += TABLES_PER_TRANSACTION) {
      const batch = tables.slice(start, start + TABLES_PER_TRANSACTION);
      await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      if (options.snapshotId !== undefined) await db.query(`SET TRANSACTION SNAPSHOT '${options.snapshotId}'`);
      const shapes = await readShapes(db, batch);
      for (const table of batch) {
        if (options.signal?.aborted) throw new AppError('CANCELED', 'Fingerprinting was canceled.');
        const found = await fingerprint(db, table, shapes.get(table.name));
        if ('value' in found) result.tables.set(table.name, found.value);
        else result.leftOut.push({ table: table.name, reason: found.reason });
        options.onProgress?.(++done, tables.length);
      }
      await db.query('COMMIT');
    }
    result.encoding = await databaseEncoding(db);
    return result;
  } catch (error) {
    if (!db.isLost) await db.query('ROLLBACK');
    throw mapPostgresError(error, 'fingerprint the tables');
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

export async function databaseEncoding(db: DatabaseClient): Promise<string> {
  const { rows } = await db.query<{ encoding: string }>('SELECT pg_catalog.getdatabaseencoding() AS encoding');
  return rows[0]?.encoding ?? '';
}

/** A table, and the columns that its fingerprint is of. */
export interface TableShape {
  name: string;
  oid: number;
  /** Quoted. */
  columns: string[];
}

/** SQL that gives the shapes of those that are there. `names`: SQL, an array of text. */
export function shapesQuery(names: string): string {
  return `SELECT t.name, c.oid, ARRAY(
         SELECT quote_ident(a.attname) FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          ORDER BY a.attname COLLATE "C") AS columns
     FROM unnest(${names}::text[]) AS t(name)
     JOIN pg_catalog.pg_class c ON c.relkind = 'r' AND c.relname = (pg_catalog.parse_ident(t.name))[2]::name
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = (pg_catalog.parse_ident(t.name))[1]::name`;
}

/** SQL that gives the fingerprint, under TEXT_OF_VALUES. */
export function fingerprintQuery({ name, condition }: CountedTable, columns: readonly string[]): string {
  return `SELECT pg_catalog.count(*) || ':' ||
         coalesce(pg_catalog.sum(pg_catalog.hashtextextended(ROW(${columns.join(', ')})::text COLLATE "C", 0)), 0) AS value
       FROM ONLY ${name} ${condition ?? ''}`;
}

async function readShapes(db: DatabaseClient, tables: readonly CountedTable[]): Promise<Map<string, TableShape>> {
  const { rows } = await db.query<TableShape>(shapesQuery('$1'), [tables.map(({ name }) => name)]);
  return new Map(rows.map((row) => [row.name, row]));
}

type Found = { value: string } | { reason: string };

async function fingerprint(db: DatabaseClient, table: CountedTable, shape: TableShape | undefined): Promise<Found> {
  if (shape === undefined) return { reason: 'there is no such table' };
  await db.query('SAVEPOINT fingerprint');
  try {
    await db.query(`LOCK TABLE ONLY ${table.name} IN ACCESS SHARE MODE`);
    const { rows: unchanged } = await db.query(
      `SELECT FROM pg_catalog.pg_class c WHERE c.oid = $1::oid AND c.oid = $2::regclass
          AND c.relfilenode = pg_catalog.pg_relation_filenode(c.oid)`,
      [shape.oid, table.name],
    );
    if (unchanged.length === 0) return { reason: 'it was truncated, rewritten or replaced meanwhile' };
    const { rows } = await db.query<{ value: string }>(fingerprintQuery(table, shape.columns));
    await db.query('RELEASE SAVEPOINT fingerprint');
    return { value: rows[0]?.value ?? '' };
  } catch (error) {
    const reason = reasonOf(sqlStateOf(error));
    if (reason === null) throw error;
    await db.query('ROLLBACK TO SAVEPOINT fingerprint');
    return { reason };
  }
}

/** What can happen to one table beside a dump, and leaves the others as they are. */
function reasonOf(sqlState: string | undefined): string | null {
  if (sqlState === '42P01' || sqlState === '42703') return 'it was dropped or altered meanwhile';
  if (sqlState === '55P03') return 'another session held its lock for too long';
  if (sqlState?.startsWith('54')) return 'a row of it is too long to be one text';
  return null;
}
