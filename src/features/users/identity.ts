import type { Caller } from '../../common/caller.js';
import type { User } from './user.entity.js';

/** What a caller has of the person it is or acts for, as that person is now. */
export function identityOf(
  user: User,
): Pick<Caller, 'name' | 'role' | 'tenantId' | 'seesAllTenants'> & { userId: string } {
  return {
    userId: user.id,
    name: user.email,
    role: user.role,
    tenantId: user.tenantId,
    seesAllTenants: user.role === 'superadmin',
  };
}
