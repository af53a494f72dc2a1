import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { afterCommit } from '../../database/after-commit.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { Wakes } from '../activity/wakes.js';
import { Audit } from '../audit/audit.js';
import { LACKS_REQUIRED_FACTOR, lacksRequiredFactor } from '../second-factors/required-factor.js';
import type { UsedFactor } from '../second-factors/second-factors.js';
import { identityOf } from '../users/identity.js';
import { User } from '../users/user.entity.js';
import { formatToken, hashSecret, isSecret, newSecret, parseToken, TOKEN_PREFIX } from './access-token.js';
import { Credentials, type Origin } from './credentials.js';
import { Session } from './session.entity.js';

export const SESSION_SECONDS = 24 * 3_600;
/** `lastUsedAt` is as exact as this, for a write in so long instead of one per request. */
const USE_IS_NOTED_EVERY = '1 minute';

export interface StartedSession {
  /** Shown once; only its hash is kept. */
  accessToken: string;
  expiresAt: Date;
  mustSetUpSecondFactor: boolean;
}

/** For the audit trail: what somebody showed to be who they are. */
export type SignInMeans = { by: 'password'; secondFactor: UsedFactor } | { by: 'oidc'; issuer: string };

/** Sign-ins that last: begun, recognised by their tokens, ended. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly wakes: Wakes,
    credentials: Credentials,
  ) {
    credentials.register(TOKEN_PREFIX, (token, origin) => this.recognise(token, origin));
  }

  /** Throws UNAUTHENTICATED where the password was replaced since `user` was read, or they are kept out. */
  async start(user: User, origin: Origin, means: SignInMeans): Promise<StartedSession> {
    const secret = newSecret();
    const session = await this.database.asSystem(async (manager) => {
      await signInIfStill(manager, user);
      const now = await controlNow(manager);
      await manager.query(`DELETE FROM "sessions" WHERE "userId" = $1 AND "expiresAt" < now() - interval '30 days'`, [
        user.id,
      ]);
      const saved = await manager.save(
        manager.create(Session, {
          tenantId: user.tenantId,
          userId: user.id,
          secretHash: hashSecret(secret),
          expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1_000),
          lastUsedAt: now,
          byProvider: means.by === 'oidc',
          address: origin.address,
        }),
      );
      const entry = { action: 'auth.login', subjectType: 'session', subjectId: saved.id, data: { ...means } };
      await this.audit.record(toCaller(user, saved.id, origin), entry, manager);
      const mustSetUpSecondFactor = !saved.byProvider && (await lacksRequiredFactor(manager, user.id));
      return { sessionId: saved.id, expiresAt: saved.expiresAt, mustSetUpSecondFactor };
    });
    const { sessionId, ...told } = session;
    return { accessToken: formatToken({ sessionId, secret }), ...told };
  }

  /** Ends the session that the caller came with. */
  async end(caller: Caller): Promise<Date> {
    const id = caller.credentialId ?? '';
    return this.database.as(caller, async (manager) => {
      const revokedAt = await controlNow(manager);
      await manager.update(Session, { id, revokedAt: IsNull() }, { revokedAt });
      await this.audit.record(caller, { action: 'auth.logout', subjectType: 'session', subjectId: id }, manager);
      afterCommit(manager, () => {
        this.wakes.wake(id);
      });
      return revokedAt;
    });
  }

  private async recognise(token: string, origin: Origin): Promise<Caller | null> {
    const parsed = parseToken(token);
    if (parsed === null) return null;
    return this.database.asSystem(async (manager) => {
      // Asked with every request: one statement, where findOne with its relation would send two.
      const { entities, raw } = await manager
        .createQueryBuilder(Session, 'session')
        .innerJoinAndSelect('session.user', 'user')
        .addSelect(`session."lastUsedAt" < now() - interval '${USE_IS_NOTED_EVERY}'`, 'isUsedAnew')
        .addSelect(`NOT session."byProvider" AND ${LACKS_REQUIRED_FACTOR}`, 'mustSetUpSecondFactor')
        .where({ id: parsed.sessionId, revokedAt: IsNull() })
        .andWhere('session.expiresAt > now() AND user.disabledAt IS NULL')
        .getRawAndEntities<{ isUsedAnew: boolean; mustSetUpSecondFactor: boolean }>();
      const [session] = entities;
      if (session === undefined || !isSecret(parsed.secret, session.secretHash)) return null;
      if (raw[0]?.isUsedAnew === true) await manager.query(NOTE_USE, [session.id]);
      const mustSetUpSecondFactor = raw[0]?.mustSetUpSecondFactor === true;
      return { ...toCaller(session.user, session.id, origin), mustSetUpSecondFactor };
    });
  }
}

/** Of many requests at once one writes, and none waits for it. */
const NOTE_USE = `
  UPDATE sessions SET "lastUsedAt" = now() WHERE id = (
    SELECT id FROM sessions WHERE id = $1 AND "lastUsedAt" < now() - interval '${USE_IS_NOTED_EVERY}'
       FOR UPDATE SKIP LOCKED)`;

/**
 * A password that was replaced while it was being checked opens no session any more, nor does that of somebody who is kept
 * out. One statement: sign-ins of one person at the same time, and who changes that person, wait for each other.
 */
async function signInIfStill(manager: EntityManager, user: User): Promise<void> {
  const [, signedIn] = await manager.query<[unknown, number]>(
    `UPDATE users SET "lastSignInAt" = now() WHERE id = $1 AND "passwordHash" = $2 AND "disabledAt" IS NULL`,
    [user.id, user.passwordHash],
  );
  if (signedIn === 0) throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
}

function toCaller(user: User, sessionId: string, origin: Origin): Caller {
  return {
    kind: 'user',
    ...identityOf(user),
    scopes: null,
    credentialId: sessionId,
    mustChangePassword: user.mustChangePassword,
    ...origin,
  };
}
