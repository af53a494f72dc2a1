import type { EntityManager } from 'typeorm';
import type { DeletionReviews } from './deletion-reviews.js';

export interface BegunErasing {
  /** Those whose objects may leave their stores now. */
  going: string[];
  /** Those of them that nobody had begun with before. */
  first: string[];
  /** Those that are back in the lists, and why. */
  stays: ReadonlyMap<string, string>;
}

/**
 * The moment after which hidden backups can no longer come back: what chose them has looked a second time, under locks, and
 * whoever comes later finds that it has begun. Those that have gone meanwhile are in no answer.
 */
export async function beginErasing(
  manager: EntityManager,
  reviews: DeletionReviews,
  backupIds: readonly string[],
): Promise<BegunErasing> {
  const stays = await reviews.ofAll(manager, backupIds);
  // In the order in which all lock them.
  const hidden = await manager.query<{ id: string; isFirst: boolean }[]>(
    `SELECT id, "erasingAt" IS NULL AS "isFirst" FROM backups
      WHERE id = ANY ($1) AND "deletedAt" IS NOT NULL ORDER BY id FOR UPDATE`,
    [backupIds],
  );
  const going = hidden.filter(({ id }) => !stays.has(id));
  const first = going.filter(({ isFirst }) => isFirst).map(({ id }) => id);
  await manager.query(`UPDATE backups SET "deletedAt" = NULL, "retentionRunId" = NULL WHERE id = ANY ($1)`, [
    [...stays.keys()],
  ]);
  await manager.query(`UPDATE backups SET "erasingAt" = now() WHERE id = ANY ($1)`, [first]);
  return { going: going.map(({ id }) => id), first, stays };
}

/** For those with which it was begun and of which nothing has gone: they may come back until it is tried again. */
export async function erasingNotBegun(manager: EntityManager, backupIds: readonly string[]): Promise<void> {
  await manager.query(`UPDATE backups SET "erasingAt" = NULL WHERE id = ANY ($1)`, [backupIds]);
}
