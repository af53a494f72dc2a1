import type { EntityManager } from 'typeorm';

/**
 * Ends the sessions of a person, but for `exceptId`. From the commit on their tokens are worth nothing; wake the person after it,
 * and their event streams end. Answers how many.
 */
export async function endSessions(
  manager: EntityManager,
  userId: string,
  { exceptId = null }: { exceptId?: string | null } = {},
): Promise<number> {
  const [, ended] = await manager.query<[unknown, number]>(
    `UPDATE sessions SET "revokedAt" = now()
      WHERE "userId" = $1 AND id IS DISTINCT FROM $2 AND "revokedAt" IS NULL AND "expiresAt" > now()`,
    [userId, exceptId],
  );
  return ended;
}
