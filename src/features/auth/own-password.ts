import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { isPassword } from '../users/passwords.js';
import { User } from '../users/user.entity.js';
import { LoginBackoff } from './login-backoff.js';

/** Asks for the password once more, before what a session left open must not be enough for. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly backoff: LoginBackoff,
  ) {}

  /** Guesses count as failed sign-ins. Throws FORBIDDEN with the field `password`, and RATE_LIMITED. */
  async assert(caller: Caller, password: string): Promise<User> {
    const user = await this.database.as(caller, (manager) =>
      manager.findOneByOrFail(User, { id: caller.userId ?? '' }),
    );
    const address = caller.address ?? 'unknown';
    await this.backoff.begin(user.email, address);
    if (!(await isPassword(user.passwordHash, password))) {
      throw new AppError('FORBIDDEN', 'The password is wrong.', {
        errors: [{ field: 'password', message: 'is wrong' }],
      });
    }
    await this.backoff.succeed(user.email, address);
    return user;
  }
}
