import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { systemCaller } from '../../common/caller.js';
import type { OidcSettings } from '../../config/oidc-settings.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { Tenant } from '../tenants/tenant.entity.js';
import { hashPassword } from '../users/passwords.js';
import { User } from '../users/user.entity.js';
import { OidcIdentity } from './oidc-identity.entity.js';
import type { OidcPerson } from './oidc-person.js';

/** Who of ours somebody is whom a provider knows. */
@Injectable()
export class OidcPeople {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * By the provider's name for them. Where that is not known yet, once by the verified e-mail address, or as somebody new
   * where the server's file says so. Throws FORBIDDEN for whoever may not come this way.
   */
  async find(person: OidcPerson, settings: OidcSettings): Promise<User> {
    // Of nothing that anybody knows: there is no password until one is set.
    const passwordHash = await hashPassword(randomBytes(32).toString('base64'));
    return this.database.asSystem(async (manager) => {
      // Two who come as the same person at once, one after the other.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('oidc people', 0))`);
      const known = await this.identity(manager, person);
      const identity = known ?? (await this.introduce(manager, person, settings, passwordHash));
      const user = await manager.findOneByOrFail(User, { id: identity.userId });
      if (identity.isProvisioned) await this.followRole(manager, user, person, settings);
      if (user.disabledAt !== null) throw refused(`${user.email} is kept out`, 'Ask an admin.');
      if (user.role === 'superadmin' && !settings.superadmins) {
        throw refused(
          'A superadmin signs in with a password',
          'Or the server’s file says "superadmins": true in oidc.',
        );
      }
      // A password that was given and never taken up: they have shown who they are, and nobody else shall with it.
      if (user.mustChangePassword) {
        await manager.save(Object.assign(user, { passwordHash, mustChangePassword: false }));
      }
      return user;
    });
  }

  private async identity(manager: EntityManager, { issuer, subject }: OidcPerson): Promise<OidcIdentity | null> {
    return manager.findOneBy(OidcIdentity, { issuer, subject });
  }

  private async introduce(
    manager: EntityManager,
    person: OidcPerson,
    settings: OidcSettings,
    passwordHash: string,
  ): Promise<OidcIdentity> {
    const { issuer, subject, email } = person;
    const known = await manager.findOneBy(User, { email });
    if (known !== null) await assertFree(manager, known, issuer);
    const user = known ?? (await this.provision(manager, person, settings, passwordHash));
    const identity = { tenantId: user.tenantId, userId: user.id, issuer, subject, isProvisioned: known === null };
    const saved = await manager.save(manager.create(OidcIdentity, identity));
    await this.record(manager, user, 'user.link', { email, issuer, subject });
    return saved;
  }

  private async provision(
    manager: EntityManager,
    { email, name, role }: OidcPerson,
    { provision }: OidcSettings,
    passwordHash: string,
  ): Promise<User> {
    if (provision === null) {
      throw refused(`Nobody here has the address ${email}`, 'Ask an admin to add you, with this address.');
    }
    const tenant = await manager.findOneBy(Tenant, { slug: provision.tenant });
    if (tenant === null) {
      throw new AppError('UNAVAILABLE', `There is no tenant ${provision.tenant} to add new people to.`, {
        hint: 'Whoever runs the server names another one in oidc.provision.tenant.',
      });
    }
    const user = manager.create(User, { id: uuidV7(), tenantId: tenant.id, email, name, passwordHash });
    user.role = role ?? provision.role;
    await manager.save(user);
    await this.record(manager, user, 'user.create', { email, role: user.role });
    return user;
  }

  /** Of whom the provider brought, it also says what they may do. */
  private async followRole(
    manager: EntityManager,
    user: User,
    person: OidcPerson,
    { roleClaim, provision }: OidcSettings,
  ): Promise<void> {
    const role = person.role ?? provision?.role ?? user.role;
    if (roleClaim === null || role === user.role) return;
    const changes = { role: { from: user.role, to: role } };
    user.role = role;
    await manager.save(user);
    await this.record(manager, user, 'user.update', { email: user.email, changes });
  }

  private async record(
    manager: EntityManager,
    user: User,
    action: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    const entry = { action, subjectType: 'user', subjectId: user.id, data };
    await this.audit.record(systemCaller('sign-in provider', user.tenantId), entry, manager);
  }
}

/** An address that was given to somebody else at the provider opens nothing of whom it belonged to. */
async function assertFree(manager: EntityManager, { id, email }: User, issuer: string): Promise<void> {
  if (!(await manager.existsBy(OidcIdentity, { userId: id, issuer }))) return;
  throw refused(`${email} belongs to another account of the provider`, 'Sign in with that one, or ask an admin.');
}

function refused(what: string, hint: string): AppError {
  return new AppError('FORBIDDEN', `${what}.`, { hint });
}
