import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { controlNow } from '../../database/control-clock.js';
import { type Standing, standingOf } from '../tenants/standing.js';
import { Tenant } from '../tenants/tenant.entity.js';
import { type Limits, limitsOf } from './plans.js';

export interface Licensed {
  id: string;
  name: string;
  plan: string;
  limits: Limits;
}

/**
 * The tenant with what holds for it, held until the transaction ends: whoever asks for another backup of it, or changes its
 * plan, waits. Throws FORBIDDEN where it may make no new backups now.
 */
export async function licensedTenant(manager: EntityManager, id: string): Promise<Licensed> {
  const tenant = await manager
    .createQueryBuilder(Tenant, 'tenant')
    .where('tenant.id = :id', { id })
    .setLock('for_no_key_update')
    .getOneOrFail();
  const standing = standingOf(tenant, await controlNow(manager));
  if (standing !== 'active') throw notActive(tenant, standing);
  const { name, plan, ownLimits } = tenant;
  return { id, name, plan, limits: limitsOf(plan, ownLimits) };
}

/** What holds for a tenant, whether it is suspended or not. */
export async function limitsOfTenant(manager: EntityManager, id: string): Promise<Limits> {
  const { plan, ownLimits } = await manager.findOneByOrFail(Tenant, { id });
  return limitsOf(plan, ownLimits);
}

function notActive(tenant: Tenant, standing: Exclude<Standing, 'active'>): AppError {
  return new AppError('FORBIDDEN', inactiveReason(tenant, standing), {
    hint: 'What there is can be downloaded and restored. Ask whoever runs this server.',
  });
}

/** In words, why a tenant makes no new backups now; null: it may. */
export async function whyInactive(manager: EntityManager, id: string): Promise<string | null> {
  const tenant = await manager.findOneByOrFail(Tenant, { id });
  const standing = standingOf(tenant, await controlNow(manager));
  return standing === 'active' ? null : inactiveReason(tenant, standing);
}

function inactiveReason(tenant: Tenant, standing: Exclude<Standing, 'active'>): string {
  const { name, suspendedAt, suspendedReason, licenseExpiresAt } = tenant;
  if (standing === 'expired') {
    return `The licence of ${name} expired on ${licenseExpiresAt?.toISOString() ?? ''}: no new backups are made.`;
  }
  const why = suspendedReason === null ? '' : ` (${suspendedReason})`;
  return `${name} is suspended since ${suspendedAt?.toISOString() ?? ''}${why}: no new backups are made.`;
}
