import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import type { RecordCountsDto } from '../sources/record-counts.dto.js';
import { keyOf, summedUp } from '../sources/record-counts.js';
import { narrowRestores } from './restore-filters.js';
import type { CountRestoresQuery } from './restore-requests.dto.js';
import { Restore } from './restore.entity.js';

/** How many restores there are that a caller may see, by day, status or source. */
export async function countRestores(
  manager: EntityManager,
  caller: Caller,
  query: CountRestoresQuery,
): Promise<RecordCountsDto> {
  const restores = new TenantRepository(manager, Restore, caller, 'restore').query('restore');
  narrowRestores(restores, query);
  if (query.ids !== undefined) restores.andWhere('restore.id IN (:...ids)', { ids: query.ids });
  const key = keyOf(query.by, 'restore');
  const counted = await restores
    .select(key, 'key')
    .addSelect('count(*)::int', 'count')
    .groupBy(key)
    .orderBy(key)
    .getRawMany<{ key: string; count: number }>();
  return summedUp(manager, caller, query.by, counted);
}
