import type { Queryable } from './connection.js';

/**
 * Whether loading a row calls a function of a user's: in a CHECK of a table or a domain, or for a generated column. Such
 * a function may look into other tables, whatever it says of itself, and then needs their rows to be there before.
 * Functions of extensions do not count. Asked of a restored database, before its rows.
 */
export async function rowsCallFunctions(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(`
    WITH own AS (
      SELECT p.oid FROM pg_catalog.pg_proc p
       WHERE p.oid >= 16384 AND NOT EXISTS (
         SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')),
    called AS (
      SELECT d.classid, d.objid FROM pg_catalog.pg_depend d JOIN own ON own.oid = d.refobjid
       WHERE d.refclassid = 'pg_catalog.pg_proc'::regclass
      UNION
      SELECT d.classid, d.objid FROM pg_catalog.pg_operator o JOIN own ON own.oid = o.oprcode
        JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_operator'::regclass AND d.refobjid = o.oid)
    SELECT EXISTS (
      SELECT FROM called JOIN pg_catalog.pg_constraint c ON c.oid = called.objid AND c.contype = 'c'
       WHERE called.classid = 'pg_catalog.pg_constraint'::regclass
      UNION ALL
      SELECT FROM called JOIN pg_catalog.pg_attrdef d ON d.oid = called.objid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated <> ''
       WHERE called.classid = 'pg_catalog.pg_attrdef'::regclass) AS found`);
  return rows[0]?.found === true;
}
