import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { AppError } from './app-error.js';
import type { ListQuery } from './http/list-query.dto.js';

/** One page of a list (api.md, "Answers"). */
export interface Page<Item> {
  items: Item[];
  /** Of all pages. */
  total: number;
  page: number;
  pages: number;
}

export interface Sorting {
  /** Name in the API → property path of the query, such as `backup.createdAt`. */
  sortable: Record<string, string>;
  /** One of `sortable`'s names. Absent: by id, the newest first. */
  default?: string;
}

/** The page that `request` asks for, ties broken by id. `query` has its tenant and filters already. Throws INVALID_PARAMETER for an unknown sort. */
export async function paginate<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  request: ListQuery,
  sorting: Sorting,
): Promise<Page<Entity>> {
  const direction = request.order === 'asc' ? 'ASC' : 'DESC';
  const column = sortColumn(request.sort ?? sorting.default, sorting);
  if (request.ids !== undefined) query.andWhere(`${query.alias}.id IN (:...listIds)`, { listIds: request.ids });
  if (column !== null) query.orderBy(column, direction);
  query.addOrderBy(`${query.alias}.id`, direction);

  const [items, total] = await query
    .offset((request.page - 1) * request.limit)
    .limit(request.limit)
    .getManyAndCount();
  return { items, total, page: request.page, pages: Math.ceil(total / request.limit) };
}

export function mapPage<From, To>(page: Page<From>, map: (item: From) => To): Page<To> {
  return { ...page, items: page.items.map(map) };
}

function sortColumn(name: string | undefined, { sortable }: Sorting): string | null {
  if (name === undefined || name === 'id') return null;
  const column = Object.hasOwn(sortable, name) ? sortable[name] : undefined;
  if (column !== undefined) return column;
  const known = [...Object.keys(sortable), 'id'].join(', ');
  throw new AppError('INVALID_PARAMETER', 'This list cannot be sorted by that.', {
    hint: `Sort by one of ${known}.`,
    errors: [{ field: 'sort', message: `must be one of ${known}` }],
  });
}
