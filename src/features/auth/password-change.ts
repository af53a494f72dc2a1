import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { afterCommit } from '../../database/after-commit.js';
import { Database } from '../../database/database.js';
import { Wakes } from '../activity/wakes.js';
import { Audit } from '../audit/audit.js';
import { assertGoodPassword } from '../users/password-rules.js';
import { hashPassword, isPassword } from '../users/passwords.js';
import { endSessions } from './end-sessions.js';
import { OwnPassword } from './own-password.js';
import type { ChangePasswordRequest } from './password-change.dto.js';

/** People change their own passwords, knowing the one they have. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly passwords: OwnPassword,
    private readonly wakes: Wakes,
  ) {}

  /** All other sessions end with it. Throws INVALID_PARAMETER, RATE_LIMITED, or CONFLICT where it was changed meanwhile. */
  async change(caller: Caller, { currentPassword, newPassword }: ChangePasswordRequest): Promise<number> {
    const user = await this.passwords.assert(caller, currentPassword, {
      field: 'currentPassword',
      action: 'auth.change_password',
    });
    assertGoodPassword(newPassword, user, 'newPassword');
    if (await isPassword(user.passwordHash, newPassword)) throw invalid('newPassword', 'must be another password');
    const passwordHash = await hashPassword(newPassword);
    return this.database.as(caller, async (manager) => {
      const [, changed] = await manager.query<[unknown, number]>(
        `UPDATE users SET "passwordHash" = $3, "mustChangePassword" = false WHERE id = $1 AND "passwordHash" = $2`,
        [user.id, user.passwordHash, passwordHash],
      );
      if (changed === 0) {
        throw new AppError('CONFLICT', 'The password was changed meanwhile.', { hint: 'Sign in with the new one.' });
      }
      const endedSessions = await endSessions(manager, user.id, { exceptId: caller.credentialId });
      const entry = { action: 'auth.change_password', subjectType: 'user', subjectId: user.id };
      await this.audit.record(caller, { ...entry, data: { endedSessions } }, manager);
      afterCommit(manager, () => {
        this.wakes.wake(user.id);
      });
      return endedSessions;
    });
  }
}

function invalid(field: string, message: string): AppError {
  return new AppError('INVALID_PARAMETER', `Not valid: ${field}.`, { errors: [{ field, message }] });
}
