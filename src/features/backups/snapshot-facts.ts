import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import { type MigrationSource, readMigrationState } from '../../platform/migration-state/migration-states.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { type DatabaseProperties, readDatabaseProperties } from '../../platform/postgres/database-properties.js';
import { readExtensions } from '../../platform/postgres/extensions.js';
import { findDumpOmissions } from '../../platform/postgres/dump-omissions.js';
import type { ServerInfo } from '../../platform/postgres/server-info.js';
import { sqlStateOf } from '../../platform/postgres/postgres-error.js';
import { readTableSizes, type TableSize } from '../../platform/postgres/table-sizes.js';
import type { ExportedSnapshot } from '../../platform/postgres/snapshot.js';
import type { BackupExtension, Warning } from './backup.entity.js';

/** What is read beside the dump, in its very snapshot, once pg_dump holds its locks. */
export interface SnapshotFacts {
  /** Truncated or rewritten between the snapshot and the locks: the dump lacks their rows. */
  changedTables: string[];
  properties: DatabaseProperties;
  extensions: BackupExtension[];
  /** Which rows of extensions' configuration tables a dump holds; by quoted name. */
  conditions: Map<string, string>;
  migrationState: MigrationState;
  grantees: string[];
  /** Empty where somebody holds, or waits for, an exclusive lock: asking for a size waits for it too. */
  tableSizes: TableSize[];
  warnings: Warning[];
}

export async function readSnapshotFacts(
  snapshot: ExportedSnapshot,
  server: ServerInfo,
  migrations: MigrationSource,
): Promise<SnapshotFacts> {
  const { db } = snapshot;
  const changedTables = await snapshot.changedRelations();
  const extensions = await readExtensions(db);
  return {
    changedTables,
    properties: await readDatabaseProperties(db, 'current'),
    extensions: extensions.map(({ name, version, schema }) => ({ name, version, schema })),
    conditions: new Map(
      extensions.flatMap(({ configTables }) =>
        configTables.map(({ name, condition }) => [name, condition ?? ''] as const),
      ),
    ),
    migrationState: await readMigrationState(db, migrations),
    grantees: await readGrantees(db),
    tableSizes: await readSizesUnlessLocked(db),
    warnings: await findDumpOmissions(db, server),
  };
}

/**
 * Roles that objects of this database are granted to, or that a policy is for (pg_shdepend: ACL and policy), or that have
 * a user mapping: CREATE USER MAPPING names them, though pg_dump calls the server's owner its owner.
 */
async function readGrantees(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT DISTINCT r.rolname AS name
       FROM pg_catalog.pg_shdepend d JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
      WHERE d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass 
        AND (d.deptype IN ('a', 'r') OR d.classid = 'pg_catalog.pg_user_mapping'::pg_catalog.regclass AND d.deptype = 'o')
        AND d.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
      ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

/** In the transaction of the snapshot, which must live on. Sizes are for people: nothing waits for them. */
async function readSizesUnlessLocked(db: Queryable): Promise<TableSize[]> {
  await db.query(`SAVEPOINT sizes; SET LOCAL lock_timeout = '${SIZES_LOCK_TIMEOUT_MS}'`);
  try {
    const sizes = await readTableSizes(db);
    await db.query('SET LOCAL lock_timeout = 0; RELEASE SAVEPOINT sizes');
    return sizes;
  } catch (error) {
    if (sqlStateOf(error) !== '55P03') throw error;
    await db.query('ROLLBACK TO SAVEPOINT sizes');
    return [];
  }
}

const SIZES_LOCK_TIMEOUT_MS = 500;
