import type { Phase, RestoreWork } from '../phases/phase.js';
import type { StrategyName } from '../strategy-names.js';

/**
 * Which phases a restore runs through, and how it finds out what was achieved when it was interrupted. Whatever
 * happens, the target is wholly what it was or wholly what was restored: until one instant, the commit, everything can
 * be undone; from then on a restore only goes forward.
 */
export interface RestoreStrategy {
  readonly name: StrategyName;
  /** Up to and with the one that commits. */
  readonly phases: readonly Phase[];
  /** What is left to be done with the restored state; each of them is safe to run again. */
  readonly afterCommit: readonly Phase[];
  /** For the final event: where the restored rows are now, and what the way back is. */
  completed(work: RestoreWork): string;
  /**
   * After a crash, when the sessions of the worker before are gone: true when the commit happened (and is recorded
   * now), false when what that worker made is to be undone. Asks the server, never the record.
   * @throws AppError when somebody else changed what the journal names
   */
  takeOver(work: RestoreWork): Promise<boolean>;
  /** After an error of a phase, which does not say whether the commit happened: as `takeOver`. */
  isCommittedAfterAll(work: RestoreWork, error: unknown): Promise<boolean>;
  /** Takes away what was made on the server. Idempotent. Never called after the commit. */
  undo(work: RestoreWork): Promise<void>;
  /** However the run ended: closes what this process holds open. Never throws. */
  release(work: RestoreWork): Promise<void>;
}

/** The hint of every error that says that somebody else changed the databases of a restore. */
export const DECIDE_BY_HAND =
  'Compare pg_database with the names and OIDs in the journal of this restore, then decide by hand.';
