import pg from 'pg';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';

/** What runs in a database when it must take its time; set per run by `delay`. */
export type Slow = 'index' | 'migration';

/**
 * A database that says which one it is: a marker, rows that are whole or not, an index and a migration that can be made
 * slow from outside, and the history of one TypeORM migration.
 */
export interface MarkedDatabase {
  readonly name: string;
  readonly target: ConnectionTarget;
  mark(which: string): Promise<void>;
  /** The marker; `incomplete` when rows are missing. */
  marker(): Promise<string>;
}

/** @param rows of about 180 bytes each, which do not compress well. */
export async function createMarkedDatabase(
  server: PrivatePostgres,
  name: string,
  rows: number,
): Promise<MarkedDatabase> {
  const target = targetOf(server, name);
  await onDatabase(server, 'postgres', (db) => db.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
  await onDatabase(server, name, async (db) => {
    await db.query('CREATE TABLE public.marker (which text)');
    await db.query(`INSERT INTO public.marker VALUES ('new')`);
    await db.query(
      `CREATE TABLE public.filler AS SELECT i, (SELECT string_agg(md5(i::text || j), '') FROM generate_series(1, 5) AS j) AS text
         FROM generate_series(1, ${rows}) AS i`,
    );
    await db.query(`CREATE FUNCTION public.wait(which text, i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
      PERFORM pg_catalog.pg_sleep(coalesce(nullif(pg_catalog.current_setting('bst.' || which, true), '')::float8, 0));
      RETURN i; END $$`);
    await db.query('CREATE TABLE public.slow (i int)');
    await db.query('INSERT INTO public.slow VALUES (1), (2)');
    await db.query(`CREATE INDEX slow_index ON public.slow (public.wait('index', i))`);
    await db.query('CREATE TABLE public.migrations (id serial PRIMARY KEY, "timestamp" bigint, name varchar)');
    await db.query(`INSERT INTO public.migrations ("timestamp", name) VALUES (1700000000001, 'First1700000000001')`);
  });
  return {
    name,
    target,
    mark: async (which) => {
      await onDatabase(server, name, (db) => db.query('UPDATE public.marker SET which = $1', [which]));
    },
    marker: () =>
      onDatabase(server, name, async (db) => {
        const found = await db.query<{ which: string; rows: number }>(
          'SELECT which, (SELECT count(*)::int FROM public.filler) AS rows FROM public.marker',
        );
        return found.rows[0]?.rows === rows ? found.rows[0].which : 'incomplete';
      }),
  };
}

/** How many seconds every new session of the server waits per call from now on. */
export async function delay(server: PrivatePostgres, which: Slow, seconds: number): Promise<void> {
  await onDatabase(server, 'postgres', (db) => db.query(`ALTER ROLE ${server.user} SET bst.${which} = '${seconds}'`));
}

export function targetOf(server: PrivatePostgres, database: string): ConnectionTarget {
  const { host, port, user, password } = server;
  return { host, port, user, password, database, sslMode: 'disable' };
}

export async function onDatabase<Result>(
  server: PrivatePostgres,
  database: string,
  work: (db: pg.Client) => Promise<Result>,
): Promise<Result> {
  const db = await openSession(server, database);
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** A session that keeps what it begins; whoever ends it from outside does not bring the test down. */
export async function openSession(server: PrivatePostgres, database: string): Promise<pg.Client> {
  const { host, port, user, password } = server;
  const db = new pg.Client({ host, port, user, password, database, application_name: 'test' });
  db.on('error', () => undefined);
  await db.connect();
  return db;
}
