import type { Overview, SourceHealth } from '../data/backup-health.js';

/** What the dashboard tells of a source. */
export interface SourceRow extends SourceHealth {
  id: string;
  /** Not known (yet) where it is undefined. */
  statistics: Overview['sources'][number] | undefined;
}
