import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { isConnectionLoss, sqlStateOf } from './postgres-error.js';
import { quoteLiteral } from './quoting.js';

/** A database by both: a name may be taken over by another database, an OID never is. */
export interface DatabaseRef {
  name: string;
  oid: number;
}

/** One row of pg_database, as far as a swap and its recovery need it. */
export interface DatabaseEntry extends DatabaseRef {
  allowsConnections: boolean;
  /** -1: none. -2: what an interrupted DROP DATABASE left; it can only be dropped. */
  connectionLimit: number;
}

/** `datconnlimit` of a database whose DROP was interrupted. PostgreSQL 15 still lets it be renamed. */
export const INTERRUPTED_DROP = -2;

/** PostgreSQL's InvalidOid: no database has it. */
export const NO_DATABASE = 0;

/** Every database of the cluster, templates included. */
export async function fetchDatabases(db: Queryable): Promise<DatabaseEntry[]> {
  const { rows } = await db.query<DatabaseEntry>(`${ENTRIES} ORDER BY datname`);
  return rows;
}

/** By OID or by name; null if there is none. */
export async function findDatabase(
  db: Queryable,
  by: { oid: number } | { name: string },
): Promise<DatabaseEntry | null> {
  const { rows } =
    'oid' in by
      ? await db.query<DatabaseEntry>(`${ENTRIES} WHERE oid = $1::oid`, [by.oid])
      : await db.query<DatabaseEntry>(`${ENTRIES} WHERE datname = $1::name`, [by.name]);
  return rows[0] ?? null;
}

const ENTRIES = `
  SELECT oid, datname AS name, datallowconn AS "allowsConnections", datconnlimit AS "connectionLimit"
  FROM pg_catalog.pg_database`;

/** The SQLSTATE with which a message that holds `expectDatabases` fails: division by zero. */
export const NOT_AS_EXPECTED = '22012';

/**
 * A statement that fails with NOT_AS_EXPECTED unless every one of these names stands for its OID and none is left by an
 * interrupted drop. Plain SQL, since the maintenance database may have no PL/pgSQL.
 */
export function expectDatabases(databases: readonly DatabaseRef[]): string {
  const pairs = databases.map(({ name, oid }) => `(${oid}::oid, ${quoteLiteral(name)}::name)`).join(', ');
  return (
    `SELECT 1 / (count(*) = ${databases.length})::int FROM pg_catalog.pg_database` +
    ` WHERE datconnlimit <> ${INTERRUPTED_DROP} AND (oid, datname) IN (${pairs})`
  );
}

/**
 * Sends all of it as one message in one transaction: if we are killed the server has it whole or not at all.
 * After an error of the server the session is out of the transaction and usable again.
 */
export async function sendAtOnce(db: Queryable, statements: readonly string[]): Promise<void> {
  try {
    await db.query(['BEGIN', ...statements, 'COMMIT'].join(';\n'));
  } catch (error) {
    if (!isConnectionLoss(error) && !isLost(error)) await db.query('ROLLBACK');
    throw error;
  }
}

/** Renames, drops and the like act by name; this is the guard against a name that changed hands. */
export function assertSame(found: DatabaseRef, expected: DatabaseRef): void {
  if (found.name === expected.name && found.oid === expected.oid) return;
  throw new AppError('CONFLICT', `Database "${expected.name}" is not the one it was (OID ${expected.oid}).`, {
    hint: `OID ${found.oid} is called "${found.name}" now: somebody renamed or made databases. Nothing was touched.`,
  });
}

export function isNotAsExpected(error: unknown): boolean {
  return sqlStateOf(error) === NOT_AS_EXPECTED;
}

function isLost(error: unknown): boolean {
  return error instanceof AppError && error.code === 'SOURCE_UNREACHABLE';
}
