import type { Caller } from '../../common/caller.js';
import { mayDo, type Permission, PERMISSION_NAMES } from '../../common/permissions.js';

/** What somebody may do who has to set the own sign-in right first. */
const MEANWHILE: readonly Permission[] = ['session:own', 'account:manage'];

/**
 * What somebody must have of their own before anything else. Whoever gave a password knows it: what is done with it could be
 * anybody's deed. Where a tenant requires a second factor, a password alone opens the way to one, and nothing besides.
 */
export function isMissingFor(
  { mustChangePassword, mustSetUpSecondFactor }: Caller,
  permission: Permission,
): 'password' | 'second factor' | null {
  if (MEANWHILE.includes(permission)) return null;
  if (mustChangePassword === true) return 'password';
  return mustSetUpSecondFactor === true ? 'second factor' : null;
}

/** Whether the caller is let through for now: by role, by an API key's scopes, by what is missing. */
export function isAllowedTo(caller: Caller, permission: Permission): boolean {
  return mayDo(caller, permission) && isMissingFor(caller, permission) === null;
}

/** All of that. */
export function allowedTo(caller: Caller): Permission[] {
  return PERMISSION_NAMES.filter((permission) => isAllowedTo(caller, permission));
}
