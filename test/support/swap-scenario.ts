import { randomUUID } from 'node:crypto';
import { connect, type ConnectionTarget, type DatabaseClient } from '../../src/platform/postgres/connection.js';
import { databaseNames, type SwapNames } from '../../src/platform/postgres/database-names.js';
import { type DatabaseProperties, readDatabaseProperties } from '../../src/platform/postgres/database-properties.js';
import type { DatabaseRef } from '../../src/platform/postgres/database-ref.js';
import { quoteIdentifier as id, quoteLiteral as literal } from '../../src/platform/postgres/quoting.js';
import { createSideDatabase } from '../../src/platform/postgres/side-database.js';
import { asAdmin, testServer, uniqueName } from './postgres-databases.js';

/** A live database with everything a dump does not carry, a side database beside it, and the roles of both. */
export interface SwapScenario {
  names: SwapNames;
  live: DatabaseRef;
  side: DatabaseRef;
  roles: ScenarioRoles;
  liveProperties: DatabaseProperties;
  /** A session of a role on the maintenance database; a superuser without `user`. */
  admin(user?: string): Promise<DatabaseClient>;
  open(database: string, user?: string): Promise<DatabaseClient>;
  /** What the marker table of the database of that name says: `live` or `side`. */
  marker(database: string): Promise<string>;
  /** Names of those of the four databases that exist. */
  existing(): Promise<string[]>;
  clean(): Promise<void>;
}

export interface ScenarioRoles {
  /** No superuser; owns everything, has CREATEDB, and is a member of `granter`. */
  owner: string;
  /** Holds CONNECT with grant option. */
  granter: string;
  /** Was granted by `granter`. */
  reader: string;
}

/** @param owned by whom the databases are made: `owner` with its own rights, or a superuser on its behalf. */
export async function createSwapScenario(
  options: { liveName?: string; owned?: 'by_owner' | 'by_superuser' } = {},
): Promise<SwapScenario> {
  const names = databaseNames(randomUUID());
  const liveName = options.liveName ?? uniqueName('bst_live');
  const roles = {
    owner: uniqueName('bst_owner'),
    granter: uniqueName('bst_granter'),
    reader: uniqueName('bst_reader'),
  };
  await asAdmin((admin) => makeLive(admin, liveName, roles));

  const server = testServer();
  const as = (database: string, user?: string): ConnectionTarget => ({
    ...server,
    database,
    user: user ?? server.user,
  });
  const open = (database: string, user?: string): Promise<DatabaseClient> =>
    connect(as(database, user), { applicationName: 'backstitch-test' });
  const admin = (user?: string): Promise<DatabaseClient> => open(server.database, user);

  const liveProperties = await asAdmin((db) => readDatabaseProperties(db, { name: liveName }));
  const maker = await admin(options.owned === 'by_superuser' ? undefined : roles.owner);
  const side = await createSideDatabase(maker, { name: names.side, properties: liveProperties });
  await maker.end();
  for (const [database, which] of [
    [liveName, 'live'],
    [names.side, 'side'],
  ] as const) {
    const db = await open(database, roles.owner);
    await db.query(`CREATE TABLE public.marker AS SELECT ${literal(which)} AS which`);
    await db.query('GRANT SELECT ON public.marker TO PUBLIC');
    await db.query('CREATE TABLE public.filler AS SELECT i FROM generate_series(1, 1000) AS i');
    await db.end();
  }

  const own = [liveName, names.side, names.before, names.after];
  return {
    names,
    live: { name: liveName, oid: liveProperties.oid },
    side: { name: names.side, oid: side.oid },
    roles,
    liveProperties,
    admin,
    open,
    marker: async (database) => {
      const db = await open(database);
      const { rows } = await db.query<{ which: string; filled: number }>(
        'SELECT which, (SELECT count(*)::int FROM public.filler) AS filled FROM public.marker',
      );
      await db.end();
      return rows[0]?.filled === 1000 ? rows[0].which : 'incomplete';
    },
    existing: () =>
      asAdmin(async (db) => {
        const { rows } = await db.query<{ name: string }>(
          'SELECT datname AS name FROM pg_database WHERE datname = ANY($1) ORDER BY 1',
          [own],
        );
        return rows.map(({ name }) => name);
      }),
    clean: () =>
      asAdmin(async (db) => {
        for (const name of own) {
          const { rows } = await db.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
          if (rows.length > 0) await db.query(`ALTER DATABASE ${id(name)} IS_TEMPLATE false`);
          await db.query(`DROP DATABASE IF EXISTS ${id(name)} WITH (FORCE)`);
        }
        for (const role of [roles.reader, roles.granter, roles.owner])
          await db.query(`DROP ROLE IF EXISTS ${id(role)}`);
      }),
  };
}

/** With the password of the test server's superuser, so that one target serves every role. */
export function loginAsTests(): string {
  const { password } = testServer();
  return password === null ? 'LOGIN' : `LOGIN PASSWORD ${literal(password)}`;
}

async function makeLive(admin: DatabaseClient, name: string, roles: ScenarioRoles): Promise<void> {
  const live = id(name);
  const [owner, granter, reader] = [id(roles.owner), id(roles.granter), id(roles.reader)];
  await admin.query(`CREATE ROLE ${owner} ${loginAsTests()} CREATEDB`);
  await admin.query(`CREATE ROLE ${granter} ${loginAsTests()}`);
  await admin.query(`CREATE ROLE ${reader} ${loginAsTests()}`);
  await admin.query(`GRANT pg_signal_backend TO ${owner}`);
  await admin.query(`GRANT ${granter} TO ${owner}`);
  await admin.query(
    `CREATE DATABASE ${live} TEMPLATE template0 OWNER ${owner} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`,
  );
  for (const statement of [
    `REVOKE ALL ON DATABASE ${live} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${live} TO ${granter} WITH GRANT OPTION`,
    `SET ROLE ${granter}`,
    `GRANT CONNECT ON DATABASE ${live} TO ${reader}`,
    `RESET ROLE`,
    `GRANT TEMPORARY ON DATABASE ${live} TO ${reader}`,
    `ALTER DATABASE ${live} SET search_path = app, "Weird, Schema", public`,
    `ALTER DATABASE ${live} SET work_mem = 65536`,
    `ALTER DATABASE ${live} SET statement_timeout = '1h'`,
    `ALTER ROLE ${owner} IN DATABASE ${live} SET search_path = "it's mine", public`,
    `ALTER ROLE ${owner} IN DATABASE ${live} SET lock_timeout = '7s'`,
    `ALTER DATABASE ${live} CONNECTION LIMIT 40`,
    `COMMENT ON DATABASE ${live} IS 'The shop''s own; "50%" \\ of it'`,
  ]) {
    await admin.query(statement);
  }
}
