import { createHash } from 'node:crypto';
import type { Queryable } from './connection.js';
import { mapPostgresError } from './postgres-error.js';

/**
 * SHA-256 (hexadecimal) over the definitions of everything in users' schemas: a plan made before a change of them is
 * stale. Never rows, row counts, statistics, sequence positions, owners or access lists; nothing that belongs to an
 * extension (its version is in). No OIDs: dropped and made anew the same, it is the same. The session's search_path
 * must be pg_catalog, as `connect` sets it, so that every name comes with its schema.
 */
export async function schemaFingerprint(db: Queryable): Promise<string> {
  const hash = createHash('sha256');
  for (const [kind, lines] of Object.entries(DEFINITIONS)) {
    const sql = `WITH ${USERS_OBJECTS} SELECT line FROM (${lines}) AS definitions(line) ORDER BY line COLLATE "C"`;
    const { rows } = await db.query<{ line: string }>(sql).catch((error: unknown) => {
      throw mapPostgresError(error, `read the ${kind} of the schema`);
    });
    // JSON, so that no name or text can pass for the end of a line.
    hash.update(`${kind} ${rows.length}\n`);
    for (const { line } of rows) hash.update(`${JSON.stringify(line)}\n`);
  }
  return hash.digest('hex');
}

const USERS_OBJECTS = `
  ns AS (SELECT oid, quote_ident(nspname) || '.' AS prefix FROM pg_namespace
         WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'),
  member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
  rel AS (SELECT c.*, ns.prefix || quote_ident(c.relname) AS name FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
          WHERE c.relpersistence <> 't'
            AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)),
  typ AS (SELECT t.*, ns.prefix || quote_ident(t.typname) AS name FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
          WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid))`;

/** Each gives one text per object; jsonb_build_array keeps its parts, NULL among them, apart. */
const DEFINITIONS = {
  schemas: `SELECT prefix FROM ns`,
  extensions: `SELECT jsonb_build_array(e.extname, e.extversion, n.nspname)::text
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace`,
  relations: `SELECT jsonb_build_array(name, relkind, relpersistence, relrowsecurity, relforcerowsecurity, reloptions,
      pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid), relispopulated OR relkind <> 'm',
      ARRAY(SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = rel.oid ORDER BY i.inhseqno),
      CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END)::text
    FROM rel WHERE relkind NOT IN ('i', 'I', 't')`,
  columns: `SELECT jsonb_build_array(rel.name, row_number() OVER (PARTITION BY rel.oid ORDER BY a.attnum), a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, to_jsonb(a) ->> 'attgenerated',
      CASE WHEN a.attcollation <> 0 THEN a.attcollation::regcollation::text END, pg_get_expr(d.adbin, d.adrelid))::text
    FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE rel.relkind IN ('r', 'p', 'f', 'c', 'v', 'm')`,
  constraints: `SELECT jsonb_build_array(coalesce(rel.name, typ.name), c.conname, pg_get_constraintdef(c.oid))::text
    FROM pg_constraint c LEFT JOIN rel ON rel.oid = c.conrelid LEFT JOIN typ ON typ.oid = c.contypid
    WHERE rel.oid IS NOT NULL OR typ.oid IS NOT NULL`,
  indexes: `SELECT jsonb_build_array(pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisreplident)::text
    FROM pg_index i JOIN rel ON rel.oid = i.indrelid WHERE rel.relkind <> 't'`,
  triggers: `SELECT jsonb_build_array(pg_get_triggerdef(t.oid), t.tgenabled)::text
    FROM pg_trigger t JOIN rel ON rel.oid = t.tgrelid WHERE NOT t.tgisinternal`,
  policies: `SELECT jsonb_build_array(rel.name, p.polname, p.polcmd, p.polpermissive,
      ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r)::text END FROM unnest(p.polroles) AS r ORDER BY 1),
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))::text
    FROM pg_policy p JOIN rel ON rel.oid = p.polrelid`,
  rules: `SELECT jsonb_build_array(pg_get_ruledef(r.oid), r.ev_enabled)::text
    FROM pg_rewrite r JOIN rel ON rel.oid = r.ev_class WHERE r.rulename <> '_RETURN'`,
  functions: `SELECT jsonb_build_array(ns.prefix || quote_ident(p.proname), pg_get_function_arguments(p.oid),
      pg_get_function_identity_arguments(p.oid), format_type(p.prorettype, NULL), p.proretset, l.lanname, p.provolatile,
      p.proisstrict, p.prosecdef, p.proconfig, p.prosrc, p.probin, to_jsonb(p) ->> 'prosqlbody')::text
    FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)`,
  types: `SELECT jsonb_build_array(typ.name, typ.typtype, typ.typnotnull, typ.typdefault,
      CASE WHEN typ.typbasetype <> 0 THEN format_type(typ.typbasetype, typ.typtypmod) END,
      ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = typ.oid ORDER BY e.enumsortorder),
      (SELECT format_type(r.rngsubtype, NULL) FROM pg_range r WHERE r.rngtypid = typ.oid))::text
    FROM typ WHERE typ.typtype IN ('d', 'e', 'r', 'b') AND typ.typelem = 0`,
  sequences: `SELECT jsonb_build_array(rel.name, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin,
      s.seqmax, s.seqcache, s.seqcycle)::text FROM pg_sequence s JOIN rel ON rel.oid = s.seqrelid`,
  statistics: `SELECT pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s JOIN rel ON rel.oid = s.stxrelid`,
  eventTriggers: `SELECT jsonb_build_array(evtname, evtevent, evtfoid::regproc::text, evtenabled, evttags)::text
    FROM pg_event_trigger`,
} as const;
