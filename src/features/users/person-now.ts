import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { identityOf } from './identity.js';
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
    ...identityOf(user),
    scopes: null,
    credentialId: null,
    requestId: null,
    address: null,
  };
}
