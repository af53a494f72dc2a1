import type { Queryable } from '../connection.js';

/** Something of a user's in a database, as a table of contents would name it. */
export interface LiveObject {
  /** As the table of contents says it: `TABLE`, `FUNCTION`, `SCHEMA`… */
  desc: string;
  /** null for what lies in no schema. */
  schema: string | null;
  /** As pg_dump writes it: not quoted, functions with the types of their arguments. */
  tag: string;
  /** For people, and for SQL: `function shop.price(integer)`. */
  name: string;
  /** What takes it away, with all that depends on it; null where it goes together with its schema or table. */
  drop: string | null;
  /** Our role may drop it. */
  isOurs: boolean;
}

/**
 * Everything in the database that is a user's, in an order in which it can be dropped. Extensions of `keptExtensions`
 * stay, with what belongs to them and with the schemas they are in; so does the schema `public`. All else goes with its
 * schema or by a statement of its own. Each statement is harmless where an earlier one took the object along.
 * Owned sequences, indexes, triggers and the like come and go with their tables and are not listed.
 * The session's search_path must be pg_catalog, so that every name comes with its schema.
 */
export async function readLiveObjects(db: Queryable, keptExtensions: readonly string[]): Promise<LiveObject[]> {
  const { rows } = await db.query<LiveObject>(liveObjectsQuery(), [keptExtensions]);
  return rows;
}

