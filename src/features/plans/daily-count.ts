import type { EntityManager } from 'typeorm';

const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

/** Skips rows that another request is forgetting right now. */
const FORGET_OLD = `
  DELETE FROM daily_backups WHERE ("userId", day) IN (
    SELECT "userId", day FROM daily_backups WHERE "tenantId" = $1 AND day < ${TODAY} LIMIT 100 FOR UPDATE SKIP LOCKED)`;

/** Counts one more backup of somebody today, by the control database's clock; taken back with the transaction. */
export async function countToday(manager: EntityManager, tenantId: string, userId: string): Promise<number> {
  await manager.query(FORGET_OLD, [tenantId]);
  const [row] = await manager.query<{ backups: number }[]>(
    `INSERT INTO daily_backups ("userId", day, "tenantId", backups) VALUES ($1, ${TODAY}, $2, 1)
     ON CONFLICT ("userId", day) DO UPDATE SET backups = daily_backups.backups + 1 RETURNING backups`,
    [userId, tenantId],
  );
  return row?.backups ?? 0;
}
