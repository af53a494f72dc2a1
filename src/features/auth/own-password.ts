import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { isPassword } from '../users/passwords.js';
import { User } from '../users/user.entity.js';
import { LoginBackoff } from './login-backoff.js';

/** What the password is asked for. */
export interface PasswordUse {
  /** Of the request. */
  field: string;
  /** As it is called in the audit trail. */
  action: string;
}

/** Asks for the password once more, where an open session must not be enough. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly backoff: LoginBackoff,
  ) {}

  /**
   * Guesses are counted with those at sign-in: a stolen session is no way around. A refusal is on the record.
   * Throws INVALID_PARAMETER, RATE_LIMITED.
   */
  async assert(caller: Caller, password: string, { field, action }: PasswordUse): Promise<User> {
    const address = caller.address ?? 'unknown';
    const user = await this.database.as(caller, (manager) =>
      manager.findOneByOrFail(User, { id: caller.userId ?? '' }),
    );
    await this.backoff.begin(user.email, address);
    if (!(await isPassword(user.passwordHash, password))) {
      await this.audit.record(caller, { action, subjectType: 'user', subjectId: user.id, outcome: 'refused' });
      throw new AppError('INVALID_PARAMETER', `Not valid: ${field}.`, {
        errors: [{ field, message: 'is not the password that you have' }],
      });
    }
    await this.backoff.succeed(user.email, address);
    return user;
  }
}
