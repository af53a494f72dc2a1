import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { assertMayDo } from '../../common/permissions.js';
import type { AppVerdict, Verdict } from '../../platform/migration-state/migration-state.js';
import type { RestorePlan } from './restore-plan.entity.js';
import { NO_RUNNER } from './restore-plan.js';
import type { CreateRestoreRequest } from './restore-requests.dto.js';
import type { RestoreOptions } from './restore.entity.js';

/** What is said with the request itself; the rest is the plan's. */
export type AskedOptions = Omit<RestoreOptions, 'noOwner' | 'ownerMap'>;

/** What an admin alone may say is refused to others; a confirmation is a word that somebody typed. */
export function optionsOf(caller: Caller, request: CreateRestoreRequest): AskedOptions {
  const { runMigrations = true, allowAhead = false, skipSafetyBackup = false, reason = null } = request;
  if (request.confirm !== 'RESTORE') {
    throw new AppError('CONFIRMATION_REQUIRED', 'A restore must be confirmed.', {
      hint: 'Send confirm: "RESTORE".',
      errors: [{ field: 'confirm', message: 'must be the word RESTORE' }],
    });
  }
  if (allowAhead || skipSafetyBackup) {
    assertMayDo(caller, 'restores:override', 'override a verdict or leave out the safety backup');
  }
  if (skipSafetyBackup && (reason ?? '').trim() === '') {
    throw new AppError('CONFIRMATION_REQUIRED', 'Leaving out the safety backup needs a reason.', {
      hint: 'Send the reason; it is kept in the audit trail.',
      errors: [{ field: 'reason', message: 'is needed with skipSafetyBackup' }],
    });
  }
  return { runMigrations, allowAhead, skipSafetyBackup, reason };
}

/** What the plan says stands in the way, or is refused without an admin's word. */
export function assertAllowed({ content }: RestorePlan, options: AskedOptions): void {
  const blockers = content.blockers.filter((blocker) => blocker.code !== NO_RUNNER || options.runMigrations);
  const [blocker] = blockers;
  if (blocker !== undefined) {
    throw new AppError(
      'RESTORE_BLOCKED',
      `The restore is blocked: ${blockers.map((entry) => entry.message).join(' ')}`,
      { hint: blocker.hint },
    );
  }
  if (content.strategy === 'in_place' && options.skipSafetyBackup) {
    throw new AppError('RESTORE_BLOCKED', 'A restore in place has no way back but its safety backup.', {
      hint: 'Restore by the strategy "swap", which keeps the old database, or into a new one.',
    });
  }
  if (!options.allowAhead) assertGoesForward(content.verdict, content.migrations);
}

/** No migration leads from such a backup to the code. Throws SCHEMA_AHEAD or SCHEMA_DIVERGED. */
export function assertGoesForward(verdict: Verdict, migrations: readonly AppVerdict[]): void {
  const unknown = migrations.flatMap((app) => app.unknown);
  if (verdict === 'ahead') {
    throw new AppError(
      'SCHEMA_AHEAD',
      `The backup has ${unknown.length} migrations that the code does not know: ${unknown.join(', ')}.`,
      {
        hint: 'Deploy the code that knows them first. An admin may say allowAhead.',
      },
    );
  }
  if (verdict === 'diverged') {
    throw new AppError(
      'SCHEMA_DIVERGED',
      `The migration histories of backup and code differ in the middle (not in the code: ${unknown.join(', ') || 'none'}).`,
      {
        hint: 'Look at the plan: it names what each side lacks. An admin may say allowAhead.',
      },
    );
  }
}
