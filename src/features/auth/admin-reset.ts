import { In, type EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { systemCaller } from '../../common/caller.js';
import type { Database } from '../../database/database.js';
import type { Audit } from '../audit/audit.js';
import type { Tenants } from '../tenants/tenants.js';
import { SecondFactor } from '../second-factors/second-factor.entity.js';
import { generatePassword, hashPassword } from '../users/passwords.js';
import { User } from '../users/user.entity.js';
import { endSessions } from './end-sessions.js';
import { LoginAttempt } from './login-attempt.entity.js';

export interface ResetRequest {
  /** null: the superadmin, where there is one only; else the one called `usualEmail`. */
  email: string | null;
  /** Of the one who is made where there is no superadmin at all. */
  usualEmail: string;
}

export interface ResetResult {
  email: string;
  /** To be shown once. */
  password: string;
  isNew: boolean;
  endedSessions: number;
  removedSecondFactor: boolean;
}

/**
 * Gives a superadmin a new password, and takes the second factor away, for whoever can reach the control database and no longer signs in. Its sessions end
 * in the same transaction; a sign-in with the old password at that moment comes before it or fails (Auth). Where there is
 * no superadmin, one is made.
 */
export class AdminReset {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly tenants: Tenants,
  ) {}

  /** Throws NOT_FOUND, or CONFLICT where it is not said which one, or where the one that is named is no superadmin. */
  async reset({ email, usualEmail }: ResetRequest): Promise<ResetResult> {
    const tenant = await this.tenants.ensureDefault();
    const password = generatePassword();
    const passwordHash = await hashPassword(password);
    return this.database.asSystem(async (manager) => {
      // Two resets at once, or the first start of an application: one after the other.
      await manager.query('LOCK TABLE "users" IN SHARE ROW EXCLUSIVE MODE');
      const found = await chosen(manager, email, usualEmail);
      const user = found ?? newSuperadmin(manager, tenant.id, email ?? usualEmail);
      Object.assign(user, { passwordHash, disabledAt: null });
      await manager.save(user);
      const endedSessions = await endSessions(manager, user.id);
      await manager.delete(LoginAttempt, { email: user.email });
      const { affected } = await manager.delete(SecondFactor, { userId: user.id });
      const removedSecondFactor = (affected ?? 0) > 0;
      await this.audit.record(
        systemCaller('admin:reset', user.tenantId),
        {
          action: found === null ? 'user.create' : 'user.reset_password',
          subjectType: 'user',
          subjectId: user.id,
          data: { email: user.email, role: user.role, endedSessions, removedSecondFactor },
        },
        manager,
      );
      return { email: user.email, password, isNew: found === null, endedSessions, removedSecondFactor };
    });
  }
}

/** null: there is no superadmin at all, and nobody has the name that one would get. */
async function chosen(manager: EntityManager, email: string | null, usualEmail: string): Promise<User | null> {
  const superadmins = await manager.find(User, { where: { role: 'superadmin' }, order: { id: 'ASC' } });
  const [first] = superadmins;
  const wanted = email ?? (superadmins.length === 1 && first !== undefined ? first.email : usualEmail);
  const user = superadmins.find((one) => one.email === wanted);
  if (user !== undefined) return user;
  const others = superadmins.map((one) => one.email).join(', ');
  if (await manager.existsBy(User, { email: In([wanted]) })) {
    throw new AppError('CONFLICT', `${wanted} is a user, but no superadmin`, {
      hint:
        others === ''
          ? 'There is none: name another e-mail address with --email, and one is made.'
          : `Superadmins are ${others}.`,
    });
  }
  if (first === undefined) return null;
  if (email !== null)
    throw new AppError('NOT_FOUND', `There is no user ${email}`, { hint: `Superadmins are ${others}.` });
  throw new AppError('CONFLICT', 'There are several superadmins', { hint: `Name one with --email: ${others}.` });
}

function newSuperadmin(manager: EntityManager, tenantId: string, email: string): User {
  return manager.create(User, { tenantId, email, role: 'superadmin' });
}
