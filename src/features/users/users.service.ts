import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { type Page, paginate } from '../../common/pagination.js';
import { afterCommit } from '../../database/after-commit.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { isUniqueViolation } from '../../database/unique-violation.js';
import { Wakes } from '../activity/wakes.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import { endSessions } from '../auth/end-sessions.js';
import { DEFAULT_TENANT_SLUG, Tenant } from '../tenants/tenant.entity.js';
import { Tenants } from '../tenants/tenants.js';
import { lockedForAct } from './locked-people.js';
import { assertGoodPassword } from './password-rules.js';
import { generatePassword, hashPassword } from './passwords.js';
import { type PersonAct, refusalOf } from './people-rules.js';
import type { CreateUserRequest, ListUsersQuery, UpdateUserRequest } from './user-requests.dto.js';
import { type Person, personOf, withSecondFactors } from './second-factors-of.js';
import { User } from './user.entity.js';

/** The people of tenants, for those who manage them. What each may do to whom stands in people-rules.ts. */
@Injectable()
export class UsersService {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly audit: Audit,
    private readonly wakes: Wakes,
  ) {}

  async list(caller: Caller, query: ListUsersQuery): Promise<Page<Person>> {
    return this.database.as(caller, async (manager) => {
      const people = peopleOf(manager, caller).query('person');
      const { q, role, active, tenantId } = query;
      if (q !== undefined) {
        people.andWhere(`position(lower(:q) in person.email || E'\\n' || lower(coalesce(person.name, ''))) > 0`, { q });
      }
      if (role !== undefined) people.andWhere('person.role = :role', { role });
      if (active !== undefined) people.andWhere(`(person."disabledAt" IS NULL) = :active`, { active });
      if (tenantId !== undefined) people.andWhere('person."tenantId" = :tenantId', { tenantId });
      const page = await paginate(people, query, {
        sortable: {
          createdAt: 'person.createdAt',
          email: 'person.email',
          name: 'person.name',
          role: 'person.role',
          lastSignInAt: 'person.lastSignInAt',
        },
        default: 'createdAt',
      });
      return { ...page, items: await withSecondFactors(manager, page.items) };
    });
  }

  async get(caller: Caller, id: string): Promise<Person> {
    return this.database.as(caller, async (manager) => {
      return personOf(manager, await peopleOf(manager, caller).get(id));
    });
  }

  async create(caller: Caller, request: CreateUserRequest): Promise<{ user: User; generatedPassword: string | null }> {
    const { email, role, name = null } = request;
    const refusal = refusalOf(caller, { kind: 'create', role }, null);
    if (refusal !== null) throw new AppError('FORBIDDEN', refusal.message, { hint: refusal.hint });
    const tenantId = await this.tenants.forNew(caller, request.tenantId);
    if (request.password !== undefined) assertGoodPassword(request.password, { email, name }, 'password');
    const generatedPassword = request.password === undefined ? generatePassword() : null;
    const passwordHash = await hashPassword(request.password ?? generatedPassword ?? '');
    const { mustChangePassword = generatedPassword !== null } = request;
    const id = uuidV7();
    const user = await this.claimingAddress(email, () =>
      this.database.as(caller, async (manager) => {
        if (role === 'superadmin') await assertOfDefaultTenant(manager, tenantId);
        await manager.insert(User, { id, tenantId, email, name, role, passwordHash, mustChangePassword });
        const entry = { action: 'user.create', subjectType: 'user', subjectId: id, tenantId, data: { email, role } };
        await this.audit.record(caller, entry, manager);
        return manager.findOneByOrFail(User, { id });
      }),
    );
    return { user, generatedPassword };
  }

  /** What it takes from them is gone at its commit: the next request of a session or a key sees it. */
  async update(caller: Caller, id: string, request: UpdateUserRequest): Promise<Person & { endedSessions: number }> {
    const { password, active, ...changes } = definedOf(request);
    const wanted = definedOf({ role: changes.role, active });
    const act: PersonAct = { kind: 'change', ...wanted, password: password !== undefined };
    const passwordHash = password === undefined ? null : await hashPassword(password);
    return this.claimingAddress(changes.email ?? '', () =>
      this.database.as(caller, async (manager) => {
        const before = await lockedForAct(manager, caller, id, act);
        if (changes.role === 'superadmin') await assertOfDefaultTenant(manager, before.tenantId);
        const after = Object.assign(new User(), before, changes);
        if (password !== undefined) assertGoodPassword(password, after, 'password');
        if (passwordHash !== null) after.passwordHash = passwordHash;
        if (active === false) after.disabledAt ??= await controlNow(manager);
        if (active === true) after.disabledAt = null;
        await manager.save(User, after);
        const isToSignInAnew = passwordHash !== null || after.disabledAt !== null;
        const endedSessions = isToSignInAnew ? await endSessions(manager, id) : 0;
        const data = { ...changesOf(before, after), endedSessions };
        await this.audit.record(caller, { ...actOn('user.update', before), data }, manager);
        this.wakeAfter(manager, id);
        return { ...(await personOf(manager, after)), endedSessions };
      }),
    );
  }

  /** Their sessions and keys go with them; what they did stays in records and in the audit trail, with their name. */
  async delete(caller: Caller, id: string): Promise<{ endedSessions: number }> {
    return this.database.as(caller, async (manager) => {
      const user = await lockedForAct(manager, caller, id, { kind: 'delete' });
      const endedSessions = await endSessions(manager, id);
      await this.traceKeysOf(manager, caller, user);
      await manager.delete(User, { id });
      const { email, role } = user;
      await this.audit.record(caller, { ...actOn('user.delete', user), data: { email, role, endedSessions } }, manager);
      this.wakeAfter(manager, id);
      return { endedSessions };
    });
  }

  /** The keys that go with a person, while their names are known: each has a history of its own. */
  private async traceKeysOf(manager: EntityManager, caller: Caller, { id, email, tenantId }: User): Promise<void> {
    const keys = await manager.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM api_keys WHERE "userId" = $1 AND "revokedAt" IS NULL ORDER BY id',
      [id],
    );
    for (const { id: subjectId, name } of keys) {
      const entry = { action: 'api_key.revoke', subjectType: 'api_key', subjectId, tenantId };
      await this.audit.record(caller, { ...entry, data: { name, deletedUser: email } }, manager);
    }
  }

  /** What they have open is looked at anew: event streams of sessions and keys that do not hold any more end. */
  private wakeAfter(manager: EntityManager, userId: string): void {
    afterCommit(manager, () => {
      this.wakes.wake(userId);
    });
  }

  /** An address is of one person in the whole instance, and a tenant sees its own alone: the index knows, whoever asks at once. */
  private async claimingAddress<Result>(email: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw new AppError('CONFLICT', `The e-mail address ${email} cannot be used: somebody has it.`, {
        hint: 'Choose another one. An address is of one person in the whole instance.',
        cause,
      });
    }
  }
}

