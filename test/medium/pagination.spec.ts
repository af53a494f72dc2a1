import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Column, DataSource, Entity, type SelectQueryBuilder } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { ListQuery } from '../../src/common/http/list-query.dto.js';
import { type Page, paginate } from '../../src/common/pagination.js';
import { systemCaller } from '../../src/common/caller.js';
import { BaseEntity } from '../../src/database/base.entity.js';
import { Database } from '../../src/database/database.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from '../support/throwaway-database.js';

@Entity('things')
class Thing extends BaseEntity {
  @Column('text')
  slug: string;

  @Column('text')
  name: string;
}

// Real: PostgreSQL. 57 records; names repeat, so that ties happen.
let throwaway: ThrowawayDatabase;
let dataSource: DataSource;
let database: Database;

beforeAll(async () => {
  throwaway = await createThrowawayDatabase();
  dataSource = new DataSource({
    type: 'postgres',
    url: throwaway.url,
    entities: [Thing],
    synchronize: true,
  });
  await dataSource.initialize();
  database = new Database(dataSource);
  await database.asSystem((manager) =>
    manager.insert(
      Thing,
      Array.from({ length: 57 }, (_, n) => ({ id: uuidV7(), slug: `t${n}`, name: `name ${n % 3}` })),
    ),
  );
});
afterAll(async () => {
  await dataSource.destroy();
  await throwaway.drop();
});

function list(
  request: Partial<ListQuery>,
  narrow: (query: SelectQueryBuilder<Thing>) => void = () => undefined,
): Promise<Page<Thing>> {
  return database.as(systemCaller('test', uuidV7()), (manager) => {
    const query = manager.createQueryBuilder(Thing, 'thing');
    narrow(query);
    return paginate(query, Object.assign(new ListQuery(), request), {
      sortable: { name: 'thing.name', createdAt: 'thing.createdAt' },
      default: 'createdAt',
    });
  });
}

describe('a list in pages', () => {
  it.each(['asc', 'desc'] as const)('shows every record once, ties broken by id, sorted %s', async (order) => {
    const seen: Thing[] = [];
    for (const page of [1, 2, 3, 4, 5, 6]) {
      const result = await list({ page, limit: 10, sort: 'name', order });
      expect(result).toMatchObject({ total: 57, page, pages: 6 });
      seen.push(...result.items);
    }
    const sign = order === 'asc' ? 1 : -1;
    const expected = [...seen].sort(
      (a, b) => sign * (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1),
    );
    expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(57);
  });

  it('is empty past its end, and says so without an error', async () => {
    expect(await list({ page: 99 })).toEqual({ items: [], total: 57, page: 99, pages: 3 });
  });

  it('is newest first when nobody says how', async () => {
    const { items } = await list({ limit: 2 });
    expect(items.map(({ slug }) => slug)).toEqual(['t56', 't55']);
  });

  it('takes ids, within what the query shows anyway', async () => {
    const { items } = await list({ limit: 3 });
    const ids = items.map(({ id }) => id);
    expect((await list({ ids })).total).toBe(3);
    const narrowed = await list({ ids }, (query) => query.where(`thing.slug = 't56'`));
    expect(narrowed.items.map(({ slug }) => slug)).toEqual(['t56']);
  });

  it.each(['secret', 'thing.name', 'name; DROP TABLE things', 'toString', '__proto__'])(
    'cannot be sorted by %j',
    async (sort) => {
      await expect(list({ sort })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    },
  );
});
