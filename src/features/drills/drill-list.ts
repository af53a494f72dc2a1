import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { hasText, narrowToTimes, numberIn } from '../../common/list-filters.js';
import { type Page, paginate } from '../../common/pagination.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import type { ListDrillsQuery } from './drill-requests.dto.js';
import { Drill } from './drill.entity.js';

/** The drills that a caller may see, by pages. */
export async function listDrills(manager: EntityManager, caller: Caller, query: ListDrillsQuery): Promise<Page<Drill>> {
  const drills = new TenantRepository(manager, Drill, caller, 'drill').query('drill');
  const { sourceId, backupId, status, q } = query;
  if (sourceId !== undefined) drills.andWhere('drill."sourceId" = :sourceId', { sourceId });
  if (backupId !== undefined) drills.andWhere('drill."backupId" = :backupId', { backupId });
  if (status !== undefined) drills.andWhere('drill.status IN (:...statuses)', { statuses: status });
  if (q !== undefined) {
    drills.andWhere(`(drill.number = :number OR ${hasText('drill."requestedBy"', q)})`, { q, number: numberIn(q) });
  }
  return paginate(narrowToTimes(drills, query), query, {
    sortable: {
      createdAt: 'drill.createdAt',
      durationMs: 'drill.durationMs',
      recoverySeconds: 'drill.recoverySeconds',
    },
    default: 'createdAt',
  });
}
