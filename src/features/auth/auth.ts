import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { Refusals } from '../audit/refusals.js';
import { isPassword } from '../users/passwords.js';
import { User } from '../users/user.entity.js';
import { Users } from '../users/users.js';
import { formatToken, hashSecret, isSecret, newSecret, parseToken } from './access-token.js';
import type { LoginDto, LoginResultDto, LogoutResultDto, UserDto } from './auth.dto.js';
import { LoginBackoff } from './login-backoff.js';
import { Session } from './session.entity.js';

const SESSION_HOURS = 24;

/** Where a request comes from. */
export interface Origin {
  address: string | null;
  requestId: string;
}

@Injectable()
export class Auth {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly backoff: LoginBackoff,
    private readonly audit: Audit,
    private readonly refusals: Refusals,
  ) {}

  /** Throws UNAUTHENTICATED, the same in words and time whether the user exists or not; RATE_LIMITED after 10 failures. */
  async login({ email, password }: LoginDto, origin: Origin): Promise<LoginResultDto> {
    const address = origin.address ?? 'unknown';
    try {
      await this.backoff.begin(email, address);
      const user = await this.users.findByEmail(email);
      const isRight = await isPassword(user?.passwordHash ?? null, password);
      if (user === null || !isRight)
        throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
      await this.backoff.succeed(email, address);
      return await this.startSession(user, origin);
    } catch (error) {
      if (error instanceof AppError) {
        const data = { email, code: error.code };
        await this.refusals.ofNobody({ action: 'auth.login', outcome: 'refused', data, ...origin });
      }
      throw error;
    }
  }

  async logout(caller: Caller, token: string): Promise<LogoutResultDto> {
    const id = parseToken(token)?.sessionId;
    const revokedAt = new Date();
    await this.database.as(caller, async (manager) => {
      await manager.update(Session, { id, revokedAt: IsNull() }, { revokedAt });
      await this.audit.record(caller, { action: 'auth.logout', subjectType: 'session', subjectId: id }, manager);
    });
    return { revokedAt };
  }

  async me(caller: Caller): Promise<UserDto> {
    const user = await this.database.as(caller, (manager) =>
      manager.findOneByOrFail(User, { id: caller.userId ?? '' }),
    );
    return toUserDto(user);
  }

  /** Who holds this token; null when it is unknown, expired or revoked. */
  async recognise(token: string, origin: Origin): Promise<Caller | null> {
    const parsed = parseToken(token);
    if (parsed === null) return null;
    // Asked with every request: one statement, where findOne with its relation would send two.
    const session = await this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(Session, 'session')
        .innerJoinAndSelect('session.user', 'user')
        .where({ id: parsed.sessionId, revokedAt: IsNull(), expiresAt: MoreThan(new Date()) })
        .getOne(),
    );
    if (session === null || !isSecret(parsed.secret, session.secretHash)) return null;
    return toCaller(session.user, origin);
  }

  private async startSession(user: User, origin: Origin): Promise<LoginResultDto> {
    const secret = newSecret();
    const expiresAt = new Date(Date.now() + SESSION_HOURS * 3_600_000);
    const session = await this.database.asSystem(async (manager) => {
      await assertPasswordStands(manager, user);
      await manager.query(`DELETE FROM "sessions" WHERE "userId" = $1 AND "expiresAt" < now() - interval '30 days'`, [
        user.id,
      ]);
      const saved = await manager.save(
        manager.create(Session, {
          tenantId: user.tenantId,
          userId: user.id,
          secretHash: hashSecret(secret),
          expiresAt,
          address: origin.address,
        }),
      );
      const entry = { action: 'auth.login', subjectType: 'session', subjectId: saved.id };
      await this.audit.record(toCaller(user, origin), entry, manager);
      return saved;
    });
    return { accessToken: formatToken({ sessionId: session.id, secret }), expiresAt, user: toUserDto(user) };
  }
}

/** A password that was replaced while it was being checked (admin:reset) opens no session any more. */
async function assertPasswordStands(manager: EntityManager, user: User): Promise<void> {
  const rows = await manager.query<unknown[]>(`SELECT 1 FROM users WHERE id = $1 AND "passwordHash" = $2 FOR SHARE`, [
    user.id,
    user.passwordHash,
  ]);
  if (rows.length === 0) throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
}

function toCaller(user: User, origin: Origin): Caller {
  return {
    kind: 'user',
    userId: user.id,
    name: user.email,
    role: user.role,
    tenantId: user.tenantId,
    seesAllTenants: user.role === 'superadmin',
    ...origin,
  };
}

function toUserDto({ id, email, role, tenantId }: User): UserDto {
  return { id, email, role, tenantId };
}
