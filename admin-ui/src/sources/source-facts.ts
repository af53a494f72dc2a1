import type { components } from '../api/schema.js';
import { type SourceHealth, useBackupHealth, useOverview } from '../data/backup-health.js';

/** What is told of a source beside its own record; undefined: not known (yet). */
export interface SourceFacts {
  health: SourceHealth | undefined;
  statistics: components['schemas']['SourceStatisticsDto'] | undefined;
}

/** Health, last backup, next run and size of a source. */
export function useSourceFacts(id: string): SourceFacts {
  const { data: health } = useBackupHealth();
  const { data: overview } = useOverview();
  return {
    health: health?.sources.find(({ sourceId }) => sourceId === id),
    statistics: overview?.sources.find((each) => each.id === id),
  };
}
