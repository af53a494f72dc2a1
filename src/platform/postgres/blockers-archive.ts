import type { TocEntry } from './archive/toc.js';
import { isSuperuser } from './blockers-rights.js';
import type { Queryable } from './connection.js';
import { serverVersion } from './database-properties.js';
import { finding, listed, type SwapFinding, type SwapFindings } from './swap-finding.js';

/** What a dump asks of the server, by its table of contents and its manifest. */
export interface ArchiveNeeds {
  /** Of the server that was dumped, e.g. 15. */
  serverMajor: number;
  /** Roles that own objects. */
  owners: readonly string[];
  /** Roles that objects are granted to. */
  grantees: readonly string[];
  /** Roles that granted what others own. */
  grantors?: readonly string[];
  /** Of policies and user mappings: they are named even where neither owners nor grants are restored. */
  namedAnyway?: readonly string[];
  extensions: readonly string[];
  /** That tables or indexes lie in. */
  tablespaces?: readonly string[];
}

/** On the live database: a role's membership in pg_database_owner depends on where one asks. */
export async function archiveFindings(live: Queryable, archive: ArchiveNeeds, noOwner: boolean): Promise<SwapFindings> {
  const result: SwapFindings = { blockers: [], warnings: [] };
  const version = await serverVersion(live);
  const major = Math.floor(version / 10_000);
  if (major < archive.serverMajor) {
    const message = `The server is PostgreSQL ${major}, the dump is of ${archive.serverMajor}.`;
    result.blockers.push(finding('SERVER_OLDER', message, 'Restore to a server at least as new as the one dumped.'));
  }
  if (noOwner) {
    await rolesNamedAnyway(live, archive.namedAnyway ?? [], result);
  } else {
    await roles(live, archive, version, result);
    await grantors(live, archive.grantors ?? [], result);
  }
  await extensions(live, archive, result);
  await tablespaces(live, archive.tablespaces ?? [], result);
  return result;
}

async function roles(live: Queryable, archive: ArchiveNeeds, version: number, result: SwapFindings): Promise<void> {
  const named = [...new Set([...archive.owners, ...archive.grantees])].filter((name) => name !== '');
  const { rows } = await live.query<{ name: string; exists: boolean; isOurs: boolean }>(
    `SELECT n.name, r.oid IS NOT NULL AS exists,
       r.oid IS NOT NULL AND pg_catalog.pg_has_role(r.oid, '${version >= 160000 ? 'SET' : 'MEMBER'}') AS "isOurs"
     FROM unnest($1::text[]) AS n(name) LEFT JOIN pg_catalog.pg_roles r ON r.rolname = n.name ORDER BY 1`,
    [named],
  );
  const missing = rows.filter(({ exists }) => !exists).map(({ name }) => `"${name}"`);
  if (missing.length > 0) {
    const hint =
      'Create them first, let other roles stand for them (ownerMap), or leave owners and rights out (noOwner).';
    result.blockers.push(finding('ROLES_MISSING', `The dump names roles that do not exist: ${listed(missing)}.`, hint));
  }
  const foreign = rows
    .filter(({ name, exists, isOurs }) => exists && !isOurs && archive.owners.includes(name))
    .map(({ name }) => `"${name}"`);
  if (foreign.length > 0) {
    const hint =
      'Make the role of the source a member of them, let others stand for them (ownerMap), or leave owners and rights out (noOwner).';
    const message = `Objects of the dump belong to roles that the role of the source is no member of: ${listed(foreign)}.`;
    result.blockers.push(finding('OWNERS_NOT_OURS', message, hint));
  }
}

/** The archive says who granted by SET SESSION AUTHORIZATION, which is for superusers, and for whom one is already. */
async function grantors(live: Queryable, names: readonly string[], result: SwapFindings): Promise<void> {
  if (names.length === 0 || (await isSuperuser(live))) return;
  const { rows } = await live.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) AS n(name) WHERE name <> session_user ORDER BY 1',
    [names],
  );
  if (rows.length === 0) return;
  const others = listed(rows.map(({ name }) => `"${name}"`));
  const message = `Privileges of the dump were granted by roles that do not own the objects, and only a superuser can grant in their name: ${others}.`;
  const hint =
    'Restore as a superuser, let the role of the source stand for them (ownerMap), or leave owners and rights out (noOwner).';
  result.blockers.push(finding('GRANTORS_NOT_OURS', message, hint));
}

