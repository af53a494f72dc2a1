export const RESTORE_STATUSES = [
  'pending',
  'awaiting_approval',
  'running',
  'completed',
  'failed',
  'canceled',
  'rejected',
  'expired',
  'rolling_back',
  'rolled_back',
] as const;
export type RestoreStatus = (typeof RESTORE_STATUSES)[number];

const UNDER_WAY: readonly RestoreStatus[] = ['pending', 'awaiting_approval', 'running', 'rolling_back'];

export function isFinalStatus(status: RestoreStatus): boolean {
  return !UNDER_WAY.includes(status);
}

/** In this order; which of them a restore has is its strategy's. Until one of them has committed all can be undone. */
export const RESTORE_PHASES = [
  'planned',
  'safety_backup',
  'side_restore',
  'replacing',
  'checking',
  'committing',
  'analyzing',
  'migrating',
  'swapping',
  'naming',
  'finished',
] as const;
export type RestorePhaseName = (typeof RESTORE_PHASES)[number];

/** Where a restore may go from each status; anything else is a defect. */
const TRANSITIONS: Record<RestoreStatus, readonly RestoreStatus[]> = {
  pending: ['running', 'canceled', 'failed'],
  // Of a restore; of a rollback: 'rolling_back', or 'completed' as it was before.
  awaiting_approval: ['pending', 'rejected', 'expired', 'canceled', 'rolling_back', 'completed'],
  running: ['running', 'completed', 'failed', 'canceled'],
  completed: ['rolling_back', 'awaiting_approval'],
  rolling_back: ['rolling_back', 'rolled_back', 'completed'],
  failed: [],
  canceled: [],
  rejected: [],
  expired: [],
  rolled_back: [],
};

export function assertTransition(from: RestoreStatus, to: RestoreStatus): void {
  if (!TRANSITIONS[from].includes(to)) throw new Error(`A restore that is ${from} cannot become ${to}.`);
}
