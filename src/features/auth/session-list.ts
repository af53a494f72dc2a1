import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate } from '../../common/pagination.js';
import { assertMayDo, mayDo } from '../../common/permissions.js';
import { Database } from '../../database/database.js';
import { afterCommit } from '../../database/after-commit.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Wakes } from '../activity/wakes.js';
import { Audit } from '../audit/audit.js';
import { refusalOf } from '../users/people-rules.js';
import { User } from '../users/user.entity.js';
import { endSessions } from './end-sessions.js';
import type { ListSessionsQuery, SessionsOfQuery } from './session-list.dto.js';
import { Session } from './session.entity.js';

/** Who is signed in, to be looked at and ended: one's own sessions, and those of the people one manages. */
@Injectable()
export class SessionList {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly wakes: Wakes,
  ) {}

  async list(caller: Caller, query: ListSessionsQuery): Promise<Page<Session>> {
    return this.database.as(caller, async (manager) => {
      const { id } = await ownerOf(manager, caller, query.userId);
      const sessions = liveSessions(manager, caller).andWhere('session."userId" = :id', { id });
      return paginate(sessions, query, {
        sortable: {
          createdAt: 'session.createdAt',
          expiresAt: 'session.expiresAt',
          lastUsedAt: 'session.lastUsedAt',
        },
        default: 'createdAt',
      });
    });
  }

  /** From the commit on its token is worth nothing, and its event streams end. */
  async end(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller, async (manager) => {
      const session = await liveSessions(manager, caller).andWhere('session.id = :id', { id }).getOne();
      // Whose it is nobody is told who could not see it.
      if (session === null || !(session.userId === caller.userId || mayDo(caller, 'people:manage'))) {
        throw new AppError('NOT_FOUND', `There is no session ${id}.`, {
          hint: 'Those that last: GET /api/v1/sessions',
        });
      }
      const { email } = await toSignOut(manager, caller, session.userId);
      await manager.query('UPDATE sessions SET "revokedAt" = now() WHERE id = $1', [id]);
      const { userId, tenantId } = session;
      const entry = { action: 'session.revoke', subjectType: 'session', subjectId: id, tenantId };
      await this.audit.record(caller, { ...entry, data: { userId, email } }, manager);
      afterCommit(manager, () => {
        this.wakes.wake(id);
      });
    });
  }

  /** Of a person all but the one that this request came with. Answers how many. */
  async endOthers(caller: Caller, { userId }: SessionsOfQuery): Promise<number> {
    return this.database.as(caller, async (manager) => {
      const { id, tenantId } = await toSignOut(manager, caller, userId);
      const endedSessions = await endSessions(manager, id, { exceptId: caller.credentialId });
      const entry = {
        action: 'session.revoke_all',
        subjectType: 'user',
        subjectId: id,
        tenantId,
        data: { endedSessions },
      };
      await this.audit.record(caller, entry, manager);
      afterCommit(manager, () => {
        this.wakes.wake(id);
      });
      return endedSessions;
    });
  }
}

function liveSessions(manager: EntityManager, caller: Caller): SelectQueryBuilder<Session> {
  return new TenantRepository(manager, Session, caller, 'session')
    .query('session')
    .andWhere('session."revokedAt" IS NULL AND session."expiresAt" > now()');
}

/** The caller, or somebody whom the caller manages. Throws FORBIDDEN, or NOT_FOUND for somebody of another tenant. */
async function ownerOf(manager: EntityManager, caller: Caller, userId = caller.userId ?? ''): Promise<User> {
  if (userId !== caller.userId) assertMayDo(caller, 'people:manage', 'look at the sessions of others');
  return new TenantRepository(manager, User, caller, 'user').get(userId);
}

async function toSignOut(manager: EntityManager, caller: Caller, userId?: string): Promise<User> {
  const owner = await ownerOf(manager, caller, userId);
  const refusal = refusalOf(caller, { kind: 'end-sessions' }, owner);
  if (refusal !== null) throw new AppError('FORBIDDEN', refusal.message, { hint: refusal.hint });
  return owner;
}
