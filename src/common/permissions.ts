import { type Role, ROLES } from './caller.js';

/** Every permission, with the least role that has it. The table of api.md, "Who calls". */
export const PERMISSIONS = {
  'session:own': 'viewer',
  'records:read': 'viewer',
  'backups:create': 'operator',
  'backups:download': 'operator',
  'restores:create': 'operator',
  'drills:create': 'operator',
  'backups:decrypt': 'admin',
  'backups:manage': 'admin',
  'restores:override': 'admin',
  'sources:manage': 'admin',
  'schedules:manage': 'admin',
  'notifications:manage': 'admin',
  'settings:manage': 'admin',
  'health:details': 'admin',
  'instance:manage': 'superadmin',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof PERMISSIONS;

/** Roles are ranked: whoever may do something, so may every role above. */
export function roleHas(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission]);
}
