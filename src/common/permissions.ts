import type { Role } from './caller.js';

/** Every permission, with the least role that has it. The table of api.md, "Who calls". */
export const PERMISSIONS = {
  'records:read': 'viewer',
  'backups:create': 'operator',
  'backups:download': 'operator',
  'restores:create': 'operator',
  'backups:manage': 'admin',
  'restores:override': 'admin',
  'sources:manage': 'admin',
  'instance:manage': 'superadmin',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof PERMISSIONS;
