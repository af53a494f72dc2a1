import { withClient } from './client.mjs';

const PROPERTIES = `
  SELECT pg_get_userbyid(d.datdba) AS owner, pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS collation,
         d.datctype AS ctype, d.datconnlimit AS "connection limit", d.datallowconn AS "allows connections",
         d.datistemplate AS template, t.spcname AS tablespace, shobj_description(d.oid, 'pg_database') AS comment,
         (SELECT string_agg(format('%s: %s by %s%s', coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'),
                            a.privilege_type, a.grantor::regrole, CASE WHEN a.is_grantable THEN ' *' ELSE '' END), ', '
                            ORDER BY a.grantee, a.privilege_type, a.grantor)
          FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a) AS access,
         (SELECT string_agg(coalesce(nullif(s.setrole, 0)::regrole::text, 'all') || ': ' || s.setconfig::text, ', '
                            ORDER BY s.setrole) FROM pg_db_role_setting s WHERE s.setdatabase = d.oid) AS settings
  FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace
  WHERE d.datname = current_database()`;

const STRANGERS = `
  SELECT kind || ' ' || name || ' belongs to ' || owner::regrole AS what FROM (
    SELECT 'relation' AS kind, oid::regclass::text AS name, relowner AS owner, relnamespace AS schema FROM pg_class
    UNION ALL SELECT 'function', oid::regprocedure::text, proowner, pronamespace FROM pg_proc
    UNION ALL SELECT 'type', oid::regtype::text, typowner, typnamespace FROM pg_type
    UNION ALL SELECT 'schema', nspname, nspowner, oid FROM pg_namespace WHERE nspname <> 'public'
  ) everything JOIN pg_namespace n ON n.oid = everything.schema
  WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND owner <> $1::regrole ORDER BY 1`;

/**
 * What belongs to a database itself and is in no dump.
 * @returns {Promise<Record<string, unknown>>}
 */
export function readDatabaseProperties(connection) {
  return withClient(connection, async (client) => (await client.query(PROPERTIES)).rows[0]);
}

/** @returns {string[]} what differs, in words */
export function compareProperties(before, after) {
  return Object.keys(before)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} was ${String(before[name])} and is ${String(after[name])}`);
}

/**
 * Everything in the database that does not belong to this role.
 * @returns {Promise<string[]>}
 */
export function findStrangers(connection, role) {
  return withClient(connection, async (client) => (await client.query(STRANGERS, [role])).rows.map(({ what }) => what));
}
