import type { SelectQueryBuilder } from 'typeorm';
import type { ListBackupsQuery } from './backup-requests.dto.js';
import type { Backup } from './backup.entity.js';

export type BackupFilters = Pick<
  ListBackupsQuery,
  'sourceId' | 'status' | 'origin' | 'type' | 'contents' | 'proof' | 'q' | 'from' | 'to' | 'ids'
>;

/** Holds a query of backups (alias `backup`) to what was asked for. Every backup is whole, and holds the database, yet. */
export function narrowBackups(backups: SelectQueryBuilder<Backup>, filters: BackupFilters): SelectQueryBuilder<Backup> {
  const { sourceId, status, origin, proof, from, to, q } = filters;
  if (sourceId !== undefined) backups.andWhere('backup."sourceId" = :sourceId', { sourceId });
  if (status !== undefined) backups.andWhere('backup.status IN (:...statuses)', { statuses: status });
  if (origin !== undefined) backups.andWhere('backup.origin IN (:...origins)', { origins: origin });
  if (proof !== undefined) backups.andWhere('backup.proof IN (:...proofs)', { proofs: proof });
  if (from !== undefined) backups.andWhere('backup."createdAt" >= :from', { from: new Date(from) });
  if (to !== undefined) backups.andWhere('backup."createdAt" < :to', { to: new Date(to) });
  if (q !== undefined) backups.andWhere('position(lower(:q) in backup."searchText") > 0', { q });
  return backups;
}
