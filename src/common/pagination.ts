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

/**
 * The page that `request` asks for, ties broken by id. `query` has its tenant and filters already. Throws INVALID_PARAMETER
 * for an unknown sort. Rows are wide and lists are long: what is counted, filtered and sorted are ids, which indexes alone
 * may answer, and only the rows of the page are read.
 * @param knownTotal of all pages, where it need not be counted.
 */
export async function paginate<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  request: ListQuery,
  sorting: Sorting,
  knownTotal: number | null = null,
): Promise<Page<Entity>> {
  const column = sortColumn(request.sort, sorting);
  const id = `${query.alias}.id`;
  if (request.ids !== undefined) query.andWhere(`${id} IN (:...listIds)`, { listIds: request.ids });
  const { total, few } = isAnswer(knownTotal) ? { total: knownTotal, few: null } : await count(query);
  const pages = Math.ceil(total / request.limit);
  if (request.page > pages) return { items: [], total, page: request.page, pages };

  const inOrder = (part: SelectQueryBuilder<Entity>): SelectQueryBuilder<Entity> => {
    const direction = request.order === 'asc' ? 'ASC' : 'DESC';
    if (column !== null) part.addOrderBy(column, direction);
    return part.addOrderBy(id, direction);
  };
  const page = query.clone().select(id, 'id');
  if (few !== null) page.andWhere(`${id} = ANY (:few)`, { few });
  const found = await inOrder(page)
    .offset((request.page - 1) * request.limit)
    .limit(request.limit)
    .getRawMany<{ id: string }>();
  const ids = found.map((row) => row.id);
  const items = await inOrder(query.clone().andWhere(`${id} = ANY (:pageIds)`, { pageIds: ids })).getMany();
  return { items, total, page: request.page, pages };
}

/** So few are put into order by themselves; among more, those of a page are soon found by an index that is in order. */
const FEW = 1_000;

/** Of none there is nothing to look for; of few, one look tells how many and which. */
const isAnswer = (knownTotal: number | null): knownTotal is number =>
  knownTotal !== null && (knownTotal === 0 || knownTotal > FEW);

/**
 * How many there are, and which, where they are few: what is rare is then looked for but once, and of what is frequent no
 * list is made.
 */
async function count<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
): Promise<{ total: number; few: string[] | null }> {
  const ids = query.clone().select(`${query.alias}.id`, 'id');
  const all = query.clone().select('count(*)::int', 'total');
  const found = await query
    .createQueryBuilder()
    .addCommonTableExpression(ids.limit(FEW + 1), 'first', { materialized: true })
    .select(`CASE WHEN known.total <= ${FEW} THEN known.total ELSE (${all.getQuery()}) END`, 'total')
    .addSelect(`CASE WHEN known.total <= ${FEW} THEN known.ids END`, 'few')
    .from(`(SELECT count(*)::int AS total, coalesce(array_agg(id), '{}') AS ids FROM "first")`, 'known')
    .setParameters(query.getParameters())
    .getRawOne<{ total: number; few: string[] | null }>();
  return found ?? { total: 0, few: null };
}

export function mapPage<From, To>(page: Page<From>, map: (item: From) => To): Page<To> {
  return { ...page, items: page.items.map(map) };
}

/** The column of a sort by its name in the API, of the list's own where none is named; null for the id. Throws INVALID_PARAMETER. */
export function sortColumn(asked: string | undefined, { sortable, default: own }: Sorting): string | null {
  const name = asked ?? own;
  if (name === undefined || name === 'id') return null;
  const column = Object.hasOwn(sortable, name) ? sortable[name] : undefined;
  if (column !== undefined) return column;
  const known = [...Object.keys(sortable), 'id'].join(', ');
  throw new AppError('INVALID_PARAMETER', 'This list cannot be sorted by that.', {
    hint: `Sort by one of ${known}.`,
    errors: [{ field: 'sort', message: `must be one of ${known}` }],
  });
}
