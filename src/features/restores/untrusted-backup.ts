import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { assertMayDo } from '../../common/permissions.js';
import { type ConnectionTarget, type Queryable, withConnection } from '../../platform/postgres/connection.js';
import { readOwnPowers } from '../../platform/postgres/guest-role.js';
import { finding, type SwapFindings } from '../../platform/postgres/swap-finding.js';
import type { Backup } from '../backups/backup.entity.js';

type Trusted = Pick<Backup, 'trusted'>;

const NONE: SwapFindings = { blockers: [], warnings: [] };

/** A dump that this instance did not make may hold anything: whoever restores it answers for the whole server. */
export function assertMayRestore(caller: Caller, backup: Trusted): void {
  if (!backup.trusted) assertMayDo(caller, 'instance:manage', 'restore a dump that this instance did not make');
}

/** What to know before one is restored, and what it must not be restored by. Of every strategy. */
export async function untrustedFindings(admin: Queryable, backup: Trusted): Promise<SwapFindings> {
  if (backup.trusted) return NONE;
  const warning = finding(
    'UNTRUSTED_BACKUP',
    'This dump was uploaded, and this instance did not make it: it may hold anything.',
    'Its functions, triggers, views, defaults and policies run as whoever uses the database once it is restored: your application, and its migrations. Look at its contents, and restore it into a new database first.',
  );
  const { powers } = await readOwnPowers(admin);
  if (powers.length === 0) return { blockers: [], warnings: [warning] };
  const blocker = finding(
    'UNTRUSTED_NEEDS_PLAIN_ROLE',
    `This dump must not be restored by the role of the source, since it may do more than its own databases take: ${powers.join(', ')}.`,
    'Add the database as a source with a role that is no superuser and has none of these rights, and restore into that one (target.sourceId).',
  );
  return { blockers: [blocker], warnings: [warning] };
}

/** In place, its definitions would be run by psql, in the live database itself. */
export function untrustedInPlace(backup: Trusted): SwapFindings {
  if (backup.trusted) return NONE;
  const message = 'A dump that this instance did not make is not restored in place.';
  const hint = 'Let the two databases be swapped, or restore into a new one (strategy "swap", "new_database").';
  return { blockers: [finding('UNTRUSTED_IN_PLACE', message, hint)], warnings: [] };
}

/** The plan said so, and the role may have been given more since. Throws RESTORE_FAILED before anything is touched. */
export async function assertPlainRole(
  backup: Trusted,
  maintenance: ConnectionTarget,
  applicationName: string,
): Promise<void> {
  if (backup.trusted) return;
  const [blocker] = await withConnection(maintenance, { applicationName }, async (admin) => {
    return (await untrustedFindings(admin, backup)).blockers;
  });
  if (blocker !== undefined) throw new AppError('RESTORE_FAILED', blocker.message, { hint: blocker.hint });
}
