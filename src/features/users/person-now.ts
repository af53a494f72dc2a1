import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { User } from './user.entity.js';

/**
 * Somebody who is not here as a caller, with the role that they have now: for what they asked for a while ago. null where
 * they are gone or kept out. Across tenants: the transaction must act for the instance.
 */
export async function personNow(manager: EntityManager, userId: string): Promise<Caller | null> {
  const user = await manager.findOneBy(User, { id: userId });
  if (user?.disabledAt !== null) return null;
  return {
    kind: 'user',
    userId: user.id,
    name: user.email,
    role: user.role,
    tenantId: user.tenantId,
    seesAllTenants: user.role === 'superadmin',
    scopes: null,
    credentialId: null,
    requestId: null,
    address: null,
  };
}
