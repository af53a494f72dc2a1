import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { mayDo, type Permission } from '../../common/permissions.js';
import { isKeyActive } from '../api-keys/key-status.js';
import { Backup } from '../backups/backup.entity.js';
import { personNow } from '../users/person-now.js';
import type { RestoreApproval } from './restore-approval.entity.js';
import type { Restore } from './restore.entity.js';

/**
 * Whoever asked must still be somebody who may: what waited for a day is not carried out for a person who has left since,
 * nor for a key that was revoked since, perhaps because somebody stole it.
 * Across tenants, since a superadmin asks in any. Throws CONFLICT.
 */
export async function assertMayStillAsk(
  manager: EntityManager,
  { act, requestedBy, requestedById, requestedByKeyId }: RestoreApproval,
  restore: Restore,
): Promise<void> {
  if (requestedById === null) return;
  if (requestedByKeyId !== null && !(await isKeyActive(manager, requestedByKeyId))) {
    throw new AppError('CONFLICT', `The API key of ${requestedBy} that asked for this ${act} is revoked or expired.`, {
      hint: 'Reject it. Somebody who may can ask anew.',
    });
  }
  const person = await personNow(manager, requestedById);
  const permissions = act === 'rollback' ? [] : await askedWith(manager, restore);
  if (person !== null && [MAY_ASK, ...permissions].every((permission) => mayDo(person, permission))) return;
  throw new AppError('CONFLICT', `${requestedBy}, who asked for this ${act}, may not do so any more.`, {
    hint: 'Reject it. Somebody who may can ask anew.',
  });
}

const MAY_ASK: Permission = 'restores:create';

/** What this restore took besides when it was asked for. */
async function askedWith(manager: EntityManager, { backupId, options }: Restore): Promise<Permission[]> {
  const isUntrusted = await manager.existsBy(Backup, { id: backupId, trusted: false });
  return [
    ...(options.allowAhead || options.skipSafetyBackup ? (['restores:override'] as const) : []),
    ...(isUntrusted ? (['instance:manage'] as const) : []),
  ];
}
