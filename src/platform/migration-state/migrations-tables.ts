import { AppError } from '../../common/app-error.js';
import type { Queryable } from '../postgres/connection.js';

/** More than any project has; a table that has more is not a history. */
export const MAX_ROWS = 100_000;
export const MAX_NAME_LENGTH = 1000;

export interface FoundTable {
  schema: string;
  name: string;
  /** As quote_ident writes it: fit for SQL, and the name of the table everywhere. */
  quoted: string;
}

/** Columns by which a migrations table is known, each with the types that versions of the framework gave it. */
export type TableShape = Readonly<Record<string, readonly string[]>>;

/** The table in which a framework keeps what a database has had. */
export interface HistoryTable<Column extends string> {
  /** Plain or with its schema, quoted or not. */
  name: string;
  shape: TableShape;
  /** What of it is the history, read in the order of its column `id`. */
  columns: readonly Column[];
}

/**
 * Ordinary tables of that name **and** shape, in any schema that is not the system's, ordered by name. `table` is what
 * a source calls it: plain or with its schema, quoted or not; every spelling is compared as text, so that names with
 * dots and quotes in them need no parsing. Only reads the catalogue: safe whatever the database holds.
 * Throws PERMISSION_DENIED, before a query could abort the caller's transaction.
 */
export async function findMigrationsTables(db: Queryable, table: string, shape: TableShape): Promise<FoundTable[]> {
  const columns = Object.entries(shape).flatMap(([column, types]) => types.map((type) => ({ column, type })));
  const { rows } = await db.query<FoundTable & { readable: boolean }>(FIND_TABLES, [
    table,
    columns.map(({ column }) => column),
    columns.map(({ type }) => type),
    Object.keys(shape).length,
  ]);
  const refused = rows.find(({ readable }) => !readable);
  if (refused) {
    throw new AppError('PERMISSION_DENIED', `The role may not read the migrations table ${refused.quoted}.`, {
      hint: `GRANT USAGE ON its schema and SELECT ON ${refused.quoted} to the role of the source.`,
    });
  }
  return rows.map(({ schema, name, quoted }) => ({ schema, name, quoted }));
}

/** Texts of the columns, in the order of `id`. ONLY: a child table of somebody else's is no part of the history. */
export async function readMigrationsTable<Column extends string>(
  db: Queryable,
  table: FoundTable,
  columns: readonly Column[],
): Promise<Record<Column, string>[]> {
  const list = columns.map((column) => `pg_catalog.left(${column}::pg_catalog.text, ${MAX_NAME_LENGTH}) AS ${column}`);
  const { rows } = await db.query<Record<Column, string>>(
    `SELECT ${list.join(', ')} FROM ONLY ${table.quoted} ORDER BY id LIMIT ${MAX_ROWS + 1}`,
  );
  if (rows.length <= MAX_ROWS) return rows;
  throw new AppError('INVALID_PARAMETER', `The migrations table ${table.quoted} has more than ${MAX_ROWS} rows.`, {
    hint: 'Name the right table in the source’s migrations.',
  });
}

const FIND_TABLES = `
  SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name,
         pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS quoted,
         pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND $1::pg_catalog.text IN (
      c.relname::pg_catalog.text, pg_catalog.quote_ident(c.relname),
      n.nspname::pg_catalog.text || '.' || c.relname::pg_catalog.text,
      pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
      '"' || pg_catalog.replace(c.relname, '"', '""') || '"',
      '"' || pg_catalog.replace(n.nspname, '"', '""') || '"."' || pg_catalog.replace(c.relname, '"', '""') || '"')
    AND $4::pg_catalog.int4 = (
      SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND (a.attname::pg_catalog.text, a.atttypid::pg_catalog.regtype::pg_catalog.text) IN (
          SELECT s.name, s.type FROM ROWS FROM (
            pg_catalog.unnest($2::pg_catalog.text[]), pg_catalog.unnest($3::pg_catalog.text[])) AS s(name, type)))
  ORDER BY n.nspname, c.relname`;
