import type { EntityManager } from 'typeorm';

/** What needs a source to stay, and to stay what it is. */
export interface SourceUses {
  /** The job that holds its lock. */
  job: { id: string; action: string; since: Date } | null;
  /** Of restores and rollbacks, not dropped yet. */
  keptDatabases: number;
  /** Of checks: being used, or waiting to be dropped. */
  scratchDatabases: number;
  /** Drills under way, of its backups or of others', that have or will have a scratch database on its server. */
  drills: number;
}

/** What needs the backups of a source to stay. */
export interface SourceBackupUses {
  backups: number;
  pinned: number;
  /** Checks of them, restores of them, also into other sources, and restores in place whose only way back one of them is. */
  inUse: number;
}

/** By SQL, here and below, since sources know neither jobs, backups nor restores. The source's row is locked before. */
export async function usesOf(manager: EntityManager, sourceId: string): Promise<SourceUses> {
  const [job] = await manager.query<NonNullable<SourceUses['job']>[]>(
    `SELECT job.id, job.action, lock.since FROM source_locks lock JOIN jobs job ON job.id = lock."jobId"
      WHERE lock."sourceId" = $1`,
    [sourceId],
  );
  const kept = await manager.query<unknown[]>(
    `SELECT 1 FROM kept_databases WHERE "sourceId" = $1 AND "droppedAt" IS NULL`,
    [sourceId],
  );
  const scratch = await manager.query<unknown[]>(`SELECT 1 FROM scratch_databases WHERE "sourceId" = $1`, [sourceId]);
  const drills = await manager.query<unknown[]>(
    `SELECT 1 FROM drills WHERE "targetSourceId" = $1 AND status IN ('pending', 'running')`,
    [sourceId],
  );
  const counts = { keptDatabases: kept.length, scratchDatabases: scratch.length, drills: drills.length };
  return { job: job ?? null, ...counts };
}

/** Holds the backups until the transaction ends: whoever begins to use one takes its lock first, and then finds it gone. */
export async function backupUsesOf(
  manager: EntityManager,
  sourceId: string,
  rollbackWindowHours: number,
): Promise<SourceBackupUses> {
  const backups = await manager.query<{ id: string; pinned: boolean }[]>(
    `SELECT id, pinned FROM backups WHERE "sourceId" = $1 AND "deletedAt" IS NULL ORDER BY id FOR UPDATE`,
    [sourceId],
  );
  const inUse = await manager.query<unknown[]>(
    `SELECT "subjectId" FROM jobs WHERE "subjectId" = ANY ($1) AND state IN ('waiting', 'active')
     UNION
     SELECT "backupId" FROM restores
      WHERE "backupId" = ANY ($1)
        AND (status IN ('pending', 'running') OR status = 'awaiting_approval' AND "swappedAt" IS NULL)
     UNION
     SELECT "backupId" FROM drills WHERE "backupId" = ANY ($1) AND status IN ('pending', 'running')
     UNION
     SELECT "safetyBackupId" FROM restores
      WHERE "safetyBackupId" = ANY ($1) AND strategy = 'in_place' AND "swappedAt" > now() - $2 * interval '1 hour'`,
    [backups.map(({ id }) => id), rollbackWindowHours],
  );
  return { backups: backups.length, pinned: backups.filter(({ pinned }) => pinned).length, inUse: inUse.length };
}
