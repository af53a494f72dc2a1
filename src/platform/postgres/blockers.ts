import { archiveFindings, type ArchiveNeeds } from './blockers-archive.js';
import { activityFindings } from './blockers-activity.js';
import { objectFindings, rightsFindings, sessionsThatMayCome } from './blockers-rights.js';
import type { Queryable } from './connection.js';
import { type DatabaseProperties, readDatabaseProperties } from './database-properties.js';
import { type DatabaseRef, findDatabase } from './database-ref.js';
import { finding, type SwapFindings } from './swap-finding.js';

export interface SwapCheck {
  /** A session of the role that will swap, on the maintenance database. */
  admin: Queryable;
  /** A session of the same role on the live database. */
  live: Queryable;
  database: DatabaseRef;
  /** What the dump needs; absent, only the live database is looked at. */
  archive?: ArchiveNeeds;
  /** Owners and grants of the dump will be left out: roles it names are then no matter. */
  noOwner?: boolean;
}

/**
 * Everything that would stop a swap of `database`, and everything to be warned of, before anything is written. Reads
 * only. Asked again right before the swap, since sessions and slots come and go.
 */
export async function findSwapBlockers(check: SwapCheck): Promise<SwapFindings> {
  const parts: SwapFindings[] = [
    await activityFindings(check.admin, check.live, check.database),
    await rightsFindings(check.admin, await readDatabaseProperties(check.admin, { oid: check.database.oid })),
    await objectFindings(check.live),
    { blockers: [], warnings: await sessionsThatMayCome(check.admin, check.database) },
  ];
  if (check.archive) parts.push(await archiveFindings(check.live, check.archive, check.noOwner ?? false));
  return allOf(parts);
}

export interface NewDatabaseCheck {
  admin: Queryable;
  /** null: any name that is free. */
  name: string | null;
  /** What the new database will be given. */
  properties: DatabaseProperties;
  archive: ArchiveNeeds;
  noOwner: boolean;
}

/** Everything that would stop a restore into a database that is not there yet. Reads only. */
export async function findNewDatabaseBlockers(check: NewDatabaseCheck): Promise<SwapFindings> {
  const { admin, name, archive } = check;
  const parts = [await rightsFindings(admin, check.properties)];
  if (name !== null && (await findDatabase(admin, { name })) !== null) {
    const hint = 'Choose a name that is free. What exists is replaced by the strategies "swap" and "in_place" only.';
    const taken = finding('DATABASE_EXISTS', `There is a database "${name}" on this server already.`, hint);
    parts.push({ blockers: [taken], warnings: [] });
  }
  // Who owns a database is pg_database_owner in it, wherever we ask from.
  const owners = archive.owners.filter((owner) => owner !== 'pg_database_owner');
  parts.push(await archiveFindings(admin, { ...archive, owners }, check.noOwner));
  return allOf(parts);
}

export function allOf(parts: readonly SwapFindings[]): SwapFindings {
  return {
    blockers: parts.flatMap(({ blockers }) => blockers),
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
}
