import { AppError } from './app-error.js';
import { type Caller, type Role, ROLES, type Scope } from './caller.js';

interface Need {
  /** The least role that has it. */
  role: Role;
  /** What an API key must have beside the role of whom it acts for; null: any key has it; 'person': none, ever. */
  scope: Scope | 'person' | null;
}

/** Every permission and what it takes. The table of api.md, "Who calls". */
export const PERMISSIONS = {
  'session:own': { role: 'viewer', scope: null },
  'account:manage': { role: 'viewer', scope: 'person' },
  'records:read': { role: 'viewer', scope: 'read' },
  'backups:create': { role: 'operator', scope: 'backup' },
  'backups:download': { role: 'operator', scope: 'download' },
  /** What a restore would do: it writes nothing, and whoever sees records sees plans. */
  'restores:plan': { role: 'viewer', scope: 'read' },
  'restores:create': { role: 'operator', scope: 'restore' },
  'drills:create': { role: 'operator', scope: 'backup' },
  'restores:approve': { role: 'approver', scope: 'person' },
  'backups:decrypt': { role: 'admin', scope: 'decrypt' },
  'backups:manage': { role: 'admin', scope: 'admin' },
  'restores:override': { role: 'admin', scope: 'admin' },
  'sources:manage': { role: 'admin', scope: 'admin' },
  'schedules:manage': { role: 'admin', scope: 'admin' },
  'notifications:manage': { role: 'admin', scope: 'admin' },
  'settings:manage': { role: 'admin', scope: 'admin' },
  'people:manage': { role: 'admin', scope: 'admin' },
  /** Who may approve, and whether approval and second factors are asked for: what a key must not get round. */
  'safeguards:manage': { role: 'admin', scope: 'person' },
  'keys:manage': { role: 'admin', scope: 'admin' },
  'audit:read': { role: 'admin', scope: 'read' },
  'health:details': { role: 'admin', scope: 'read' },
  'tenants:manage': { role: 'superadmin', scope: 'admin' },
  'instance:manage': { role: 'superadmin', scope: 'admin' },
} as const satisfies Record<string, Need>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** Permissions that a key has by another scope, too: whoever may restore may see beforehand what that would do. */
const ALSO_BY: Partial<Record<Permission, Scope>> = { 'restores:plan': 'restore' };

/** Scopes that hold others: whoever may have a backup in clear may have it as stored; `admin` holds them all. */
const HELD: Partial<Record<Scope, readonly Scope[]>> = {
  decrypt: ['download'],
  admin: ['read', 'backup', 'restore', 'download', 'decrypt'],
};

/** Roles are ranked: whoever may do something, so may every role above. */
export function roleHas(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission].role);
}

/** `scopes` null: a person, or the instance itself. */
export function scopesHave(scopes: readonly Scope[] | null, permission: Permission): boolean {
  const { scope } = PERMISSIONS[permission];
  if (scopes === null || scope === null) return true;
  if (scope === 'person') return false;
  const wanted = [scope, ALSO_BY[permission]];
  return scopes.some((each) => wanted.some((one) => one === each || (one !== undefined && HELD[each]?.includes(one))));
}

/** By role and, for an API key, by its scopes. */
export function mayDo(caller: Pick<Caller, 'role' | 'scopes'>, permission: Permission): boolean {
  return roleHas(caller.role, permission) && scopesHave(caller.scopes, permission);
}

/** Throws FORBIDDEN, which says what is missing. @param act what was asked for, in words: "download a backup in clear" */
export function assertMayDo(caller: Caller, permission: Permission, act = 'do this'): void {
  if (mayDo(caller, permission)) return;
  const { role, scope } = PERMISSIONS[permission];
  if (!roleHas(caller.role, permission)) {
    throw new AppError('FORBIDDEN', `The role ${caller.role} may not ${act}.`, {
      hint: `It takes the role ${role} or one above it.`,
    });
  }
  throw new AppError('FORBIDDEN', `This API key may not ${act}.`, {
    hint: scope === 'person' ? 'Only a person who has signed in may.' : `It takes a key with the scope ${scope}.`,
  });
}
