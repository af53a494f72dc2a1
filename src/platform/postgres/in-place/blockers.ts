import { archiveFindings, type ArchiveNeeds } from '../blockers-archive.js';
import { inPlaceActivityFindings } from '../blockers-activity.js';
import { objectFindings, readOnlyServer } from '../blockers-rights.js';
import type { Queryable } from '../connection.js';
import type { DatabaseRef } from '../database-ref.js';
import { finding, listed, type SwapFinding, type SwapFindings } from '../swap-finding.js';
import type { LiveObject } from './live-objects.js';
import type { LockNeed } from './lock-memory.js';

export interface InPlaceCheck {
  admin: Queryable;
  live: Queryable;
  database: DatabaseRef;
  archive: ArchiveNeeds;
  noOwner: boolean;
  /** All that stands in the database. */
  objects: readonly LiveObject[];
  keptExtensions: readonly string[];
  locks: LockNeed;
}

/** Everything that would stop a restore in place, and everything to be warned of. Reads only. */
export async function findInPlaceBlockers(check: InPlaceCheck): Promise<SwapFindings> {
  const { admin, live, database, archive, keptExtensions } = check;
  const extensions = archive.extensions.filter((name) => !keptExtensions.includes(name));
  const parts = [
    await inPlaceActivityFindings(admin, live, database),
    await archiveFindings(live, { ...archive, extensions }, check.noOwner),
    await objectFindings(live),
  ];
  const own = [
    ...notOurs(check.objects),
    ...locks(check.locks),
    ...(await readOnlyServer(admin)),
    ...(await mayNotCreate(live)),
  ];
  return {
    blockers: [...parts.flatMap(({ blockers }) => blockers), ...own],
    warnings: [...parts.flatMap(({ warnings }) => warnings), WAITING],
  };
}

const WAITING = finding(
  'CLIENTS_WAIT',
  'In place, whoever writes waits from the safety backup on, and whoever reads from when the restore begins until it ends.',
  'Choose a quiet time, or stop the application. The strategy "swap" keeps clients waiting for a moment only.',
);

function notOurs(objects: readonly LiveObject[]): SwapFinding[] {
  const refused = objects.filter(({ drop, isOurs }) => drop !== null && !isOurs).map(({ name }) => name);
  if (refused.length === 0) return [];
  const hint = 'Make the role of the source a member of their owners, or drop them yourself if nobody needs them.';
  return [
    finding(
      'OBJECTS_NOT_OURS',
      `The role of the source may not drop what stands in the database: ${listed(refused)}.`,
      hint,
    ),
  ];
}

function locks({ needed, free }: LockNeed): SwapFinding[] {
  if (needed <= free) return [];
  const message = `One transaction would need about ${needed} locks, and the server has room for ${free}.`;
  const hint = 'Raise max_locks_per_transaction (needs a restart of the server), or restore by another strategy.';
  return [finding('LOCK_MEMORY', message, hint)];
}

async function mayNotCreate(live: Queryable): Promise<SwapFinding[]> {
  const { rows } = await live.query<{ may: boolean }>(
    `SELECT has_database_privilege(current_database(), 'CREATE') AS may`,
  );
  if (rows[0]?.may === true) return [];
  const hint = 'GRANT CREATE ON DATABASE … to it, or make it the owner.';
  return [finding('NO_CREATE', 'The role of the source may not make schemas in this database.', hint)];
}
