import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { type DatabaseProperties, serverVersion } from './database-properties.js';
import { createDatabaseStatement } from './database-properties-statements.js';
import { expectDatabases, findDatabase, sendAtOnce } from './database-ref.js';
import { retryWhileInUse } from './in-use.js';
import { sqlStateOf } from './postgres-error.js';
import { quoteIdentifier } from './quoting.js';

/**
 * Makes an empty database with the encoding, locale, tablespace and owner of `properties`, in which nobody but its
 * owner and superusers may connect. There is no instant at which others can: it is made without connections, and
 * opened only together with taking CONNECT from PUBLIC. Journal the name before, the OID after.
 * Not idempotent: a name that is taken is an error. Killed in the middle it may leave a database of that name.
 * @throws AppError CONFLICT when the name is taken; else the server's error
 */
export async function createSideDatabase(
  db: Queryable,
  request: { name: string; properties: DatabaseProperties },
): Promise<{ oid: number }> {
  const { name, properties } = request;
  const version = await serverVersion(db);
  const { rows } = await db.query<{ tablespace: string }>(
    `SELECT t.spcname AS tablespace FROM pg_catalog.pg_database d
     JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = 'template0'`,
  );
  const templateTablespace = rows[0]?.tablespace ?? 'pg_default';
  const statement = createDatabaseStatement(name, properties, { version, templateTablespace });
  try {
    await retryWhileInUse(() => db.query(statement));
  } catch (error) {
    if (sqlStateOf(error) !== '42P04') throw error;
    throw new AppError('CONFLICT', `There is a database "${name}" already.`, { cause: error });
  }
  const created = await findDatabase(db, { name });
  if (!created) throw new AppError('CONFLICT', `Database "${name}" was dropped as soon as it was made.`);
  await sendAtOnce(db, [
    `REVOKE CONNECT ON DATABASE ${quoteIdentifier(name)} FROM PUBLIC`,
    `ALTER DATABASE ${quoteIdentifier(name)} ALLOW_CONNECTIONS true`,
    expectDatabases([{ name, oid: created.oid }]),
  ]);
  return { oid: created.oid };
}

/**
 * A database made from an untouched template0 holds nothing but pg_catalog, information_schema, `public` and plpgsql.
 * @throws AppError CONFLICT naming what is there
 */
export async function assertEmptyDatabase(side: Queryable): Promise<void> {
  const { rows } = await side.query<{ what: string }>(`
    WITH own AS (
      SELECT oid, nspname FROM pg_catalog.pg_namespace
      WHERE nspname <> 'information_schema' AND nspname !~ '^pg_')
    SELECT 'relation ' || c.oid::regclass::text AS what FROM pg_catalog.pg_class c JOIN own ON own.oid = c.relnamespace
    UNION ALL
    SELECT 'function ' || p.oid::regprocedure::text FROM pg_catalog.pg_proc p JOIN own ON own.oid = p.pronamespace
    UNION ALL
    SELECT 'type ' || t.oid::regtype::text FROM pg_catalog.pg_type t JOIN own ON own.oid = t.typnamespace
    UNION ALL
    SELECT 'extension ' || quote_ident(extname) FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'
    UNION ALL
    SELECT 'schema ' || quote_ident(nspname) FROM own WHERE nspname <> 'public'
    UNION ALL
    SELECT 'large object ' || oid FROM pg_catalog.pg_largeobject_metadata
    LIMIT 5`);
  if (rows.length === 0) return;
  throw new AppError('CONFLICT', `The new database is not empty: ${rows.map(({ what }) => what).join(', ')}.`, {
    hint: 'template0 of this server was changed: restore it (DROP and CREATE DATABASE template0), then try again.',
  });
}
