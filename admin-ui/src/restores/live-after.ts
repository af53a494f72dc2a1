import type { Strategy } from '../restore-plan/plan.js';
import { phaseNamesOf, type Restore } from './restore.js';

type PhaseName = Restore['phase'];

/** With the end of this phase, and no sooner, something else is live (or the new database is there). */
const COMMIT: Record<Strategy, PhaseName> = { swap: 'swapping', in_place: 'committing', new_database: 'naming' };

const ENDED_WITHOUT: readonly Restore['status'][] = ['failed', 'canceled', 'rejected', 'expired'];

/**
 * What is live after a restore that came to nothing, by its phases: 'unknown' where it ended in the middle of the very phase
 * that replaces; its error says more then. null: it is not over, or has completed.
 */
export function liveAfter(
  restore: Pick<Restore, 'status' | 'strategy' | 'phase' | 'phases'>,
): 'untouched' | 'replaced' | 'unknown' | null {
  const { status, strategy, phase, phases } = restore;
  if (!ENDED_WITHOUT.includes(status)) return null;
  const order = phaseNamesOf(strategy);
  const commit = COMMIT[strategy];
  const committing = phases.find(({ name }) => name === commit);
  if (committing?.status === 'completed') return 'replaced';
  // A worker that took over begins anew: what the one before had come to is in the list still.
  if (order.indexOf(phase) < order.indexOf(commit)) return 'untouched';
  // A commit is called failed only once the server has said that it did not happen.
  return committing === undefined || committing.status === 'failed' ? 'untouched' : 'unknown';
}
