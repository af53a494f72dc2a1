import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { type PersonAct, refusalOf } from './people-rules.js';
import { User } from './user.entity.js';

/**
 * The person to be acted upon, held until the transaction ends, together with who acts. Everybody takes these rows in the
 * same order, so of two who do something to each other at once the second finds what the first has done, and whoever acts
 * is still what it takes when it is done. As nobody acts on oneself, of admins and superadmins one always stays.
 * Throws NOT_FOUND, or FORBIDDEN by the rules.
 */
export async function lockedForAct(manager: EntityManager, caller: Caller, id: string, act: PersonAct): Promise<User> {
  const people = new TenantRepository(manager, User, caller, 'user');
  await people.get(id);
  // Before the rows: whoever locks the whole table (admin:reset) may hold neither of two things that we wait for.
  await manager.query('LOCK TABLE users IN ROW EXCLUSIVE MODE');
  await manager.query('SELECT 1 FROM users WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [[id, caller.userId]]);
  await assertStillThere(manager, caller);
  const subject = await people.get(id);
  const refusal = refusalOf(caller, act, subject);
  if (refusal !== null) throw new AppError('FORBIDDEN', refusal.message, { hint: refusal.hint });
  return subject;
}

/** Whoever was demoted, disabled or deleted since the request was let in does nothing more. */
async function assertStillThere(manager: EntityManager, { userId, role }: Caller): Promise<void> {
  const actor = await manager.findOneBy(User, { id: userId ?? '' });
  if (actor?.role === role && actor.disabledAt === null) return;
  throw new AppError('FORBIDDEN', 'Your own role was changed at this moment.', { hint: 'Ask another admin.' });
}
