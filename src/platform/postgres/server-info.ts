import type { Queryable } from './connection.js';
import { mapPostgresError } from './postgres-error.js';

export interface RoleInfo {
  name: string;
  isSuperuser: boolean;
  canCreateDatabase: boolean;
  /** May end the sessions of other (not superuser) roles. */
  canSignalBackends: boolean;
  /** Row-level security does not bind it. */
  bypassesRowSecurity: boolean;
}

export interface ServerInfo {
  /** As the server writes it, such as `15.18 (Debian 15.18-0+deb12u1)`. */
  version: string;
  /** 15, or 9.6 for the old way of counting. */
  major: number;
  /** 150018. */
  versionNum: number;
  /** Made by initdb, kept by its standbys: the same server, whatever its address. */
  systemIdentifier: string;
  postmasterStart: Date;
  isInRecovery: boolean;
  role: RoleInfo;
  /** Of the connected database. */
  database: { name: string; oid: number; encoding: string; bytes: number };
  /** How many locks all transactions together may hold at least: a restore in one transaction needs one for each object. */
  maxLocks: number;
}

/** @throws AppError SOURCE_UNREACHABLE, PERMISSION_DENIED */
export async function readServerInfo(db: Queryable): Promise<ServerInfo> {
  const { rows } = await db.query<ServerRow>(SERVER_INFO).catch((error: unknown) => {
    throw mapPostgresError(error, 'read what the server is');
  });
  const [row] = rows;
  if (!row) throw new Error('A SELECT without FROM gives one row.');
  const { version, versionNum, systemIdentifier, postmasterStart, isInRecovery, maxLocks, ...rest } = row;
  return {
    ...{ version, versionNum, systemIdentifier, postmasterStart, isInRecovery, maxLocks },
    major: majorOf(versionNum),
    role: {
      name: rest.roleName,
      isSuperuser: rest.isSuperuser,
      canCreateDatabase: rest.canCreateDatabase,
      canSignalBackends: rest.canSignalBackends,
      bypassesRowSecurity: rest.bypassesRowSecurity,
    },
    database: { name: rest.database, oid: rest.oid, encoding: rest.encoding, bytes: Number(rest.bytes) },
  };
}

/** 150018 is 15; 90624 is 9.6. */
export function majorOf(versionNum: number): number {
  if (versionNum >= 100_000) return Math.floor(versionNum / 10_000);
  return Number(`${Math.floor(versionNum / 10_000)}.${Math.floor(versionNum / 100) % 100}`);
}

interface ServerRow {
  version: string;
  versionNum: number;
  systemIdentifier: string;
  postmasterStart: Date;
  isInRecovery: boolean;
  maxLocks: number;
  roleName: string;
  isSuperuser: boolean;
  canCreateDatabase: boolean;
  canSignalBackends: boolean;
  bypassesRowSecurity: boolean;
  database: string;
  oid: number;
  encoding: string;
  bytes: string;
}

const SERVER_INFO = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS "versionNum",
    (SELECT system_identifier::text FROM pg_catalog.pg_control_system()) AS "systemIdentifier",
    pg_catalog.pg_postmaster_start_time() AS "postmasterStart", pg_catalog.pg_is_in_recovery() AS "isInRecovery",
    current_setting('max_locks_per_transaction')::int
      * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) AS "maxLocks",
    r.rolname AS "roleName", r.rolsuper AS "isSuperuser", r.rolsuper OR r.rolcreatedb AS "canCreateDatabase",
    r.rolsuper OR pg_catalog.pg_has_role(r.oid, 'pg_signal_backend', 'USAGE') AS "canSignalBackends",
    r.rolsuper OR r.rolbypassrls AS "bypassesRowSecurity",
    d.datname AS database, d.oid AS oid, pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
    pg_catalog.pg_database_size(d.oid)::text AS bytes
  FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
  WHERE r.rolname = current_user AND d.datname = current_database()`;
