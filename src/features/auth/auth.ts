import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Refusals } from '../audit/refusals.js';
import { SecondFactors } from '../second-factors/second-factors.js';
import { Tenant } from '../tenants/tenant.entity.js';
import { isPassword } from '../users/passwords.js';
import { User } from '../users/user.entity.js';
import { Users } from '../users/users.js';
import { allowedTo } from './allowed-to.js';
import type { LoginDto, LoginResultDto, LogoutResultDto, MeDto, UserDto } from './auth.dto.js';
import type { Origin } from './credentials.js';
import { csrfTokenOf } from './csrf-token.js';
import { LoginBackoff } from './login-backoff.js';
import type { PresentedToken } from './presented-tokens.js';
import { Sessions } from './sessions.js';

/** Signs people in and out. */
@Injectable()
export class Auth {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly backoff: LoginBackoff,
    private readonly factors: SecondFactors,
    private readonly refusals: Refusals,
  ) {}

  /**
   * Throws UNAUTHENTICATED, the same in words and time whether the user exists or not; with the field `otp` only where the
   * password was right. RATE_LIMITED after 10 failures.
   */
  async login({ email, password, otp }: LoginDto, origin: Origin): Promise<LoginResultDto> {
    const address = origin.address ?? 'unknown';
    try {
      await this.backoff.begin(email, address);
      const user = await this.users.findByEmail(email);
      const isRight = await isPassword(user?.passwordHash ?? null, password);
      if (user === null || !isRight)
        throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
      const secondFactor = await this.factors.pass(user.id, otp);
      await this.backoff.succeed(email, address);
      const session = await this.sessions.start(user, origin, { by: 'password', secondFactor });
      const { mustSetUpSecondFactor, ...started } = session;
      return { ...started, user: { ...toUserDto(user), mustSetUpSecondFactor } };
    } catch (error) {
      if (error instanceof AppError) {
        const data = { email, code: error.code, ...(error.errors === undefined ? {} : { errors: error.errors }) };
        await this.refusals.ofNobody({ action: 'auth.login', outcome: 'refused', data, ...origin });
      }
      throw error;
    }
  }

  async logout(caller: Caller): Promise<LogoutResultDto> {
    return { revokedAt: await this.sessions.end(caller) };
  }

  async me(caller: Caller, presented: PresentedToken | null): Promise<MeDto> {
    const { user, tenant } = await this.database.as(caller, async (manager) => ({
      user: await manager.findOneByOrFail(User, { id: caller.userId ?? '' }),
      tenant: await manager.findOneByOrFail(Tenant, { id: caller.tenantId }),
    }));
    const { mustSetUpSecondFactor = false } = caller;
    return {
      ...{ ...toUserDto(user), mustSetUpSecondFactor, tenantName: tenant.name },
      permissions: allowedTo(caller),
      csrfToken: csrfTokenOf(presented?.token ?? ''),
    };
  }
}

function toUserDto({
  id,
  email,
  role,
  tenantId,
  name,
  mustChangePassword,
}: User): Omit<UserDto, 'mustSetUpSecondFactor'> {
  return { id, email, role, tenantId, name, mustChangePassword };
}
