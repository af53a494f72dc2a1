import { archiveFindings, type ArchiveNeeds } from './blockers-archive.js';
import { activityFindings } from './blockers-activity.js';
import { objectFindings, rightsFindings } from './blockers-rights.js';
import type { Queryable } from './connection.js';
import type { DatabaseRef } from './database-ref.js';
import type { SwapFindings } from './swap-finding.js';

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
    await rightsFindings(check.admin, check.database),
    await objectFindings(check.live),
  ];
  if (check.archive) parts.push(await archiveFindings(check.live, check.archive, check.noOwner ?? false));
  return {
    blockers: parts.flatMap(({ blockers }) => blockers),
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
}
