import type { Tenant } from './tenant.entity.js';

/** `suspended` and `expired`: no new backups; what it has can be downloaded and restored. */
export const STANDINGS = ['active', 'suspended', 'expired'] as const;
export type Standing = (typeof STANDINGS)[number];

type Licensed = Pick<Tenant, 'suspendedAt' | 'licenseExpiresAt'>;

/** @param now of the control database */
export function standingOf({ suspendedAt, licenseExpiresAt }: Licensed, now: Date): Standing {
  if (suspendedAt !== null) return 'suspended';
  return licenseExpiresAt !== null && licenseExpiresAt <= now ? 'expired' : 'active';
}
