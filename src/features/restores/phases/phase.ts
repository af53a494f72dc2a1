import type { ConnectionTarget } from '../../../platform/postgres/connection.js';
import type { DatabaseRef } from '../../../platform/postgres/database-ref.js';
import type { Backup } from '../../backups/backup.entity.js';
import type { JobContext } from '../../jobs/job-context.js';
import type { Progress } from '../../jobs/progress.js';
import type { Source } from '../../sources/source.entity.js';
import type { InPlaceTransaction } from '../in-place-transaction.js';
import type { RestoreReport } from '../restore-report.js';
import type { RestorePhaseName } from '../restore-states.js';
import type { Restore, RestoreJournal } from '../restore.entity.js';

/** What every job of a restore has in hand. */
export interface ServerWork {
  job: JobContext;
  restore: Restore;
  source: Source;
  /** The live database, under its own name. */
  target: ConnectionTarget;
  /** A database of the same server that is neither the live one nor the side. */
  maintenance: ConnectionTarget;
  report: RestoreReport;
  /** Writes the journal; resolves when it is durable. */
  journal(change: (journal: RestoreJournal) => RestoreJournal): Promise<RestoreJournal>;
  progress(progress: Progress): Promise<void>;
}

export type PhaseDetail = Record<string, unknown>;

/** What every phase has in hand. The way back, and the end of the window, need no backup: it may be deleted by then. */
export interface RestoreWork extends ServerWork {
  backup: Backup;
  /** The open transaction of a restore in place. */
  inPlace: InPlaceTransaction | null;
}

/** One phase. Safe to run again after a crash: whatever an earlier attempt left has been undone by then. */
export interface Phase {
  readonly name: Exclude<RestorePhaseName, 'finished'>;
  /** `skipped`: there was nothing to do. */
  run(work: RestoreWork): Promise<{ skipped?: boolean; detail: PhaseDetail }>;
}

export function openTransactionOf({ inPlace }: RestoreWork): InPlaceTransaction {
  if (inPlace === null) throw new Error('The transaction of the restore is not open.');
  return inPlace;
}

/** The journal of a restore that has begun to touch the server. */
export function journalOf(work: ServerWork): RestoreJournal {
  const { journal } = work.restore;
  if (journal === null) throw new Error('The restore has no journal yet.');
  return journal;
}

export function sideOf(work: ServerWork): DatabaseRef {
  const { swap } = journalOf(work);
  if (swap.sideOid === null) throw new Error('The side database has no OID yet.');
  return { name: swap.sideName, oid: swap.sideOid };
}

export function liveOf(work: ServerWork): DatabaseRef {
  const { swap } = journalOf(work);
  return { name: swap.liveName, oid: swap.liveOid };
}

export function sideTarget(work: ServerWork): ConnectionTarget {
  return { ...work.target, database: sideOf(work).name };
}

/** Where the restored rows are: beside the live database, or in it. */
export function restoredTarget(work: ServerWork): ConnectionTarget {
  return work.restore.strategy === 'in_place' ? work.target : sideTarget(work);
}
