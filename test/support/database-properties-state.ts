import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { sql } from './database-state.js';
import { testServer } from './postgres-databases.js';

/**
 * Everything of a database that belongs to it and to no dump, as the catalogue of its server (15 or newer) has it; texts
 * as bytes in hexadecimal, since each is in the encoding of the session that wrote it.
 */
export async function readDatabaseOwnState(name: string, server: ConnectionTarget = testServer()): Promise<object> {
  const [row] = await sql<object>(
    { ...server, database: testServer().database },
    `SELECT ${hex('pg_get_userbyid(datdba)')} AS owner, pg_encoding_to_char(encoding) AS encoding, datcollate, datctype,
            datlocprovider, to_jsonb(d) ->> 'daticulocale' AS icu, datconnlimit, datistemplate, datallowconn,
            ${hex('t.spcname')} AS tablespace, ${hex(`shobj_description(d.oid, 'pg_database')`)} AS comment,
            (SELECT array_agg(format('%s: %s', setrole, ${hex('setting')}) ORDER BY setrole, setting COLLATE "C")
               FROM pg_db_role_setting, unnest(setconfig) AS setting WHERE setdatabase = d.oid) AS settings,
            (SELECT array_agg(format('%s>%s %s %s', grantor, grantee, privilege_type, is_grantable)
                      ORDER BY grantor, grantee, privilege_type)
               FROM aclexplode(coalesce(datacl, acldefault('d', datdba)))) AS access
       FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE datname = $1`,
    [name],
  );
  if (row === undefined) throw new Error(`There is no database ${name}.`);
  return row;
}

function hex(expression: string): string {
  return `encode(textsend(${expression}::text), 'hex')`;
}
