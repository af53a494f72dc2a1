import { type EntityManager, In } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate, sortColumn, type Sorting } from '../../common/pagination.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Artifact } from './artifact.entity.js';
import { narrowBackups } from './backup-filters.js';
import type { ListBackupsQuery } from './backup-requests.dto.js';
import { Backup } from './backup.entity.js';
import { talliedTotal } from './tallies-of.js';

export interface BackupSort {
  /** Property path of a query of backups (alias `backup`). */
  column: string;
  /** As PostgreSQL calls it. */
  type: 'timestamptz' | 'text' | 'bigint' | 'uuid';
  isNullable: boolean;
}

/** By what backups are listed, by the names of the API. Each has its index. */
const SORTS = {
  createdAt: { column: 'backup.createdAt', type: 'timestamptz', isNullable: false },
  name: { column: 'backup.name', type: 'text', isNullable: false },
  storedBytes: { column: 'backup.storedBytes', type: 'bigint', isNullable: true },
  durationMs: { column: 'backup.durationMs', type: 'bigint', isNullable: true },
} as const satisfies Record<string, BackupSort>;

const BY_ID: BackupSort = { column: 'backup.id', type: 'uuid', isNullable: false };

const SORTING: Sorting = {
  sortable: Object.fromEntries(Object.entries(SORTS).map(([name, { column }]) => [name, column])),
  default: 'createdAt',
};

/** Throws INVALID_PARAMETER for what the list cannot be sorted by. */
export function backupSort(name: string | undefined): BackupSort {
  const column = sortColumn(name, SORTING);
  return Object.values(SORTS).find((sort) => sort.column === column) ?? BY_ID;
}

/** The backups that a caller may see, by pages. Deleted ones are not there. */
export async function listBackups(
  manager: EntityManager,
  caller: Caller,
  query: ListBackupsQuery,
): Promise<Page<Backup>> {
  const mine = new TenantRepository(manager, Backup, caller, 'backup').query('backup');
  const backups = narrowBackups(mine.andWhere('backup."deletedAt" IS NULL'), query);
  const page = await paginate(backups, query, SORTING, await talliedTotal(manager, caller, query));
  await addArtifacts(manager, page.items);
  return page;
}

async function addArtifacts(manager: EntityManager, backups: Backup[]): Promise<void> {
  if (backups.length === 0) return;
  const artifacts = await manager.findBy(Artifact, { backupId: In(backups.map(({ id }) => id)) });
  artifacts.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const backup of backups) backup.artifacts = artifacts.filter(({ backupId }) => backupId === backup.id);
}
