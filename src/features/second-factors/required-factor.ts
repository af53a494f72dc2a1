import type { EntityManager } from 'typeorm';

/**
 * SQL: whether the tenant of `"user"` requires a second factor (`requireTotp`) and they have none. Superadmins are of the
 * tenant `default`, and held to what it requires.
 */
export const LACKS_REQUIRED_FACTOR = `(
  EXISTS (SELECT 1 FROM settings s WHERE s."tenantId" = "user"."tenantId" AND s."values"->'requireTotp' = 'true'::jsonb)
  AND NOT EXISTS (SELECT 1 FROM second_factors f WHERE f."userId" = "user".id AND f."confirmedAt" IS NOT NULL))`;

export async function lacksRequiredFactor(manager: EntityManager, userId: string): Promise<boolean> {
  const [row] = await manager.query<{ lacks: boolean }[]>(
    `SELECT ${LACKS_REQUIRED_FACTOR} AS lacks FROM users "user" WHERE id = $1`,
    [userId],
  );
  return row?.lacks === true;
}
