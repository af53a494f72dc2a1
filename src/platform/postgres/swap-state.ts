import { type DatabaseEntry, INTERRUPTED_DROP } from './database-ref.js';

/** What the journal knows of one swap. */
export interface SwapJournal {
  liveName: string;
  /** L: the database that was live when the restore began; NO_DATABASE where nothing is replaced. */
  liveOid: number;
  sideName: string;
  /** S: null while CREATE DATABASE is not known to have ended. */
  sideOid: number | null;
  beforeName: string;
  afterName: string;
}

/** Where a swap stands, told by OIDs alone; one member per row of the recovery table. */
export type SwapState =
  /** L is live, there is no S: before or during CREATE (wait for that backend, read again), or S was dropped. Undo. */
  | { state: 'no_side' }
  /** L is live, S waits beside it: before the swap. Resume, or drop the side. */
  | { state: 'not_swapped'; side: DatabaseEntry }
  /** L is `before`, S is live: committed, whatever COMMIT answered. Never swap again; finish the record. */
  | { state: 'swapped'; before: DatabaseEntry }
  /** S is `after`, L is live: rolled back. `live.allowsConnections` must be made sure of; keep the window. */
  | { state: 'rolled_back'; live: DatabaseEntry; after: DatabaseEntry }
  /** S is live, L is gone: the window closed. Close the record. */
  | { state: 'window_closed' }
  /** A DROP was interrupted: `database` can only be dropped, never renamed or used. If it is `live`: alarm. */
  | { state: 'interrupted_drop'; of: 'live' | 'side' | 'before' | 'after'; database: DatabaseEntry }
  /** L is `before` and nothing is live: somebody intervened. Name L back; alarm. */
  | { state: 'live_missing'; before: DatabaseEntry }
  /** A database that is neither L nor S is live: somebody made it anew. Touch nothing; alarm. */
  | { state: 'foreign_live'; live: DatabaseEntry }
  /** Nothing of the above: somebody renamed or dropped databases. Touch nothing; alarm. */
  | { state: 'unknown'; found: string };

/** Pure; total: every catalogue gives an answer. */
export function readSwapState(databases: readonly DatabaseEntry[], journal: SwapJournal): SwapState {
  const live = databases.find(({ name }) => name === journal.liveName);
  const l = databases.find(({ oid }) => oid === journal.liveOid);
  const s = databases.find(({ oid, name }) =>
    journal.sideOid === null ? name === journal.sideName : oid === journal.sideOid,
  );
  if (live && live !== l && live !== s) return { state: 'foreign_live', live };

  const interrupted = interruptedDrop(l, s, journal);
  if (interrupted) return interrupted;

  const isStranger = (name: string): boolean => databases.some((d) => d.name === name && d !== l && d !== s);
  const strangers = [journal.sideName, journal.beforeName, journal.afterName].filter(isStranger);
  if (strangers.length > 0) return { state: 'unknown', found: `${describe(l, s)}; not ours: ${strangers.join(', ')}` };

  if (l && live === l) {
    if (!s) return { state: 'no_side' };
    if (s.name === journal.sideName) return { state: 'not_swapped', side: s };
    if (s.name === journal.afterName) return { state: 'rolled_back', live: l, after: s };
  }
  if (s && live === s) {
    if (!l) return { state: 'window_closed' };
    if (l.name === journal.beforeName) return { state: 'swapped', before: l };
  }
  if (!live && l?.name === journal.beforeName) return { state: 'live_missing', before: l };
  return { state: 'unknown', found: describe(l, s) };
}

function interruptedDrop(
  l: DatabaseEntry | undefined,
  s: DatabaseEntry | undefined,
  journal: SwapJournal,
): SwapState | null {
  const database = [l, s].find((entry) => entry?.connectionLimit === INTERRUPTED_DROP);
  if (!database) return null;
  const roles = { [journal.sideName]: 'side', [journal.beforeName]: 'before', [journal.afterName]: 'after' } as const;
  return { state: 'interrupted_drop', of: roles[database.name] ?? 'live', database };
}

function describe(l: DatabaseEntry | undefined, s: DatabaseEntry | undefined): string {
  const name = (entry: DatabaseEntry | undefined): string => (entry ? `is called "${entry.name}"` : 'is gone');
  return `the database that was live ${name(l)}, the restored one ${name(s)}`;
}
