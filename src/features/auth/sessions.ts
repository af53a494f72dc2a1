import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { User } from '../users/user.entity.js';
import { formatToken, hashSecret, isSecret, newSecret, parseToken, TOKEN_PREFIX } from './access-token.js';
import { Credentials, type Origin } from './credentials.js';
import { Session } from './session.entity.js';

const SESSION_HOURS = 24;

export interface StartedSession {
  /** Shown once; only its hash is kept. */
  accessToken: string;
  expiresAt: Date;
}

/** Sign-ins that last: begun, recognised by their tokens, ended. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    credentials: Credentials,
  ) {
    credentials.register(TOKEN_PREFIX, (token, origin) => this.recognise(token, origin));
  }

  /** Throws UNAUTHENTICATED where the password was replaced since `user` was read. */
  async start(user: User, origin: Origin): Promise<StartedSession> {
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
      await this.audit.record(toCaller(user, saved.id, origin), entry, manager);
      return saved;
    });
    return { accessToken: formatToken({ sessionId: session.id, secret }), expiresAt };
  }

  /** Ends the session that the caller came with. */
  async end(caller: Caller): Promise<Date> {
    const id = caller.credentialId ?? '';
    const revokedAt = new Date();
    await this.database.as(caller, async (manager) => {
      await manager.update(Session, { id, revokedAt: IsNull() }, { revokedAt });
      await this.audit.record(caller, { action: 'auth.logout', subjectType: 'session', subjectId: id }, manager);
    });
    return revokedAt;
  }

  private async recognise(token: string, origin: Origin): Promise<Caller | null> {
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
    return toCaller(session.user, session.id, origin);
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

function toCaller(user: User, sessionId: string, origin: Origin): Caller {
  return {
    kind: 'user',
    userId: user.id,
    name: user.email,
    role: user.role,
    tenantId: user.tenantId,
    seesAllTenants: user.role === 'superadmin',
    scopes: null,
    credentialId: sessionId,
    ...origin,
  };
}
