import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { components } from '../api/schema.js';
import { api, dataOf } from './api.js';

export type BackupHealth = components['schemas']['BackupHealthDto'];
export type SourceHealth = components['schemas']['SourceHealthDto'];
export type Overview = components['schemas']['OverviewDto'];

/** Whatever changes how well sources are protected. */
const CAUSES = ['sources', 'backups', 'schedules', 'drills', 'settings'];

/** How well everything is protected, source by source; the worst first. */
export function useBackupHealth(): UseQueryResult<BackupHealth> {
  return useQuery({ queryKey: [CAUSES, 'health'], queryFn: () => dataOf(api.GET('/api/v1/health/backup')) });
}

/** What there is, how it went, and what room it takes. */
export function useOverview(): UseQueryResult<Overview> {
  return useQuery({ queryKey: [CAUSES, 'overview'], queryFn: () => dataOf(api.GET('/api/v1/stats/overview')) });
}
