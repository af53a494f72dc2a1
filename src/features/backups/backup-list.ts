import { type EntityManager, In } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate } from '../../common/pagination.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Artifact } from './artifact.entity.js';
import { narrowBackups } from './backup-filters.js';
import type { ListBackupsQuery } from './backup-requests.dto.js';
import { Backup } from './backup.entity.js';

/** The backups that a caller may see, by pages. Deleted ones are not there. Each filter and sort has its index (migrations). */
export async function listBackups(
  manager: EntityManager,
  caller: Caller,
  query: ListBackupsQuery,
): Promise<Page<Backup>> {
  const mine = new TenantRepository(manager, Backup, caller, 'backup').query('backup');
  const backups = narrowBackups(mine.andWhere('backup."deletedAt" IS NULL'), query);
  const page = await paginate(backups, query, {
    sortable: {
      createdAt: 'backup.createdAt',
      name: 'backup.name',
      storedBytes: 'backup.storedBytes',
      durationMs: 'backup.durationMs',
    },
    default: 'createdAt',
  });
  await addArtifacts(manager, page.items);
  return page;
}

async function addArtifacts(manager: EntityManager, backups: Backup[]): Promise<void> {
  if (backups.length === 0) return;
  const artifacts = await manager.findBy(Artifact, { backupId: In(backups.map(({ id }) => id)) });
  artifacts.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const backup of backups) backup.artifacts = artifacts.filter(({ backupId }) => backupId === backup.id);
}
