import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, dataOf } from '../data/api.js';
import type { Plan } from '../restore-plan/plan.js';
import { planRequestOf, type Wish } from './wish.js';

const AN_HOUR_MS = 3_600_000;

/**
 * The plan for what is wished for: made once, and then looked at. Only whoever asks for another one gets another one; a plan
 * that changes under the eyes of its reader would be worth nothing.
 */
export function usePlan(backupId: string, wish: Wish): UseQueryResult<Plan> {
  const request = planRequestOf(wish);
  return useQuery({
    queryKey: ['restore-plans', backupId, request],
    queryFn: () =>
      dataOf(
        api.POST('/api/v1/backups/{id}/restore-plan', { params: { path: { id: backupId } }, body: request ?? {} }),
      ),
    enabled: request !== null,
    staleTime: 'static',
    gcTime: AN_HOUR_MS,
    retry: false,
  });
}

/** What can be said of the strategies before one is chosen: of a plan for the chosen one, as soon as it can be made. */
export function probeOf(wish: Wish): Wish {
  return planRequestOf(wish) === null ? { ...wish, strategy: 'swap' } : wish;
}
