import type { SelectQueryBuilder } from 'typeorm';
import { hasText, narrowToTimes, numberIn } from '../../common/list-filters.js';
import type { ListRestoresQuery } from './restore-requests.dto.js';
import type { Restore } from './restore.entity.js';

export type RestoreFilters = Pick<
  ListRestoresQuery,
  'sourceId' | 'backupId' | 'status' | 'strategy' | 'q' | 'from' | 'to'
>;

/** Holds a query of restores (alias `restore`) to what was asked for. */
export function narrowRestores(
  restores: SelectQueryBuilder<Restore>,
  filters: RestoreFilters,
): SelectQueryBuilder<Restore> {
  const { sourceId, backupId, status, strategy, q } = filters;
  if (sourceId !== undefined) restores.andWhere('restore."sourceId" = :sourceId', { sourceId });
  if (backupId !== undefined) restores.andWhere('restore."backupId" = :backupId', { backupId });
  if (status !== undefined) restores.andWhere('restore.status IN (:...statuses)', { statuses: status });
  if (strategy !== undefined) restores.andWhere('restore.strategy IN (:...strategies)', { strategies: strategy });
  if (q !== undefined) restores.andWhere(isMeant(q), { q, number: numberIn(q) });
  return narrowToTimes(restores, filters);
}

/**
 * By its number, by a text of its own, or by the name of its backup as long as there is one. The name is asked for each restore
 * that the other filters leave, from an index: a join, or EXISTS, would look at all backups.
 */
function isMeant(q: string): string {
  return `(restore.number = :number OR position(lower(:q) in restore."searchText") > 0 OR (
    SELECT ${hasText('named.name', q)} FROM backups named WHERE named.id = restore."backupId" AND named."deletedAt" IS NULL))`;
}
