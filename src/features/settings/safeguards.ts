import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { assertMayDo, mayDo } from '../../common/permissions.js';
import { DEFAULT_TENANT_SLUG, Tenant } from '../tenants/tenant.entity.js';
import type { SettingsValues } from './settings-values.js';

const SAFEGUARDS = ['approvalRequired', 'requireTotp'] as const;

/**
 * What keeps one person, or one stolen key, from doing everything alone is no key's to change. Superadmins are of the tenant
 * `default`: what it requires holds for them, so only they say so. Throws FORBIDDEN.
 */
export async function assertMayChangeSafeguards(
  manager: EntityManager,
  caller: Caller,
  { tenantId, before, after }: { tenantId: string; before: SettingsValues; after: SettingsValues },
): Promise<void> {
  const changed = SAFEGUARDS.filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return;
  assertMayDo(caller, 'safeguards:manage', `change ${changed.join(' and ')}`);
  if (!changed.includes('requireTotp') || mayDo(caller, 'instance:manage')) return;
  if (!(await manager.existsBy(Tenant, { id: tenantId, slug: DEFAULT_TENANT_SLUG }))) return;
  throw new AppError('FORBIDDEN', `The role ${caller.role} may not change requireTotp of the tenant default.`, {
    hint: 'It holds for superadmins as well, and takes one.',
  });
}

/**
 * What a new tenant begins with: for a person, the defaults. One that a key makes has every safeguard that some tenant
 * has, or the key could do there what takes a second person elsewhere.
 */
export async function safeguardsOfNew(
  manager: EntityManager,
  caller: Caller,
): Promise<Partial<Record<(typeof SAFEGUARDS)[number], true>>> {
  if (mayDo(caller, 'safeguards:manage')) return {};
  const found = await manager.query<{ name: string }[]>(
    `SELECT DISTINCT name FROM settings, unnest($1::text[]) name WHERE settings.values -> name = 'true'`,
    [SAFEGUARDS],
  );
  return Object.fromEntries(found.map(({ name }) => [name, true]));
}
