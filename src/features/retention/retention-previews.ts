import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { takesMoreThanHalf } from './choose-expired.js';
import type { RetentionPolicy } from './choose-expired.js';
import { RetentionPreview } from './retention-preview.entity.js';
import type { RetentionPlan } from './retention-plans.js';

/** What somebody has seen counts for so long; what was seen while the clock ran ahead, and is of a time to come, not at all. */
const SEEN_FOR = `interval '1 hour'`;
/** What somebody has seen and then saved: the next runs by themselves are within a day, and may be put off. */
const SAVED_FOR = `interval '7 days'`;

/** Remembers what a person was shown, where it is so much that it is deleted only when somebody has seen it. */
export async function rememberSeen(
  manager: EntityManager,
  caller: Caller,
  plans: readonly RetentionPlan[],
  tenantPolicy: RetentionPolicy,
): Promise<void> {
  const { userId } = caller;
  if (userId === null) return;
  await manager.query(`DELETE FROM retention_previews WHERE "createdAt" < now() - 2 * ${SAVED_FOR}`);
  const large = plans.filter(({ choices }) => takesMoreThanHalf(choices));
  await manager.save(
    large.map(({ source, choices }) =>
      manager.create(RetentionPreview, {
        tenantId: source.tenantId,
        sourceId: source.id,
        seenBy: userId,
        backupIds: choices.delete.map(({ backup }) => backup.id),
        tenantPolicy,
      }),
    ),
  );
}

/**
 * Other rules are saved: what the same person was shown of them before may now be done by runs of themselves, too; what
 * anybody was shown of those that held until now may not any more.
 */
export async function markSaved(
  manager: EntityManager,
  { userId }: Caller,
  tenantId: string,
  policy: RetentionPolicy,
): Promise<void> {
  await manager.query(`UPDATE retention_previews SET "savedAt" = NULL WHERE "tenantId" = $1`, [tenantId]);
  await manager.query(
    `UPDATE retention_previews SET "savedAt" = now()
      WHERE "tenantId" = $1 AND "seenBy" = $2 AND "tenantPolicy" = $3::jsonb
        AND "createdAt" BETWEEN now() - ${SEEN_FOR} AND now()`,
    [tenantId, userId, JSON.stringify(policy)],
  );
}

/**
 * What of a source's backups somebody has seen go: by hand, whoever runs it; by itself, whoever then saved the settings that
 * do it. Answers their ids.
 */
export async function seenBackups(
  manager: EntityManager,
  { source }: RetentionPlan,
  by: Caller | null,
): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT jsonb_array_elements_text("backupIds") AS id FROM retention_previews
      WHERE "sourceId" = $1
        AND CASE WHEN $2::uuid IS NULL THEN "savedAt" BETWEEN now() - ${SAVED_FOR} AND now()
                 ELSE "seenBy" = $2 AND "createdAt" BETWEEN now() - ${SEEN_FOR} AND now() END`,
    [source.id, by?.userId ?? null],
  );
  return new Set(rows.map(({ id }) => id));
}
