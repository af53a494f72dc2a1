import { randomBytes } from 'node:crypto';
import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import type { DatabaseProperties } from './database-properties.js';
import { type DatabaseRef, findDatabase } from './database-ref.js';
import { dropDatabase } from './drop-database.js';
import { createSideDatabase } from './side-database.js';

/** Of a database that something is tried out in, and that is dropped right after. */
export function scratchDatabaseName(): string {
  return `bst_scratch_${randomBytes(6).toString('hex')}`;
}

export function isScratchName(name: string): boolean {
  return /^bst_scratch_[0-9a-f]{12}$/.test(name);
}

/** Of these a scratch database has what its rows depend on; who owns it, and where it lies, is our own role's business. */
export type ScratchProperties = Omit<DatabaseProperties, 'settings'>;

/**
 * As a side database: empty, with the encoding and locale of `properties`, closed to everybody but our role (its owner)
 * and superusers. Journal the name before, the OID after.
 * @throws AppError PERMISSION_DENIED where our role may not create databases, CONFLICT when the name is taken
 */
export async function createScratchDatabase(
  db: Queryable,
  request: { name: string; properties: ScratchProperties; owner?: string },
): Promise<{ oid: number }> {
  const { rows } = await db.query<{ owner: string; mayCreate: boolean; tablespace: string }>(
    `SELECT current_user AS owner, r.rolsuper OR r.rolcreatedb AS "mayCreate", t.spcname AS tablespace
       FROM pg_catalog.pg_roles r, pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
      WHERE r.rolname = current_user AND d.datname = 'template0'`,
  );
  const [ours] = rows;
  if (ours?.mayCreate !== true) {
    throw new AppError('PERMISSION_DENIED', `The role "${ours?.owner ?? '?'}" may not create a scratch database.`, {
      hint: 'ALTER ROLE … CREATEDB, drill on the server of another source, or check to level "decoded", which needs no database. The backup itself is as it was.',
    });
  }
  const { owner, tablespace } = ours;
  return createSideDatabase(db, {
    name: request.name,
    properties: { ...request.properties, settings: [], owner: request.owner ?? owner, tablespace },
  });
}

/**
 * Drops it by name **and** OID; where the OID was never learnt (killed right after CREATE), by the journalled random
 * name. Idempotent.
 * @returns `renamed`: that OID has another name now, so somebody took it over; nothing was touched
 */
export async function dropScratchDatabase(
  db: Queryable,
  journalled: { name: string; oid: number | null },
): Promise<'dropped' | 'gone' | 'renamed'> {
  const { name, oid } = journalled;
  const found: DatabaseRef | null = await findDatabase(db, oid === null ? { name } : { oid });
  if (found === null) return 'gone';
  if (found.name !== name) return 'renamed';
  return (await dropDatabase(db, { name, oid: found.oid })) ? 'dropped' : 'gone';
}
