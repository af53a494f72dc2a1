import type { DatabaseGrant, DatabaseProperties, DatabaseSetting } from './database-properties.js';
import { quoteIdentifier as id, quoteLiteral as literal } from './quoting.js';

/** CREATE DATABASE with all that can be given only there. Nobody may connect until the caller has said who. */
export function createDatabaseStatement(
  name: string,
  properties: DatabaseProperties,
  server: { version: number; templateTablespace: string },
): string {
  const parts = [
    `CREATE DATABASE ${id(name)} TEMPLATE template0 OWNER ${id(properties.owner)}`,
    `ENCODING ${literal(properties.encoding)}`,
    `LC_COLLATE ${literal(properties.collate)} LC_CTYPE ${literal(properties.ctype)}`,
  ];
  if (server.version >= 150000) parts.push(`LOCALE_PROVIDER ${properties.provider}`);
  if (properties.locale !== null) {
    parts.push(`${properties.provider === 'icu' ? 'ICU_LOCALE' : 'BUILTIN_LOCALE'} ${literal(properties.locale)}`);
  }
  if (properties.icuRules !== null) parts.push(`ICU_RULES ${literal(properties.icuRules)}`);
  // Said out loud, even pg_default needs CREATE on the tablespace; left out, the template's needs no right.
  if (properties.tablespace !== server.templateTablespace) parts.push(`TABLESPACE ${id(properties.tablespace)}`);
  return [...parts, 'ALLOW_CONNECTIONS false'].join(' ');
}

/**
 * Sets one setting exactly as it was: two statements for the same transaction, or one.
 * A literal is stored as it stands, whatever the unit or spelling (`FROM CURRENT` would make 64MB of 65536), is the only
 * way for what a session cannot set, and cannot act on our own session as a time-out of 1 ms would. Only where a literal
 * is taken for one quoted name, in the lists, the raw text goes through the session.
 */
export function settingStatements(database: string, setting: DatabaseSetting): string[] {
  const target = settingTarget(database, setting.role);
  if (!QUOTED_LISTS.has(setting.name.toLowerCase())) {
    return [`${target} SET ${id(setting.name)} = ${literal(setting.value)}`];
  }
  return [
    `SELECT pg_catalog.set_config(${literal(setting.name)}, ${literal(setting.value)}, true)`,
    `${target} SET ${id(setting.name)} FROM CURRENT`,
  ];
}

export function resetSettingStatement(database: string, setting: DatabaseSetting): string {
  return `${settingTarget(database, setting.role)} RESET ${id(setting.name)}`;
}

export function commentStatement(database: string, comment: string | null): string {
  return `COMMENT ON DATABASE ${id(database)} IS ${comment === null ? 'NULL' : literal(comment)}`;
}

export function securityLabelStatement(database: string, provider: string, label: string | null): string {
  return `SECURITY LABEL FOR ${id(provider)} ON DATABASE ${id(database)} IS ${label === null ? 'NULL' : literal(label)}`;
}

/**
 * Makes the access list of `database` (which has `actual`) exactly that of `wanted`: everything is taken away, then
 * granted by whom it was granted. For one transaction.
 */
export function accessListStatements(
  database: string,
  actual: DatabaseProperties,
  wanted: DatabaseProperties,
): string[] {
  const grantees = new Set([null, actual.owner, ...actual.grants.map(({ grantee }) => grantee)]);
  return [
    ...[...grantees].map((grantee) => `REVOKE ALL ON DATABASE ${id(database)} FROM ${roleOrPublic(grantee)} CASCADE`),
    ...wanted.grants.flatMap((grant) => grantStatements(database, grant, wanted.owner)),
  ];
}

/** The flag last: a template cannot be dropped, and is everyone's to copy. */
export function limitStatements(database: string, properties: DatabaseProperties): string[] {
  return [
    `ALTER DATABASE ${id(database)} CONNECTION LIMIT ${properties.connectionLimit}`,
    `ALTER DATABASE ${id(database)} IS_TEMPLATE ${properties.isTemplate}`,
  ];
}

/** pg_dump's list of the GUC_LIST_QUOTE parameters (variable_is_guc_list_quote); extensions may not make more of them. */
const QUOTED_LISTS = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

function settingTarget(database: string, role: string | null): string {
  return role === null ? `ALTER DATABASE ${id(database)}` : `ALTER ROLE ${id(role)} IN DATABASE ${id(database)}`;
}

/** A grant is recorded as the owner's whenever a superuser or a member of the owner makes it: no SET ROLE for those. */
function grantStatements(database: string, grant: DatabaseGrant, owner: string): string[] {
  const statement =
    `GRANT ${grant.privilege} ON DATABASE ${id(database)} TO ${roleOrPublic(grant.grantee)}` +
    (grant.isGrantable ? ' WITH GRANT OPTION' : '');
  if (grant.grantor === owner) return [statement];
  return [`SET LOCAL ROLE ${id(grant.grantor)}`, statement, 'RESET ROLE'];
}

function roleOrPublic(role: string | null): string {
  return role === null ? 'PUBLIC' : id(role);
}
