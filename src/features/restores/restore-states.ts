export const RESTORE_STATUSES = [
  'pending',
  'running',
  'completed',
  'failed',
  'canceled',
  'rolling_back',
  'rolled_back',
] as const;
export type RestoreStatus = (typeof RESTORE_STATUSES)[number];

export function isFinalStatus(status: RestoreStatus): boolean {
  return status !== 'pending' && status !== 'running' && status !== 'rolling_back';
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
  running: ['running', 'completed', 'failed', 'canceled'],
  completed: ['rolling_back'],
  rolling_back: ['rolling_back', 'rolled_back', 'completed'],
  failed: [],
  canceled: [],
  rolled_back: [],
};

export function assertTransition(from: RestoreStatus, to: RestoreStatus): void {
  if (!TRANSITIONS[from].includes(to)) throw new Error(`A restore that is ${from} cannot become ${to}.`);
}
