import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import type { CountedBy, RecordCountDto } from './record-counts.dto.js';
import { Source } from './source.entity.js';

/** SQL of what records, by the alias of their query, are counted by. */
export function keyOf(by: CountedBy, alias: string): string {
  switch (by) {
    case 'day':
      return `to_char(${alias}."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
    case 'status':
      return `${alias}.status`;
    case 'source':
      return `${alias}."sourceId"`;
  }
}

/** With their sum; sources with their names and in the order of those, the others in the order in which they come. */
export async function summedUp<Count extends RecordCountDto>(
  manager: EntityManager,
  caller: Caller,
  by: CountedBy,
  counted: Omit<Count, 'name'>[],
): Promise<{ by: CountedBy; total: number; items: Count[] }> {
  const names = by === 'source' ? await namesOfSources(manager, caller) : new Map<string, string>();
  const items = counted.map((item) => ({ ...item, name: names.get(item.key) ?? null }) as Count);
  if (by === 'source') items.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || a.key.localeCompare(b.key));
  return { by, total: items.reduce((sum, { count }) => sum + count, 0), items };
}

async function namesOfSources(manager: EntityManager, caller: Caller): Promise<Map<string, string>> {
  const sources = await new TenantRepository(manager, Source, caller, 'source')
    .query('source')
    .select(['source.id', 'source.name'])
    .getMany();
  return new Map(sources.map(({ id, name }) => [id, name]));
}
