import { isUtf8 } from 'node:buffer';
import { AppError } from '../../common/app-error.js';
import { decoderOf } from './archive/archive-encoding.js';
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
  /**
   * Those of the texts above that the catalogue holds in the encoding of the database itself, since a session of that
   * database wrote them: only such a session can write them again byte for byte. Absent where all of it is UTF-8.
   */
  ownEncoding?: readonly string[];
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
 * Reads it all in one statement, from any database of the cluster; any role may. PostgreSQL 13 to 18. `current` is the
 * database of the session, whatever its name is in the encoding of the session.
 *
 * The shared catalogues hold bytes in whatever encoding the session had that wrote them, so that text functions fail on
 * them and conversion spoils them: they come as they are, and are UTF-8 or else in the encoding of the database.
 * @throws AppError NOT_FOUND
 */
export async function readDatabaseProperties(
  db: Queryable,
  by: { oid: number } | { name: string } | 'current',
): Promise<DatabaseProperties> {
  const version = await serverVersion(db);
  const [where, values] =
    by === 'current'
      ? ['d.datname = pg_catalog.current_database()', []]
      : 'oid' in by
        ? ['d.oid = $1::oid', [by.oid]]
        : ['d.datname = $1::name', [by.name]];
  const { rows } = await asBytes(db, () => db.query<{ properties: Raw }>(propertiesQuery(version, where), values));
  const raw = rows[0]?.properties;
  if (!raw) throw new AppError('NOT_FOUND', `There is no such database: ${JSON.stringify(by)}.`);
  return decoded(raw);
}

/** Runs a query in a session that converts nothing. In one of a UTF-8 database, that is how it is. */
async function asBytes<Result>(db: Queryable, query: () => Promise<Result>): Promise<Result> {
  const { rows } = await db.query<{ encoding: string }>(
    `SELECT pg_catalog.current_setting('server_encoding') AS encoding`,
  );
  if (rows[0]?.encoding === 'UTF8') return query();
  await db.query(`SELECT pg_catalog.set_config('client_encoding', 'SQL_ASCII', false)`);
  try {
    return await query();
  } finally {
    await db.query(`SELECT pg_catalog.set_config('client_encoding', 'UTF8', false)`);
  }
}

/** A text as the hexadecimal digits of its bytes. */
type Hex = string;

interface Raw extends Omit<DatabaseProperties, 'settings' | 'grants'> {
  settings: { role: Hex | null; entry: Hex }[];
  grants: DatabaseGrant[];
}

function decoded(raw: Raw): DatabaseProperties {
  const ownEncoding = new Set<string>();
  const inOwn = decoderOf(raw.encoding);
  const textOf = (bytes: Buffer): string => {
    if (isUtf8(bytes)) return bytes.toString('utf8');
    const own = inOwn(bytes);
    ownEncoding.add(own);
    return own;
  };
  const text = (digits: Hex): string => textOf(Buffer.from(digits, 'hex'));
  const optional = (digits: Hex | null): string | null => (digits === null ? null : text(digits));
  const owner = text(raw.owner);
  const properties: DatabaseProperties = {
    ...raw,
    owner,
    name: text(raw.name),
    tablespace: text(raw.tablespace),
    comment: optional(raw.comment),
    securityLabels: raw.securityLabels.map(({ provider, label }) => ({ provider: text(provider), label: text(label) })),
    settings: raw.settings.map(({ role, entry }) => {
      const bytes = Buffer.from(entry, 'hex');
      const equals = bytes.indexOf('=');
      return {
        role: optional(role),
        name: textOf(bytes.subarray(0, equals)),
        value: textOf(bytes.subarray(equals + 1)),
      };
    }),
    grants: inGrantOrder(
      owner,
      raw.grants.map((grant) => ({ ...grant, grantor: text(grant.grantor), grantee: optional(grant.grantee) })),
    ),
  };
  return ownEncoding.size === 0 ? properties : { ...properties, ownEncoding: [...ownEncoding] };
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
  'name', ${hex('d.datname')},
  'owner', ${hex('pg_catalog.pg_get_userbyid(d.datdba)')},
  'encoding', pg_catalog.pg_encoding_to_char(d.encoding),
  'collate', d.datcollate,
  'ctype', d.datctype,
  'provider', ${provider},
  'locale', ${locale},
  'icuRules', ${rules},
  'tablespace', (SELECT ${hex('t.spcname')} FROM pg_catalog.pg_tablespace t WHERE t.oid = d.dattablespace),
  'connectionLimit', d.datconnlimit,
  'isTemplate', d.datistemplate,
  'comment', ${hex(`pg_catalog.shobj_description(d.oid, 'pg_database')`)},
  'securityLabels', (
    SELECT coalesce(json_agg(json_build_object('provider', ${hex('l.provider')}, 'label', ${hex('l.label')})
        ORDER BY l.provider), '[]')
    FROM pg_catalog.pg_shseclabel l
    WHERE l.objoid = d.oid AND l.classoid = 'pg_catalog.pg_database'::regclass),
  'settings', (
    SELECT coalesce(json_agg(json_build_object('role', ${hex('r.rolname')}, 'entry', ${hex('entry')})
        ORDER BY r.rolname NULLS FIRST, entry COLLATE "C"), '[]')
    FROM pg_catalog.pg_db_role_setting s
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
    CROSS JOIN LATERAL unnest(s.setconfig) entry
    WHERE s.setdatabase = d.oid),
  'grants', (
    SELECT coalesce(json_agg(json_build_object(
        'grantor', ${hex('pg_catalog.pg_get_userbyid(a.grantor)')},
        'grantee', CASE WHEN a.grantee = 0 THEN NULL ELSE ${hex('pg_catalog.pg_get_userbyid(a.grantee)')} END,
        'privilege', a.privilege_type,
        'isGrantable', a.is_grantable) ORDER BY a.grantor, a.grantee, a.privilege_type), '[]')
    FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a)
) AS properties
FROM pg_catalog.pg_database d WHERE ${where}`;
}

/** textsend gives the bytes of a text as the session would get them. */
function hex(expression: string): string {
  return `pg_catalog.encode(pg_catalog.textsend(${expression}::text), 'hex')`;
}
