import type { Queryable } from './connection.js';
import { readExtensions } from './extensions.js';
import { sqlStateOf } from './postgres-error.js';

/** A partitioned table holds nothing: its partitions do, and are tables themselves. */
export const TABLE_KINDS = ['table', 'partitioned', 'materialized_view'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

export interface TableSize {
  schema: string;
  /** Not quoted. */
  name: string;
  kind: TableKind;
  /** As quote_ident writes schema and name. */
  quotedName: string;
  /** With indexes and TOAST; of a partitioned table 0, since its partitions stand for themselves. */
  bytes: number;
  /** Of indexes alone. */
  indexBytes: number;
  /** The planner's estimate; null before the first ANALYZE. */
  estimatedRows: number | null;
}

export interface SchemaTree {
  databaseSize: number;
  schemas: { name: string; tables: Pick<TableSize, 'name' | 'kind' | 'bytes' | 'estimatedRows'>[] }[];
  extensions: { name: string; version: string; schema: string }[];
}

/**
 * Tables with rows of their own (partitions too) and materialized views of users' schemas, without temporary ones. Of one
 * that somebody has locked, or is about to lock, against everybody (ALTER TABLE, VACUUM FULL, REINDEX) the size is that of
 * its last VACUUM or ANALYZE: asking for the real one would wait for that lock.
 */
export async function readTableSizes(db: Queryable): Promise<TableSize[]> {
  const { rows } = await db.query<TableSize & { bytes: string; indexBytes: string }>(`
    WITH held AS (
        SELECT l.relation FROM pg_catalog.pg_locks l
        WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
          AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())),
      locked AS (
        SELECT coalesce(array_agg(relation), '{}') AS relations
        FROM (SELECT relation FROM held
              UNION SELECT i.indrelid FROM pg_catalog.pg_index i JOIN held ON held.relation = i.indexrelid) AS of_tables)
    SELECT n.nspname AS schema, c.relname AS name, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "quotedName",
      CASE c.relkind WHEN 'p' THEN 'partitioned' WHEN 'm' THEN 'materialized_view' ELSE 'table' END AS kind,
      CASE WHEN c.oid = ANY (relations) OR c.reltoastrelid = ANY (relations) THEN ${bytesOfPages('c.oid, c.reltoastrelid')}
        ELSE coalesce(pg_catalog.pg_total_relation_size(c.oid), 0) END::text AS bytes,
      CASE WHEN c.oid = ANY (relations) OR c.reltoastrelid = ANY (relations) THEN ${bytesOfPages()}
        ELSE coalesce(pg_catalog.pg_indexes_size(c.oid), 0) END::text AS "indexBytes",
      CASE WHEN c.reltuples >= 0 AND (c.reltuples > 0 OR c.relpages > 0 OR current_setting('server_version_num')::int >= 140000)
        THEN c.reltuples::float8 END AS "estimatedRows"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace CROSS JOIN locked
    WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND ${IS_USER_SCHEMA}
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`);
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes), indexBytes: Number(row.indexBytes) }));
}

/** As counted last, by VACUUM, ANALYZE or the making of an index: of these relations, and of the indexes on the table `c`. */
function bytesOfPages(relations = '0'): string {
  return `(SELECT coalesce(sum(greatest(p.relpages, 0)), 0)::bigint * current_setting('block_size')::bigint
          FROM pg_catalog.pg_class p
          WHERE p.oid IN (${relations})
            OR p.oid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid))`;
}

export interface DatabaseSizes {
  databaseSize: number;
  /** Of the tables with TOAST, without indexes; null: not asked for, or not told in time. */
  tableBytes: number | null;
}

/** In no transaction; with time-outs, beyond which the sizes of tables (of very many, or locked ones) are not waited for. */
export async function readDatabaseSizes(
  db: Queryable,
  { withTables }: { withTables: boolean },
): Promise<DatabaseSizes> {
  const databaseSize = await readDatabaseSize(db);
  if (!withTables) return { databaseSize, tableBytes: null };
  try {
    const tables = await readTableSizes(db);
    return { databaseSize, tableBytes: tables.reduce((sum, { bytes, indexBytes }) => sum + bytes - indexBytes, 0) };
  } catch (error) {
    if (!OUT_OF_TIME.has(sqlStateOf(error) ?? '')) throw error;
    return { databaseSize, tableBytes: null };
  }
}

/** lock_not_available and query_canceled: of a lock, and of the statement. */
const OUT_OF_TIME: ReadonlySet<string> = new Set(['55P03', '57014']);

async function readDatabaseSize(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ bytes: string }>(
    'SELECT pg_catalog.pg_database_size(oid)::text AS bytes FROM pg_catalog.pg_database WHERE datname = current_database()',
  );
  return Number(rows[0]?.bytes ?? 0);
}

/** What `GET /sources/:id/schema` answers. Schemas without tables are named too. */
export async function readSchemaTree(db: Queryable): Promise<SchemaTree> {
  const databaseSize = await readDatabaseSize(db);
  const schemas = await db.query<{ name: string }>(
    `SELECT n.nspname AS name FROM pg_catalog.pg_namespace n WHERE ${IS_USER_SCHEMA} ORDER BY n.nspname COLLATE "C"`,
  );
  const tables = new Map<string, SchemaTree['schemas'][number]['tables']>(schemas.rows.map(({ name }) => [name, []]));
  for (const { schema, name, kind, bytes, estimatedRows } of await readTableSizes(db)) {
    tables.get(schema)?.push({ name, kind, bytes, estimatedRows });
  }
  const extensions = await readExtensions(db);
  return {
    databaseSize,
    schemas: [...tables].map(([name, list]) => ({ name, tables: list })),
    extensions: extensions.map(({ name, version, schema }) => ({ name, version, schema })),
  };
}

/** On `pg_namespace AS n`. */
const IS_USER_SCHEMA = `n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`;
