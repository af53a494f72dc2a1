import type { DataProvider, Identifier, RaRecord } from 'react-admin';
import type { ApiClient } from '../api/client.js';
import { api, dataOf } from './api.js';
import { changesOf } from './changes-of.js';

/** What a list answers, whatever it lists. */
interface ListAnswer {
  items: RaRecord<string>[];
  total: number;
}

/**
 * Of a list by its name. The paths of the API are typed one by one; here they are made from the name of the resource, which
 * no type can follow. What calls a path by its own name uses `api` itself.
 */
type AnyCall = (
  path: string,
  options?: { params?: { query?: Record<string, unknown> }; body?: unknown },
) => Promise<{ data?: unknown }>;

const untyped = api as unknown as Record<keyof Pick<ApiClient, 'GET' | 'POST' | 'PATCH' | 'DELETE'>, AnyCall>;

const pathOf = (resource: string, id?: Identifier): string =>
  id === undefined ? `/api/v1/${resource}` : `/api/v1/${resource}/${encodeURIComponent(id)}`;

async function list(resource: string, query: Record<string, unknown>): Promise<{ data: RaRecord[]; total: number }> {
  const { items, total } = (await dataOf(untyped.GET(pathOf(resource), { params: { query } }))) as ListAnswer;
  return { data: items, total };
}

interface Update {
  id: Identifier;
  data: object;
  previousData: object;
}

type Filters = Record<string, unknown>;

/** As many as a list gives at once. */
const AT_ONCE = 200;

/** What the pages of react-admin ask for, by the rules that all lists of the API have in common (api.md, "Answers"). */
export const dataProvider = {
  getList: (resource, { pagination, sort, filter }) =>
    list(resource, {
      ...(filter as Filters),
      ...(pagination === undefined ? {} : { page: pagination.page, limit: pagination.perPage }),
      ...(sort === undefined ? {} : { sort: sort.field, order: sort.order.toLowerCase() }),
    }),

  async getOne(resource, { id }) {
    return { data: await dataOf(untyped.GET(pathOf(resource, id))) };
  },

  async getMany(resource, { ids }) {
    const pages: RaRecord[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      pages.push(...(await list(resource, { ids: some.join(','), limit: some.length })).data);
    }
    return { data: pages };
  },

  getManyReference: (resource, { target, id, pagination, sort, filter }) =>
    list(resource, {
      ...(filter as Filters),
      [target]: id,
      page: pagination.page,
      limit: pagination.perPage,
      sort: sort.field,
      order: sort.order.toLowerCase(),
    }),

  async create(resource, { data }) {
    return { data: recordOf(await dataOf(untyped.POST(pathOf(resource), { body: data }))) };
  },

  /** Sends what was changed, and nothing else. */
  async update(resource, { id, data, previousData }: Update) {
    const body = changesOf(data, previousData);
    return { data: recordOf(await dataOf(untyped.PATCH(pathOf(resource, id), { body }))) };
  },

  async updateMany(resource, { ids, data }) {
    for (const id of ids) await untyped.PATCH(pathOf(resource, id), { body: data });
    return { data: ids };
  },

  /** `meta.query`: parameters of the deletion, such as `withBackups`. */
  async delete(resource, { id, meta }: { id: Identifier; meta?: { query?: Record<string, unknown> } }) {
    const query = meta?.query ?? {};
    await untyped.DELETE(pathOf(resource, id), { params: { query } });
    return { data: { id } };
  },

  async deleteMany(resource, { ids }) {
    for (const id of ids) await untyped.DELETE(pathOf(resource, id));
    return { data: ids };
  },
} as DataProvider;

/** What was queued answers with its record under its own name: `{backup, jobId}`. */
function recordOf(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || 'id' in answer) return answer;
  return Object.values(answer).find((value) => typeof value === 'object' && value !== null && 'id' in value) ?? answer;
}
