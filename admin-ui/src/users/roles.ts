import type { components } from '../api/schema.js';

export type Role = components['schemas']['Role'];

/** From the least to the most that may be done. */
export const ROLES: Role[] = ['viewer', 'operator', 'approver', 'admin', 'superadmin'];

/** Those that somebody of this role may give: none above their own. */
export function rolesUpTo(own: Role): { id: Role; name: string }[] {
  return ROLES.slice(0, ROLES.indexOf(own) + 1).map((role) => ({ id: role, name: `resources.users.role.${role}` }));
}
