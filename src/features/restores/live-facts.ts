import { createHash } from 'node:crypto';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import { type MigrationSource, readMigrationState } from '../../platform/migration-state/migration-states.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { findDatabase } from '../../platform/postgres/database-ref.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import { schemaFingerprint } from '../../platform/postgres/schema-fingerprint.js';

/** What a plan rests on: the very database (server and OID), its schema and its history. Rows do not count. */
export async function livePlanFingerprint(
  db: Queryable,
  migrations: MigrationSource,
): Promise<{ fingerprint: string; state: MigrationState }> {
  const state = await readMigrationState(db, migrations);
  const { systemIdentifier, database } = await readServerInfo(db);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([systemIdentifier, database.oid, database.name]))
    .update(await schemaFingerprint(db))
    .update(JSON.stringify(state))
    .digest('hex');
  return { fingerprint, state };
}

/** What a plan for a new database rests on: the server, whether the name is free, and the history it is compared with. */
export async function newDatabasePlanFingerprint(
  admin: Queryable,
  name: string,
  state: MigrationState | null,
): Promise<string> {
  const { systemIdentifier } = await readServerInfo(admin);
  const isTaken = (await findDatabase(admin, { name })) !== null;
  return createHash('sha256')
    .update(JSON.stringify(['new_database', systemIdentifier, name, isTaken, state]))
    .digest('hex');
}
