import type { FingerprintComparison } from '../backups/fingerprints.js';
import type { ForwardMigrationReport } from './forward-migrations.js';

/** What a restore did and how it was checked: kept with its record for good. */
export interface RestoreReport {
  /** Rows per table: the backup's record against what was counted in the restored database before any migration. */
  tables: { table: string; backup: number; restored: number }[];
  rowsCompared: number;
  /** How many tables had the fingerprint of the backup, or why none was compared; null where the backup has none. */
  fingerprints: FingerprintComparison | null;
  migrations: ForwardMigrationReport | null;
  /** Settings, access list, limits and comment that were carried over, and how they compared right before the swap. */
  properties: { differences: string[] };
  swap: { downtimeMs: number | null; endedSessions: number | null; attempts: number | null };
  notes: string[];
}

export function emptyReport(): RestoreReport {
  return {
    tables: [],
    rowsCompared: 0,
    fingerprints: null,
    migrations: null,
    properties: { differences: [] },
    swap: { downtimeMs: null, endedSessions: null, attempts: null },
    notes: [],
  };
}
