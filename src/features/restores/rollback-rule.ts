import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Restore } from './restore.entity.js';

/** Of one restore, what its own row does not say of the way back. */
interface WindowRow {
  id: string;
  /** The newest restore of the same source that replaced its database after this one. */
  newerRestoreId: string | null;
  isOpen: boolean;
}

/** Why a restore cannot be rolled back. */
export interface RollbackBlock {
  error: AppError;
  newerRestoreId: string | null;
}

/** What is to be rolled back: one that has completed, or one whose rollback waits for approval. */
export type RollbackFrom = 'completed' | 'awaiting_approval';

/** Throws CONFLICT, ROLLBACK_SUPERSEDED, ROLLBACK_EXPIRED unless the way back is open. */
export async function assertCanRollBack(manager: EntityManager, restore: Restore, from: RollbackFrom): Promise<void> {
  const block = (await rollbackBlocksOf(manager, [restore], from)).get(restore.id);
  if (block !== undefined) throw block.error;
}

/** By the id of each that cannot be rolled back. One question to the database for all of them, and only where one is needed. */
export async function rollbackBlocksOf(
  manager: EntityManager,
  restores: readonly Restore[],
  from: RollbackFrom = 'completed',
): Promise<ReadonlyMap<string, RollbackBlock>> {
  const blocks = new Map<string, RollbackBlock>();
  const asked: Restore[] = [];
  for (const restore of restores) {
    const error = blockOfRecord(restore, from);
    if (error === null) asked.push(restore);
    else blocks.set(restore.id, { error, newerRestoreId: null });
  }
  for (const row of await windowsOf(manager, asked, from)) {
    const error = blockOfWindow(row);
    if (error !== null) blocks.set(row.id, { error, newerRestoreId: row.newerRestoreId });
  }
  return blocks;
}

function blockOfRecord(restore: Restore, from: RollbackFrom): AppError | null {
  const { strategy, status, swappedAt, safetyBackupId } = restore;
  if (strategy === 'new_database') {
    return new AppError('CONFLICT', 'This restore made a new database and replaced nothing.', {
      hint: `Drop "${restore.plan.target.database}" where it is not needed.`,
    });
  }
  // One that failed after its commit, too: the restored rows are live.
  if (strategy === 'in_place' && swappedAt !== null) {
    return new AppError(
      'CONFLICT',
      'This restore was made in place: no database was kept that could be swapped back.',
      {
        hint: `Its way back is to restore the safety backup ${safetyBackupId ?? ''}, by the strategy "in_place" or another.`,
      },
    );
  }
  if (status === from && swappedAt !== null) return null;
  return new AppError('CONFLICT', `This restore is ${status}; only a completed one can be rolled back.`);
}

function blockOfWindow({ newerRestoreId, isOpen }: WindowRow): AppError | null {
  if (newerRestoreId !== null) {
    return new AppError(
      'ROLLBACK_SUPERSEDED',
      'A newer restore of this source exists; only the newest can be rolled back.',
      { hint: 'Roll back the newest, or restore the safety backup of this one.' },
    );
  }
  if (isOpen) return null;
  return new AppError('ROLLBACK_EXPIRED', 'The rollback window of this restore is closed.', {
    hint: 'Restore its safety backup, or the final backup that was taken when the window closed.',
  });
}

/** Newer by number: jobs of a source come one after another, and the clocks of their workers may differ. */
async function windowsOf(
  manager: EntityManager,
  restores: readonly Restore[],
  from: RollbackFrom,
): Promise<WindowRow[]> {
  if (restores.length === 0) return [];
  // What waits was asked for in time, and its database is kept for as long as it waits.
  return manager.query<WindowRow[]>(
    `SELECT restore.id,
            (SELECT newer.id FROM restores newer
              WHERE newer."sourceId" = restore."sourceId" AND newer.number > restore.number AND newer."swappedAt" IS NOT NULL
              ORDER BY newer.number DESC LIMIT 1) AS "newerRestoreId",
            coalesce(($2 OR kept."keepUntil" > now()) AND kept."droppedAt" IS NULL AND kept.role = 'before', false) AS "isOpen"
       FROM restores restore LEFT JOIN kept_databases kept ON kept.id = restore.id
      WHERE restore.id = ANY ($1)`,
    [restores.map(({ id }) => id), from === 'awaiting_approval'],
  );
}
