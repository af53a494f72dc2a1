import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import type { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Source } from '../sources/source.entity.js';
import { narrowBackups } from './backup-filters.js';
import { backupSort, type BackupSort } from './backup-list.js';
import type { ExportBackupsQuery } from './backup-requests.dto.js';
import { Backup } from './backup.entity.js';
import { addRetentionUntil } from './retention-until.js';

const BATCH = 1_000;

/** What is read of each: no wide column. */
const COLUMNS = [
  ...['id', 'number', 'sourceId', 'tenantId', 'name', 'description', 'origin', 'status', 'tags', 'pinned', 'proof'],
  ...['createdAt', 'startedAt', 'finishedAt', 'durationMs', 'rawBytes', 'storedBytes', 'databaseSize', 'appVersion'],
  ...['createdBy', 'error'],
] as const;

export interface WalkedBackup {
  backup: Backup;
  sourceName: string | null;
}

/** Where a walk stands: behind this row. */
interface Place {
  key: string | null;
  id: string;
}

/**
 * All backups that a list would show, in its order, however many: in batches that go on behind the last row, each a short
 * read of its own, so that a slow reader holds neither a transaction nor memory. What is made or deleted meanwhile may be
 * among them or not. Throws INVALID_PARAMETER, at the first step, for an unknown sort.
 */
export async function* walkBackups(
  database: Database,
  caller: Caller,
  query: ExportBackupsQuery,
): AsyncGenerator<WalkedBackup> {
  const sort = backupSort(query.sort);
  for (const part of partsOf(sort, query.order)) {
    let place: Place | null = null;
    for (;;) {
      const batch: (WalkedBackup & Place)[] = await database.as(caller, (manager) =>
        readBatch(manager, caller, { query, sort, part, place }),
      );
      yield* batch;
      place = batch.at(-1) ?? null;
      if (place === null || batch.length < BATCH) break;
    }
  }
}

/** Rows without a value stand together, behind the others or before them; no comparison leads from one to the other. */
function partsOf({ isNullable }: BackupSort, order: ExportBackupsQuery['order']): ('values' | 'nulls')[] {
  if (!isNullable) return ['values'];
  return order === 'asc' ? ['values', 'nulls'] : ['nulls', 'values'];
}

async function readBatch(
  manager: EntityManager,
  caller: Caller,
  walk: { query: ExportBackupsQuery; sort: BackupSort; part: 'values' | 'nulls'; place: Place | null },
): Promise<(WalkedBackup & Place)[]> {
  const { query, sort, part, place } = walk;
  const { column, type, isNullable } = sort;
  const mine = new TenantRepository(manager, Backup, caller, 'backup').query('backup');
  const backups = narrowBackups(mine.andWhere('backup."deletedAt" IS NULL'), query)
    .select(COLUMNS.map((name) => `backup.${name}`))
    .addSelect(`CAST(${column} AS text)`, 'key') // whole: a Date would cut the microseconds off
    .leftJoin(Source, 'source', 'source.id = backup.sourceId')
    .addSelect('source.name', 'sourceName');
  if (query.ids !== undefined) backups.andWhere('backup.id IN (:...listIds)', { listIds: query.ids });
  if (isNullable) backups.andWhere(`${column} IS ${part === 'nulls' ? '' : 'NOT '}NULL`);
  const beyond = query.order === 'asc' ? '>' : '<';
  if (place !== null && part === 'nulls') backups.andWhere(`backup.id ${beyond} :id`, { id: place.id });
  if (place !== null && part === 'values') {
    backups.andWhere(`(${column}, backup.id) ${beyond} (CAST(:key AS ${type}), CAST(:id AS uuid))`, { ...place });
  }
  const direction = query.order === 'asc' ? 'ASC' : 'DESC';
  backups.orderBy(column, direction).addOrderBy('backup.id', direction).limit(BATCH);
  const { entities, raw } = await backups.getRawAndEntities<{ key: string | null; sourceName: string | null }>();
  await addRetentionUntil(manager, entities);
  return entities.map((backup, index) => {
    const { key = null, sourceName = null } = raw[index] ?? {};
    return { backup, sourceName, key, id: backup.id };
  });
}
