import { AppError } from '../../common/app-error.js';
import { type OwnerMap, standingFor } from './archive/map-roles.js';
import type { DatabaseClient, Queryable } from './connection.js';
import { withoutUnappliable, type UnappliableProperty } from './database-properties-apply.js';
import { type DatabaseProperties, readDatabaseProperties } from './database-properties.js';
import { accessListStatements, limitStatements } from './database-properties-statements.js';
import { type DatabaseEntry, type DatabaseRef, expectDatabases, INTERRUPTED_DROP, sendAtOnce } from './database-ref.js';
import { retryWhileInUse } from './in-use.js';
import { sqlStateOf } from './postgres-error.js';
import { quoteIdentifier } from './quoting.js';
import { endSessions } from './sessions.js';

/** Where a restore into a new database stands, told by OIDs alone. */
export type PlacementState =
  /** Before or during CREATE, or dropped again. */
  | { state: 'no_side' }
  /** Made, and not yet under its name: drop it. */
  | { state: 'not_named'; side: DatabaseEntry }
  /** It has its name: finish the record. */
  | { state: 'named' }
  /** Only a DROP can follow. */
  | { state: 'interrupted_drop'; database: DatabaseEntry }
  /** Somebody renamed it, or took its name: touch nothing. */
  | { state: 'unknown'; found: string };

/** Pure; total: every catalogue gives an answer. */
export function readPlacement(
  databases: readonly DatabaseEntry[],
  journal: { name: string; sideName: string; sideOid: number | null },
): PlacementState {
  const side = databases.find(({ oid, name }) =>
    journal.sideOid === null ? name === journal.sideName : oid === journal.sideOid,
  );
  if (side === undefined) {
    const stranger = databases.find(({ name }) => name === journal.sideName);
    return stranger === undefined
      ? { state: 'no_side' }
      : { state: 'unknown', found: `"${stranger.name}" is not ours` };
  }
  if (side.connectionLimit === INTERRUPTED_DROP) return { state: 'interrupted_drop', database: side };
  if (side.name === journal.sideName) return { state: 'not_named', side };
  if (side.name === journal.name) return { state: 'named' };
  return { state: 'unknown', found: `the restored database is called "${side.name}"` };
}

/**
 * The last step of a restore into a new database: its name, access list and limit, in one message and one transaction.
 * Killed in the middle it has all of it or nothing.
 * @throws AppError CONFLICT when the name was taken meanwhile; nothing is changed then
 */
export async function nameNewDatabase(
  admin: DatabaseClient,
  request: { side: DatabaseRef; name: string; properties: DatabaseProperties },
): Promise<void> {
  const { side, name, properties } = request;
  const actual = await readDatabaseProperties(admin, { oid: side.oid });
  const statements = [
    'SET LOCAL synchronous_commit = on',
    expectDatabases([side]),
    `ALTER DATABASE ${quoteIdentifier(side.name)} RENAME TO ${quoteIdentifier(name)}`,
    ...accessListStatements(name, actual, properties),
    ...limitStatements(name, properties),
    expectDatabases([{ oid: side.oid, name }]),
  ];
  try {
    await retryWhileInUse(async () => {
      await endSessions(admin, [side.oid]);
      await sendAtOnce(admin, statements);
    });
  } catch (error) {
    if (sqlStateOf(error) !== '42P04') throw error;
    throw new AppError('CONFLICT', `There is a database "${name}" by now.`, {
      hint: 'Somebody made it meanwhile; it was not touched. Choose another name.',
      cause: error,
    });
  }
}

/** As much as can be known of a database that is not there: locale and encoding must be the dump's, the rest is ours. */
export type KnownProperties = Omit<DatabaseProperties, 'settings'>;

/**
 * What a new database gets where the backed-up one cannot be asked. On its own server it has its owner and access list
 * back, as far as those roles still exist. On another one only roles that `ownerMap` names are meant: without an owner
 * among them it belongs to our role and admits nobody else.
 */
export async function propertiesFromRecord(
  admin: Queryable,
  recorded: KnownProperties,
  { isSameServer, ownerMap }: { isSameServer: boolean; ownerMap: OwnerMap },
): Promise<DatabaseProperties> {
  const { rows } = await admin.query<{ user: string; tablespace: string; known: string[] }>(
    `SELECT current_user::text AS user,
            (SELECT t.spcname FROM pg_catalog.pg_tablespace t JOIN pg_catalog.pg_database d ON d.dattablespace = t.oid
              WHERE d.datname = 'template0') AS tablespace,
            ARRAY(SELECT rolname::text FROM pg_catalog.pg_roles) AS known`,
  );
  const [found] = rows;
  if (found === undefined) throw new AppError('INTERNAL_ERROR', 'The server did not tell who we are.');
  const known = new Set(found.known);
  const isMeant = (role: string): boolean =>
    (isSameServer || Object.hasOwn(ownerMap, role)) && known.has(standingFor(ownerMap, role));
  const keepsOwner = isMeant(recorded.owner);
  const owner = keepsOwner ? standingFor(ownerMap, recorded.owner) : found.user;
  const grants = keepsOwner
    ? recorded.grants
        .filter(({ grantor, grantee }) => isMeant(grantor) && (grantee === null ? isSameServer : isMeant(grantee)))
        .map((grant) => ({
          ...grant,
          grantor: standingFor(ownerMap, grant.grantor),
          grantee: grant.grantee === null ? null : standingFor(ownerMap, grant.grantee),
        }))
    : ['CREATE', 'CONNECT', 'TEMPORARY'].map((privilege) => ({
        ...{ grantor: owner, grantee: owner, privilege, isGrantable: false },
      }));
  return {
    ...recorded,
    owner,
    grants,
    tablespace: found.tablespace,
    connectionLimit: keepsOwner ? recorded.connectionLimit : -1,
    isTemplate: false,
    securityLabels: [],
    settings: [],
  };
}

/** A copy beside the original: everything of it but the flag that makes it everyone's template. */
export function propertiesOfCopy(
  original: DatabaseProperties,
  leaveOut: readonly UnappliableProperty[] = [],
): DatabaseProperties {
  return { ...withoutUnappliable(original, leaveOut), isTemplate: false };
}
