export const BACKUP_ORIGINS = ['manual', 'scheduled', 'safety', 'upload'] as const;
export type BackupOrigin = (typeof BACKUP_ORIGINS)[number];

export const BACKUP_STATUSES = ['pending', 'running', 'completed', 'failed', 'canceled', 'corrupted'] as const;
export type BackupStatus = (typeof BACKUP_STATUSES)[number];

/** How far a backup is proven, from nothing to a full rehearsal; each level includes those before it. */
export const PROOF_LEVELS = ['none', 'stored', 'checksum', 'decoded', 'restored', 'counted', 'migrated'] as const;
export type ProofLevel = (typeof PROOF_LEVELS)[number];

/** What can be asked of a check of what is stored. */
export const VERIFY_LEVELS = ['checksum', 'decoded', 'restored'] as const satisfies readonly ProofLevel[];
export type VerifyLevel = (typeof VERIFY_LEVELS)[number];

export function isFinalStatus(status: BackupStatus): boolean {
  return status !== 'pending' && status !== 'running';
}

/** Proof only rises; a later, lesser check does not take back what was shown. */
export function higherProof(a: ProofLevel, b: ProofLevel): ProofLevel {
  return includesLevel(a, b) ? a : b;
}

/** Whether a check of one level looks at everything that one of the other level looks at. */
export function includesLevel(level: ProofLevel, other: ProofLevel): boolean {
  return PROOF_LEVELS.indexOf(level) >= PROOF_LEVELS.indexOf(other);
}