/** For psql, which takes no parameters: `extensions` is an array literal of SQL. */
export function liveObjectsQuery(extensions = '$1::text[]'): string {
  return `
WITH kept AS (SELECT oid, extnamespace FROM pg_extension WHERE extname = ANY (${extensions})),
member AS (SELECT classid, objid, refobjid FROM pg_depend
            WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass),
keptmember AS (SELECT m.classid, m.objid FROM member m JOIN kept ON kept.oid = m.refobjid),
keptschema AS (
  SELECT extnamespace AS oid FROM kept
  UNION SELECT objid FROM keptmember WHERE classid = 'pg_namespace'::regclass
  UNION SELECT n.oid FROM keptmember m, LATERAL pg_identify_object(m.classid, m.objid, 0) i
          JOIN pg_namespace n ON quote_ident(n.nspname) = i.schema),
ns AS (
  SELECT n.oid, n.nspname, n.nspowner, n.nspname = 'public' OR n.oid IN (SELECT oid FROM keptschema) AS stays
    FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'),
me AS (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
found(rank, class, oid, owner, nsp, kind, tag, word) AS (
  SELECT 0, 'pg_event_trigger'::regclass, oid, evtowner, 0::oid, 'EVENT TRIGGER', evtname::text, NULL FROM pg_event_trigger
  UNION ALL SELECT 1, 'pg_publication'::regclass, oid, pubowner, 0, 'PUBLICATION', pubname, NULL FROM pg_publication
  UNION ALL SELECT 2, 'pg_extension'::regclass, oid, extowner, 0, 'EXTENSION', extname, NULL FROM pg_extension
             WHERE oid NOT IN (SELECT oid FROM kept) AND extname <> 'plpgsql'
  UNION ALL SELECT 3, 'pg_namespace'::regclass, oid, nspowner, 0, 'SCHEMA', nspname, NULL FROM ns WHERE NOT stays
  UNION ALL SELECT 4, 'pg_class'::regclass, c.oid, c.relowner, c.relnamespace, k.desc, c.relname, k.word
      FROM pg_class c JOIN (VALUES ('r', 'TABLE', 'TABLE'), ('p', 'TABLE', 'TABLE'), ('v', 'VIEW', 'VIEW'),
        ('m', 'MATERIALIZED VIEW', 'MATERIALIZED VIEW'), ('f', 'FOREIGN TABLE', 'FOREIGN TABLE'),
        ('S', 'SEQUENCE', 'SEQUENCE'), ('c', 'TYPE', 'TYPE')) AS k(kind, "desc", word) ON k.kind = c.relkind
     WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
                        AND c.relkind = 'S')
  UNION ALL SELECT 5, 'pg_proc'::regclass, p.oid, p.proowner, p.pronamespace,
      CASE p.prokind WHEN 'a' THEN 'AGGREGATE' WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
      p.proname || '(' || CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*' ELSE coalesce(
        (SELECT string_agg(format_type(t, NULL), ', ' ORDER BY place)
           FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS a(t, place)), '') END || ')', 'ROUTINE'
      FROM pg_proc p
     WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
  UNION ALL SELECT 6, 'pg_type'::regclass, t.oid, t.typowner, t.typnamespace,
      CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.typname, 'TYPE'
      FROM pg_type t WHERE t.typrelid = 0 AND t.typtype IN ('b', 'd', 'e', 'r', 'p')
       AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  UNION ALL SELECT 7, 'pg_operator'::regclass, oid, oprowner, oprnamespace, 'OPERATOR', oprname, NULL FROM pg_operator
  UNION ALL SELECT 8, 'pg_opclass'::regclass, oid, opcowner, opcnamespace, 'OPERATOR CLASS', opcname, NULL FROM pg_opclass
  UNION ALL SELECT 9, 'pg_opfamily'::regclass, oid, opfowner, opfnamespace, 'OPERATOR FAMILY', opfname, NULL FROM pg_opfamily
  UNION ALL SELECT 9, 'pg_collation'::regclass, oid, collowner, collnamespace, 'COLLATION', collname, NULL FROM pg_collation
  UNION ALL SELECT 9, 'pg_conversion'::regclass, oid, conowner, connamespace, 'CONVERSION', conname, NULL FROM pg_conversion
  UNION ALL SELECT 9, 'pg_ts_config'::regclass, oid, cfgowner, cfgnamespace, 'TEXT SEARCH CONFIGURATION', cfgname, NULL FROM pg_ts_config
  UNION ALL SELECT 9, 'pg_ts_dict'::regclass, oid, dictowner, dictnamespace, 'TEXT SEARCH DICTIONARY', dictname, NULL FROM pg_ts_dict
  UNION ALL SELECT 9, 'pg_ts_parser'::regclass, oid, 10, prsnamespace, 'TEXT SEARCH PARSER', prsname, NULL FROM pg_ts_parser
  UNION ALL SELECT 9, 'pg_ts_template'::regclass, oid, 10, tmplnamespace, 'TEXT SEARCH TEMPLATE', tmplname, NULL FROM pg_ts_template
  UNION ALL SELECT 9, 'pg_statistic_ext'::regclass, oid, stxowner, stxnamespace, 'STATISTICS', stxname, 'STATISTICS' FROM pg_statistic_ext
  UNION ALL SELECT 10, 'pg_cast'::regclass, oid, NULL, 0, 'CAST',
      'CAST (' || format_type(castsource, NULL) || ' AS ' || format_type(casttarget, NULL) || ')', NULL FROM pg_cast c
     WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
  UNION ALL SELECT 10, 'pg_transform'::regclass, pg_transform.oid, NULL, 0, 'TRANSFORM',
      'TRANSFORM FOR ' || format_type(trftype, NULL) || ' LANGUAGE ' || l.lanname, NULL
      FROM pg_transform JOIN pg_language l ON l.oid = trflang
  UNION ALL SELECT 11, 'pg_foreign_server'::regclass, oid, srvowner, 0, 'SERVER', srvname, NULL FROM pg_foreign_server
  UNION ALL SELECT 12, 'pg_foreign_data_wrapper'::regclass, oid, fdwowner, 0, 'FOREIGN DATA WRAPPER', fdwname,
      'FOREIGN DATA WRAPPER' FROM pg_foreign_data_wrapper
  UNION ALL SELECT 13, 'pg_language'::regclass, oid, lanowner, 0, 'PROCEDURAL LANGUAGE', lanname, 'LANGUAGE'
      FROM pg_language WHERE lanispl
  UNION ALL SELECT 14, 'pg_am'::regclass, oid, 10, 0, 'ACCESS METHOD', amname, NULL FROM pg_am
)
SELECT f.kind AS "desc", ns.nspname::text AS schema, f.tag, i.type || ' ' || i.identity AS name,
  CASE WHEN ns.oid IS NULL OR ns.stays THEN
    format('DROP %s IF EXISTS %s CASCADE', coalesce(f.word, upper(i.type)), i.identity) END AS drop,
  me.rolsuper OR f.owner IS NULL OR pg_has_role(f.owner, 'USAGE') OR coalesce(pg_has_role(ns.nspowner, 'USAGE'), false) AS "isOurs"
FROM found f CROSS JOIN me CROSS JOIN LATERAL pg_identify_object(f.class, f.oid, 0) i LEFT JOIN ns ON ns.oid = f.nsp
WHERE (f.nsp = 0 OR ns.oid IS NOT NULL) AND f.oid >= 16384
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = f.class AND m.objid = f.oid)
ORDER BY f.rank, ns.nspname, i.identity`;
}
