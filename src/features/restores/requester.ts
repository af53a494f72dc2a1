import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { mayDo } from '../../common/permissions.js';
import { personNow } from '../users/person-now.js';
import type { RestoreApproval } from './restore-approval.entity.js';
import type { Restore } from './restore.entity.js';

/**
 * Whoever asked must still be somebody who may: what waited for a day is not carried out for a person who has left since.
 * Across tenants, since a superadmin asks in any. Throws CONFLICT.
 */
export async function assertMayStillAsk(
  manager: EntityManager,
  { act, requestedBy, requestedById }: RestoreApproval,
  { options }: Restore,
): Promise<void> {
  if (requestedById === null) return;
  const person = await personNow(manager, requestedById);
  const isOverride = act === 'restore' && (options.allowAhead || options.skipSafetyBackup);
  if (person !== null && mayDo(person, isOverride ? 'restores:override' : 'restores:create')) return;
  throw new AppError('CONFLICT', `${requestedBy}, who asked for this ${act}, may not do so any more.`, {
    hint: 'Reject it. Somebody who may can ask anew.',
  });
}
