import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate } from '../../common/pagination.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { narrowRestores } from './restore-filters.js';
import type { ListRestoresQuery } from './restore-requests.dto.js';
import { type RestoreView, viewsOf } from './restore-view.js';
import { Restore } from './restore.entity.js';

/** The restores that a caller may see, by pages, each with its phases. */
export async function listRestores(
  manager: EntityManager,
  caller: Caller,
  query: ListRestoresQuery,
): Promise<Page<RestoreView>> {
  const restores = new TenantRepository(manager, Restore, caller, 'restore').query('restore');
  const page = await paginate(narrowRestores(restores, query), query, {
    sortable: { createdAt: 'restore.createdAt', durationMs: 'restore.durationMs' },
    default: 'createdAt',
  });
  return { ...page, items: await viewsOf(manager, page.items) };
}
