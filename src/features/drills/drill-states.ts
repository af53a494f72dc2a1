export const DRILL_STATUSES = ['pending', 'running', 'completed', 'failed', 'canceled'] as const;
export type DrillStatus = (typeof DRILL_STATUSES)[number];

export const DRILL_ORIGINS = ['manual', 'scheduled'] as const;
export type DrillOrigin = (typeof DRILL_ORIGINS)[number];

/** In this order; what a restore of the backup would have to do, without the swap. */
export const DRILL_PHASES = [
  'checksum',
  'scratch_database',
  'restoring',
  'counting',
  'migrating',
  'analyzing',
] as const;
export type DrillPhaseName = (typeof DRILL_PHASES)[number];

export const DRILL_PHASE_STATUSES = ['running', 'completed', 'skipped', 'failed'] as const;
export type DrillPhaseStatus = (typeof DRILL_PHASE_STATUSES)[number];

export function isFinalStatus(status: DrillStatus): boolean {
  return status !== 'pending' && status !== 'running';
}
