import { Injectable } from '@nestjs/common';
import { systemCaller, type Role } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { generatePassword, hashPassword } from './passwords.js';
import { User } from './user.entity.js';

export interface FirstSuperadmin {
  email: string;
  /** null when it was given to us, and therefore need not be shown. */
  generatedPassword: string | null;
}

@Injectable()
export class Users {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Before sign-in nobody is known yet: the only read of users across tenants. */
  async findByEmail(email: string): Promise<User | null> {
    return this.database.asSystem((manager) => manager.findOneBy(User, { email: email.toLowerCase() }));
  }

  /**
   * Makes a superadmin when there is no user at all; null when there is one. Safe from several processes at once:
   * the table is locked against writers while we look.
   */
  async ensureFirstSuperadmin(
    tenantId: string,
    email: string,
    password: string | null,
  ): Promise<FirstSuperadmin | null> {
    if (await this.database.asSystem((manager) => manager.existsBy(User, {}))) return null;
    const generatedPassword = password === null ? generatePassword() : null;
    const passwordHash = await hashPassword(password ?? generatedPassword ?? '');
    return this.database.asSystem(async (manager) => {
      await manager.query('LOCK TABLE "users" IN SHARE ROW EXCLUSIVE MODE');
      if (await manager.existsBy(User, {})) return null;
      const role: Role = 'superadmin';
      const user = await manager.save(manager.create(User, { tenantId, email, passwordHash, role }));
      await this.audit.record(
        systemCaller('first start', tenantId),
        { action: 'user.create', subjectType: 'user', subjectId: user.id, data: { email, role } },
        manager,
      );
      return { email, generatedPassword };
    });
  }
}
