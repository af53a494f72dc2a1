import type { Caller } from '../../common/caller.js';
import { mayDo, type Permission, PERMISSION_NAMES } from '../../common/permissions.js';

/** What somebody may do who has not chosen a password of their own yet. */
const WITH_GIVEN_PASSWORD: readonly Permission[] = ['session:own', 'account:manage'];

/** Whoever gave a password knows it: what is done with it could be anybody's deed. */
export function needsOwnPasswordFor({ mustChangePassword }: Caller, permission: Permission): boolean {
  return mustChangePassword === true && !WITH_GIVEN_PASSWORD.includes(permission);
}

/** All that the caller would be let through for now: by role, by an API key's scopes, by the password. */
export function allowedTo(caller: Caller): Permission[] {
  return PERMISSION_NAMES.filter((permission) => mayDo(caller, permission) && !needsOwnPasswordFor(caller, permission));
}
