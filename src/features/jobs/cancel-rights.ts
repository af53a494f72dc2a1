import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { mayDo } from '../../common/permissions.js';

/** Who asked for something may cancel it, and so may an admin; what no person asked for (a schedule's) an admin alone. Throws FORBIDDEN. */
export function assertMayCancel(caller: Caller, requestedBy: string): void {
  if (requestedBy === caller.name || mayDo(caller, 'backups:manage')) return;
  throw new AppError('FORBIDDEN', `This is not yours to cancel: ${requestedBy} asked for it.`, {
    hint: 'An admin may cancel what others asked for.',
  });
}