/** Leaving a policy out, or making it everybody's, would change what it protects: nobody wants that for an owner's sake. */
async function rolesNamedAnyway(live: Queryable, names: readonly string[], result: SwapFindings): Promise<void> {
  const { rows } = await live.query<{ name: string }>(
    `SELECT n.name FROM unnest($1::text[]) AS n(name)
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = n.name) ORDER BY 1`,
    [names],
  );
  if (rows.length === 0) return;
  const missing = listed(rows.map(({ name }) => `"${name}"`));
  const message = `Policies or user mappings of the dump are for roles that do not exist: ${missing}.`;
  const hint = 'Create them first, or let other roles stand for them (ownerMap).';
  result.blockers.push(finding('ROLES_MISSING', message, hint));
}

/** Every database made from template0 has plpgsql. A trusted extension needs CREATE on the database only. */
async function extensions(live: Queryable, archive: ArchiveNeeds, result: SwapFindings): Promise<void> {
  const { rows } = await live.query<{ name: string; isAvailable: boolean; needsSuperuser: boolean }>(
    `SELECT n.name, a.name IS NOT NULL AS "isAvailable", coalesce(v.superuser AND NOT v.trusted, false) AS "needsSuperuser"
     FROM unnest($1::text[]) AS n(name)
     LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = n.name
     LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
     ORDER BY 1`,
    [archive.extensions.filter((name) => name !== 'plpgsql')],
  );
  const missing = rows.filter(({ isAvailable }) => !isAvailable).map(({ name }) => name);
  if (missing.length > 0) {
    const hint = 'Install their packages on the PostgreSQL server.';
    const message = `The dump needs extensions that the server does not have: ${listed(missing)}.`;
    result.blockers.push(finding('EXTENSIONS_MISSING', message, hint));
  }
  const refused = rows.filter(({ needsSuperuser }) => needsSuperuser).map(({ name }) => name);
  if (refused.length > 0 && !(await isSuperuser(live))) {
    const hint = 'Restore as a superuser.';
    const message = `Only a superuser can create these extensions: ${listed(refused)}.`;
    result.blockers.push(finding('EXTENSION_NOT_ALLOWED', message, hint));
  }
}

async function tablespaces(live: Queryable, names: readonly string[], result: SwapFindings): Promise<void> {
  const { rows } = await live.query<{ name: string; exists: boolean; mayUse: boolean }>(
    `SELECT n.name, t.oid IS NOT NULL AS exists,
       t.oid IS NOT NULL AND pg_catalog.has_tablespace_privilege(t.oid, 'CREATE') AS "mayUse"
     FROM unnest($1::text[]) AS n(name) LEFT JOIN pg_catalog.pg_tablespace t ON t.spcname = n.name
     WHERE n.name <> 'pg_default' ORDER BY 1`,
    [names],
  );
  const missing = rows.filter(({ exists }) => !exists).map(({ name }) => `"${name}"`);
  if (missing.length > 0) {
    const message = `The dump puts tables or indexes into tablespaces that do not exist: ${listed(missing)}.`;
    result.blockers.push(finding('TABLESPACES_MISSING', message, 'CREATE TABLESPACE on the PostgreSQL server first.'));
  }
  const refused = rows.filter(({ exists, mayUse }) => exists && !mayUse).map(({ name }) => `"${name}"`);
  if (refused.length > 0) {
    const message = `The role of the source may not create in tablespaces that the dump uses: ${listed(refused)}.`;
    result.blockers.push(
      finding('TABLESPACE_NOT_ALLOWED', message, 'GRANT CREATE ON TABLESPACE … to the role of the source.'),
    );
  }
}

/** A superuser can make them and give them away, but to a superuser only. */
const SUPERUSERS_KINDS = new Set(['EVENT TRIGGER', 'FOREIGN DATA WRAPPER']);

/** What the dump gives to roles that may not own it. */
export async function superusersObjects(admin: Queryable, toc: readonly TocEntry[]): Promise<SwapFinding[]> {
  const entries = toc.filter(
    ({ desc, definition }) =>
      SUPERUSERS_KINDS.has(desc) || (desc === 'PUBLICATION' && (definition ?? '').includes(' FOR ALL TABLES')),
  );
  const { rows } = await admin.query<{ name: string }>(
    'SELECT rolname AS name FROM pg_catalog.pg_roles WHERE NOT rolsuper AND rolname = ANY ($1::text[])',
    [entries.map(({ owner }) => owner)],
  );
  const plain = new Set(rows.map(({ name }) => name));
  const refused = entries.filter(({ owner }) => plain.has(owner));
  if (refused.length === 0) return [];
  const names = listed(
    refused.map(({ desc, tag, owner }) => `${desc.toLowerCase()} "${tag}" (to be owned by "${owner}")`),
  );
  const message = `Only superusers may own these: ${names}.`;
  return [finding('OBJECTS_NOT_ALLOWED', message, 'Let a superuser stand for their owner (ownerMap).')];
}