function peopleOf(manager: EntityManager, caller: Caller): TenantRepository<User> {
  return new TenantRepository(manager, User, caller, 'user');
}

async function assertOfDefaultTenant(manager: EntityManager, tenantId: string): Promise<void> {
  if (await manager.existsBy(Tenant, { id: tenantId, slug: DEFAULT_TENANT_SLUG })) return;
  throw new AppError('INVALID_PARAMETER', 'A superadmin is of the instance, and belongs to the tenant `default`.', {
    hint: 'Make a person of that tenant a superadmin.',
    errors: [{ field: 'role', message: 'must be admin or below in this tenant' }],
  });
}

/** For the audit trail: what was changed, with what is no secret of it. */
function changesOf(before: User, after: User): Record<string, unknown> {
  const fields = (['email', 'name', 'role', 'mustChangePassword'] as const).filter(
    (field) => before[field] !== after[field],
  );
  const changes = fields.map((field) => [field, { from: before[field], to: after[field] }]);
  const isActive = (user: User): boolean => user.disabledAt === null;
  return {
    email: before.email,
    ...(fields.length === 0 ? {} : { changes: Object.fromEntries(changes) as Record<string, unknown> }),
    ...(isActive(before) === isActive(after) ? {} : { active: isActive(after) }),
    ...(before.passwordHash === after.passwordHash ? {} : { password: 'set' }),
  };
}

function actOn(action: string, { id, tenantId }: User): AuditEntry {
  return { action, subjectType: 'user', subjectId: id, tenantId };
}
