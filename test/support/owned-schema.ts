import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { quoteIdentifier as id, quoteLiteral as literal } from '../../src/platform/postgres/quoting.js';
import { openClient, sql } from './database-state.js';
import { uniqueName } from './postgres-databases.js';

export interface OwnedRoles {
  owner: string;
  writer: string;
  reader: string;
}

export async function createRoles(target: ConnectionTarget, roles: OwnedRoles): Promise<void> {
  for (const role of namesOf(roles)) await sql(target, `CREATE ROLE ${id(role)}`);
}

/** With all that is theirs in this database. */
export async function dropRoles(target: ConnectionTarget, ...names: string[]): Promise<void> {
  for (const name of names) {
    const [found] = await sql(target, 'SELECT FROM pg_roles WHERE rolname = $1', [name]);
    if (found !== undefined) await sql(target, `DROP OWNED BY ${id(name)} CASCADE; DROP ROLE ${id(name)}`);
  }
}

/**
 * Of the roles and, since a rename leaves that text alone, of the setting of the function. What the server then says of
 * each object is what a restore with `{from: to}` should make of it.
 */
export async function renameRoles(target: ConnectionTarget, from: OwnedRoles, to: OwnedRoles): Promise<void> {
  const steps = namesOf(from).map((name, index) => ({
    ...{ name, between: uniqueName('between'), last: namesOf(to)[index] ?? '' },
  }));
  for (const { name, between } of steps) await sql(target, `ALTER ROLE ${id(name)} RENAME TO ${id(between)}`);
  for (const { between, last } of steps) await sql(target, `ALTER ROLE ${id(between)} RENAME TO ${id(last)}`);
  await sql(target, `ALTER FUNCTION app.act SET role TO ${id(to.writer)}`);
}

export function mapOf(from: OwnedRoles, to: OwnedRoles): Record<string, string> {
  return Object.fromEntries(namesOf(from).map((name, index) => [name, namesOf(to)[index] ?? '']));
}

export function namesOf({ owner, writer, reader }: OwnedRoles): string[] {
  return [owner, writer, reader];
}

/** Everything in which a dump names a role, beside objects, columns and texts that are called the same. As a superuser. */
export async function createOwnedSchema(target: ConnectionTarget, roles: OwnedRoles): Promise<void> {
  const [owner, writer, reader] = namesOf(roles).map(id);
  const client = await openClient(target);
  await client.query(`
    CREATE SCHEMA app AUTHORIZATION ${owner};
    CREATE SCHEMA ${owner} AUTHORIZATION ${writer};
    CREATE TABLE app.item (id int PRIMARY KEY, ${writer} text DEFAULT ${literal(roles.writer)}, n serial);
    INSERT INTO app.item (id) SELECT generate_series(1, 100);
    CREATE TABLE ${owner}.${owner} (n int); INSERT INTO ${owner}.${owner} VALUES (7);
    CREATE VIEW app.seen AS SELECT id FROM app.item WHERE ${writer} <> ${literal(roles.reader)};
    CREATE MATERIALIZED VIEW app.stored AS SELECT count(*) FROM app.item;
    CREATE SEQUENCE app.numbers;
    CREATE TYPE app.mood AS ENUM (${literal(roles.owner)});
    CREATE DOMAIN app.short AS text;
    CREATE FUNCTION app.act(t text DEFAULT ${literal(`SET role TO ${literal(roles.writer)}`)}) RETURNS text LANGUAGE sql
      SET role TO ${writer} AS $$ SELECT current_user::text $$;
    CREATE PROCEDURE app.do_it() LANGUAGE sql AS ${literal(`SELECT ${literal(roles.owner)}`)};
    SELECT lo_from_bytea(4711, 'large');
    CREATE FOREIGN DATA WRAPPER nothing;
    CREATE SERVER away FOREIGN DATA WRAPPER nothing;
    CREATE PUBLICATION news FOR TABLE app.item;

    ALTER TABLE app.item OWNER TO ${owner}; ALTER TABLE ${owner}.${owner} OWNER TO ${writer};
    ALTER VIEW app.seen OWNER TO ${writer}; ALTER MATERIALIZED VIEW app.stored OWNER TO ${owner};
    ALTER SEQUENCE app.numbers OWNER TO ${writer}; ALTER TYPE app.mood OWNER TO ${writer};
    ALTER DOMAIN app.short OWNER TO ${reader}; ALTER FUNCTION app.act OWNER TO ${owner};
    ALTER PROCEDURE app.do_it OWNER TO ${reader}; ALTER LARGE OBJECT 4711 OWNER TO ${owner};
    ALTER SERVER away OWNER TO ${owner}; ALTER PUBLICATION news OWNER TO ${writer}; ALTER SCHEMA public OWNER TO ${owner};

    GRANT USAGE ON SCHEMA app TO ${writer}, ${reader}, PUBLIC;
    GRANT SELECT ON app.item TO ${writer} WITH GRANT OPTION;
    SET ROLE ${writer}; GRANT SELECT ON app.item TO ${reader}; RESET ROLE;
    GRANT UPDATE (id, ${writer}) ON app.item TO ${reader};
    REVOKE ALL ON app.numbers FROM ${writer}; GRANT USAGE ON app.numbers TO ${reader};
    REVOKE EXECUTE ON FUNCTION app.act FROM PUBLIC; GRANT EXECUTE ON FUNCTION app.act TO ${reader};
    GRANT SELECT ON LARGE OBJECT 4711 TO ${reader};
    GRANT USAGE ON FOREIGN SERVER away TO ${writer};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA app GRANT SELECT ON TABLES TO ${reader};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${writer} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES FOR ROLE ${writer} REVOKE ALL ON TABLES FROM ${writer};
    ALTER TABLE app.item ENABLE ROW LEVEL SECURITY;
    CREATE POLICY ${owner} ON app.item FOR SELECT TO ${writer}, ${reader} USING (${writer} <> ${literal(roles.reader)});
    CREATE POLICY everybody ON app.item AS RESTRICTIVE USING (true);
    CREATE USER MAPPING FOR ${writer} SERVER away OPTIONS ("user" ${literal(roles.writer)}, password 'secret');
    CREATE SERVER open FOREIGN DATA WRAPPER nothing; CREATE USER MAPPING FOR PUBLIC SERVER open`);
  await client.end();
}
