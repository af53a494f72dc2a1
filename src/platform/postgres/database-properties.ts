import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';

/** Everything of a database itself that no dump carries. Names of roles, not OIDs: they are read by people too. */
export interface DatabaseProperties {
  oid: number;
  name: string;
  owner: string;
  encoding: string;
  collate: string;
  ctype: string;
  provider: LocaleProvider;
  /** The ICU or builtin locale; null with libc. */
  locale: string | null;
  /** ICU's, since PostgreSQL 16. */
  icuRules: string | null;
  tablespace: string;
  /** -1: none. */
  connectionLimit: number;
  isTemplate: boolean;
  comment: string | null;
  securityLabels: SecurityLabel[];
  settings: DatabaseSetting[];
  /** Effective: PostgreSQL's default list is spelled out. In an order in which it can be granted again. */
  grants: DatabaseGrant[];
}

export type LocaleProvider = 'libc' | 'icu' | 'builtin';

/** As pg_db_role_setting keeps it; `role` null is the setting of the database for everyone. */
export interface DatabaseSetting {
  role: string | null;
  name: string;
  value: string;
}

/** `grantee` null is PUBLIC. */
export interface DatabaseGrant {
  grantor: string;
  grantee: string | null;
  privilege: string;
  isGrantable: boolean;
}

export interface SecurityLabel {
  provider: string;
  label: string;
}

/**
 * Reads it all in one statement, from any database of the cluster; any role may. PostgreSQL 13 to 18.
 * @throws AppError NOT_FOUND
 */
export async function readDatabaseProperties(
  db: Queryable,
  by: { oid: number } | { name: string },
): Promise<DatabaseProperties> {
  const where = 'oid' in by ? 'd.oid = $1::oid' : 'd.datname = $1::name';
  const value = 'oid' in by ? by.oid : by.name;
  const version = await serverVersion(db);
  const { rows } = await db.query<{ properties: DatabaseProperties }>(propertiesQuery(version, where), [value]);
  const properties = rows[0]?.properties;
  if (!properties)
    throw new AppError('NOT_FOUND', `There is no database with ${'oid' in by ? 'OID' : 'name'} ${value}.`);
  return { ...properties, grants: inGrantOrder(properties.owner, properties.grants) };
}

/** `server_version_num`, e.g. 150018. */
export async function serverVersion(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `SELECT pg_catalog.current_setting('server_version_num')::int AS version`,
  );
  const version = rows[0]?.version;
  if (version === undefined) throw new AppError('INTERNAL_ERROR', 'The server did not tell its version.');
  return version;
}

/**
 * A grant needs a grantor who is the owner or already holds the privilege with grant option. What fits nowhere (the
 * catalogue does not allow it) comes last.
 */
export function inGrantOrder(owner: string, grants: readonly DatabaseGrant[]): DatabaseGrant[] {
  const ordered: DatabaseGrant[] = [];
  let waiting = [...grants];
  const canGrant = ({ grantor, privilege }: DatabaseGrant): boolean =>
    grantor === owner ||
    ordered.some((held) => held.isGrantable && held.grantee === grantor && held.privilege === privilege);
  for (;;) {
    const next = waiting.filter(canGrant);
    if (next.length === 0) return [...ordered, ...waiting];
    ordered.push(...next);
    waiting = waiting.filter((grant) => !next.includes(grant));
  }
}

/** The provider came with 15, ICU rules with 16; daticulocale became datlocale in 17. */
function propertiesQuery(version: number, where: string): string {
  const provider =
    version >= 150000 ? `CASE d.datlocprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END` : `'libc'`;
  const locale = version >= 170000 ? 'd.datlocale' : version >= 150000 ? 'd.daticulocale' : 'NULL';
  const rules = version >= 160000 ? 'd.daticurules' : 'NULL';
  return `
SELECT pg_catalog.json_build_object(
  'oid', d.oid::bigint,
  'name', d.datname,
  'owner', pg_catalog.pg_get_userbyid(d.datdba),
  'encoding', pg_catalog.pg_encoding_to_char(d.encoding),
  'collate', d.datcollate,
  'ctype', d.datctype,
  'provider', ${provider},
  'locale', ${locale},
  'icuRules', ${rules},
  'tablespace', (SELECT t.spcname FROM pg_catalog.pg_tablespace t WHERE t.oid = d.dattablespace),
  'connectionLimit', d.datconnlimit,
  'isTemplate', d.datistemplate,
  'comment', pg_catalog.shobj_description(d.oid, 'pg_database'),
  'securityLabels', (
    SELECT coalesce(json_agg(json_build_object('provider', l.provider, 'label', l.label) ORDER BY l.provider), '[]')
    FROM pg_catalog.pg_shseclabel l
    WHERE l.objoid = d.oid AND l.classoid = 'pg_catalog.pg_database'::regclass),
  'settings', (
    SELECT coalesce(json_agg(json_build_object(
        'role', r.rolname,
        'name', split_part(entry, '=', 1),
        'value', substr(entry, strpos(entry, '=') + 1)) ORDER BY r.rolname NULLS FIRST, entry), '[]')
    FROM pg_catalog.pg_db_role_setting s
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
    CROSS JOIN LATERAL unnest(s.setconfig) entry
    WHERE s.setdatabase = d.oid),
  'grants', (
    SELECT coalesce(json_agg(json_build_object(
        'grantor', pg_catalog.pg_get_userbyid(a.grantor),
        'grantee', CASE WHEN a.grantee = 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee) END,
        'privilege', a.privilege_type,
        'isGrantable', a.is_grantable) ORDER BY a.grantor, a.grantee, a.privilege_type), '[]')
    FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a)
) AS properties
FROM pg_catalog.pg_database d WHERE ${where}`;
}
