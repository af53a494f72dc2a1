import type { SelectQueryBuilder } from 'typeorm';
import { narrowToTimes } from '../../common/list-filters.js';
import type { ListBackupsQuery } from './backup-requests.dto.js';
import type { Backup } from './backup.entity.js';

export type BackupFilters = Pick<
  ListBackupsQuery,
  'sourceId' | 'status' | 'origin' | 'type' | 'contents' | 'proof' | 'q' | 'from' | 'to' | 'ids'
>;

/** Holds a query of backups (alias `backup`) to what was asked for. Every backup is whole, and holds the database, yet. */
export function narrowBackups(backups: SelectQueryBuilder<Backup>, filters: BackupFilters): SelectQueryBuilder<Backup> {
  const { sourceId, status, origin, proof, q } = filters;
  if (sourceId !== undefined) backups.andWhere('backup."sourceId" = :sourceId', { sourceId });
  if (status !== undefined) backups.andWhere('backup.status IN (:...statuses)', { statuses: status });
  if (origin !== undefined) backups.andWhere('backup.origin IN (:...origins)', { origins: origin });
  if (proof !== undefined) backups.andWhere('backup.proof IN (:...proofs)', { proofs: proof });
  if (q !== undefined) backups.andWhere(HAS_TEXT, { q });
  return narrowToTimes(backups, filters);
}

/** An index holds the texts, but for the few that are too long for one: those are looked for once, and then known by their ids. */
const HAS_TEXT = `(position(lower(:q) in backup."searchText") > 0 OR backup.id = ANY (ARRAY(
  SELECT long.id FROM backups long WHERE long."searchText" IS NULL AND long."deletedAt" IS NULL
     AND position(lower(:q) in lower(concat_ws(E'\\n', long.name, long.description))) > 0)))`;
