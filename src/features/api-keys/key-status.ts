import type { EntityManager } from 'typeorm';

/** Whether a key opens anything; by the clock of the control database. */
export const KEY_STATUSES = ['active', 'expired', 'revoked'] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

export function keyStatus(
  { revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
): KeyStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** The same in SQL, of the row called `record`. */
export const KEY_STATUS_CONDITIONS: Record<KeyStatus, string> = {
  active: 'record."revokedAt" IS NULL AND (record."expiresAt" IS NULL OR record."expiresAt" > now())',
  expired: 'record."revokedAt" IS NULL AND record."expiresAt" <= now()',
  revoked: 'record."revokedAt" IS NOT NULL',
};

/** Of what a key began, and what goes on for longer than a request. */
export async function isKeyActive(manager: EntityManager, keyId: string): Promise<boolean> {
  const found = await manager.query<unknown[]>(
    `SELECT 1 FROM api_keys record WHERE id = $1 AND ${KEY_STATUS_CONDITIONS.active}`,
    [keyId],
  );
  return found.length > 0;
}
