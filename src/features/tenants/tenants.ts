import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { DEFAULT_TENANT_SLUG, Tenant } from './tenant.entity.js';

@Injectable()
export class Tenants {
  constructor(private readonly database: Database) {}

  /** The tenant `default`, made when it is missing. Safe to call from several processes at once. */
  async ensureDefault(): Promise<Tenant> {
    return this.database.asSystem(async (manager) => {
      const fresh = manager.create(Tenant, { slug: DEFAULT_TENANT_SLUG, name: 'Default' });
      await manager.createQueryBuilder().insert().into(Tenant).values(fresh).orIgnore().execute();
      return manager.findOneByOrFail(Tenant, { slug: DEFAULT_TENANT_SLUG });
    });
  }

  /**
   * The tenant that something new belongs to: the caller's own; for a superadmin the one that is named, else `default`.
   * Naming another tenant is NOT_FOUND whether it exists or not, so that nobody can ask which ones there are.
   */
  async forNew(caller: Caller, tenantId: string | undefined): Promise<string> {
    if (!caller.seesAllTenants) {
      if (tenantId === undefined || tenantId === caller.tenantId) return caller.tenantId;
      throw unknownTenant();
    }
    const where = tenantId === undefined ? { slug: DEFAULT_TENANT_SLUG } : { id: tenantId };
    const found = await this.database.asSystem((manager) => manager.findOneBy(Tenant, where));
    if (found === null) throw unknownTenant();
    return found.id;
  }

  /** For work that goes through every tenant, such as a sweep. */
  async all(): Promise<Tenant[]> {
    return this.database.asSystem((manager) => manager.find(Tenant, { order: { id: 'ASC' } }));
  }

  /** null when there is no such tenant. */
  async find(id: string): Promise<Tenant | null> {
    return this.database.asSystem((manager) => manager.findOneBy(Tenant, { id }));
  }
}

function unknownTenant(): AppError {
  return new AppError('NOT_FOUND', 'There is no such tenant for you.', {
    hint: 'Leave tenantId out to use your own.',
    errors: [{ field: 'tenantId', message: 'must be a tenant of yours' }],
  });
}
