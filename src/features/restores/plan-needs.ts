import type { Queryable } from '../../platform/postgres/connection.js';
import type { DatabaseRef } from '../../platform/postgres/database-ref.js';
import { finding, type SwapFindings } from '../../platform/postgres/swap-finding.js';
import type { Backup } from '../backups/backup.entity.js';
import type { Source } from '../sources/source.entity.js';
import type { Finding } from './restore-plan.js';
import type { PlanOptions } from './restore-planner.js';

export interface FindingsRequest {
  /** On the maintenance database. */
  admin: Queryable;
  live: { db: Queryable; database: DatabaseRef } | null;
  backup: Backup;
  source: Source;
  options: PlanOptions;
  /** Of the backup; where there is some, its manifest may not be readable. */
  damage: Finding | null;
}

export function noLive({ database }: Source): SwapFindings {
  const hint = 'Restore it into a new database (strategy "new_database").';
  const message = `There is no database "${database.database}" that could be replaced.`;
  return { blockers: [finding('NO_LIVE_DATABASE', message, hint)], warnings: [] };
}
