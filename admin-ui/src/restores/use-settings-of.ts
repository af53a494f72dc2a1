import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';

/** The settings of a tenant: how long what a restore replaces is kept. */
export function useSettingsOf(tenantId: string): UseQueryResult<components['schemas']['SettingsResponse']> {
  return useQuery({
    queryKey: ['settings', { tenantId }],
    queryFn: () => dataOf(api.GET('/api/v1/settings', { params: { query: { tenantId } } })),
  });
}
