import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { type Page, paginate } from '../../common/pagination.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { limitsOf } from '../plans/plans.js';
import { SettingsService } from '../settings/settings.service.js';
import { type Standing, standingOf } from './standing.js';
import type { CreateTenantRequest, ListTenantsQuery, UpdateTenantRequest } from './tenant-requests.dto.js';
import { type TenantUse, tenantUse } from './tenant-use.js';
import { Tenant } from './tenant.entity.js';

/** A tenant at a moment of the control database, by which its licence runs. */
export interface ListedTenant {
  tenant: Tenant;
  now: Date;
}

const IS_EXPIRED = `coalesce(tenant."licenseExpiresAt" <= now(), false)`;
const WHERE_STANDING: Record<Standing, string> = {
  suspended: `tenant."suspendedAt" IS NOT NULL`,
  expired: `tenant."suspendedAt" IS NULL AND ${IS_EXPIRED}`,
  active: `tenant."suspendedAt" IS NULL AND NOT ${IS_EXPIRED}`,
};

/** Tenants, for those who run the instance; and one's own, to be looked at. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly settings: SettingsService,
  ) {}

  async list(caller: Caller, query: ListTenantsQuery): Promise<Page<ListedTenant>> {
    return this.database.as(caller, async (manager) => {
      const tenants = tenantsOf(manager, caller);
      const { q, plan, status } = query;
      if (q !== undefined) {
        tenants.andWhere(`position(lower(:q) in tenant.slug || E'\\n' || lower(tenant.name)) > 0`, { q });
      }
      if (plan !== undefined) tenants.andWhere('tenant.plan = :plan', { plan });
      if (status !== undefined) tenants.andWhere(WHERE_STANDING[status]);
      const page = await paginate(tenants, query, {
        sortable: { createdAt: 'tenant.createdAt', slug: 'tenant.slug', name: 'tenant.name', plan: 'tenant.plan' },
        default: 'createdAt',
      });
      const now = await controlNow(manager);
      return { ...page, items: page.items.map((tenant) => ({ tenant, now })) };
    });
  }

  async get(caller: Caller, id: string): Promise<ListedTenant & { use: TenantUse }> {
    return this.database.as(caller, async (manager) => details(manager, await tenantOf(manager, caller, id)));
  }

  async create(caller: Caller, request: CreateTenantRequest): Promise<ListedTenant & { use: TenantUse }> {
    return this.database.as(caller, async (manager) => {
      const { slug, licenseExpiresAt, ownLimits, ...given } = request;
      const values = {
        ...{ id: uuidV7(), slug, ...definedOf(given), ownLimits: definedOf(ownLimits ?? {}) },
        licenseExpiresAt: licenseExpiresAt == null ? null : new Date(licenseExpiresAt),
      };
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(Tenant)
        .values(values)
        .orIgnore()
        .returning('id')
        .execute();
      if ((inserted.raw as unknown[]).length === 0) {
        throw new AppError('CONFLICT', `There is a tenant ${slug} already.`, { hint: 'Choose another slug.' });
      }
      const tenant = await tenantOf(manager, caller, values.id);
      const data = { slug, name: tenant.name, plan: tenant.plan };
      await this.trace(manager, caller, 'tenant.create', tenant, data);
      await this.settings.begin(manager, caller, tenant.id, limitsOf(tenant.plan, tenant.ownLimits));
      return details(manager, tenant);
    });
  }

  /** Whoever asks for a backup of it at this moment is let in before the change, or meets it. */
  async update(caller: Caller, id: string, request: UpdateTenantRequest): Promise<ListedTenant & { use: TenantUse }> {
    return this.database.as(caller, async (manager) => {
      await manager.query('SELECT 1 FROM tenants WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const before = await tenantOf(manager, caller, id);
      const now = await controlNow(manager);
      const after = changed(before, request, now);
      await manager.save(Tenant, after);
      const data = { fields: Object.keys(definedOf(request)), plan: after.plan, status: standingOf(after, now) };
      await this.trace(manager, caller, 'tenant.update', after, data);
      await this.settings.holdToPlan(manager, caller, id, limitsOf(after.plan, after.ownLimits));
      return details(manager, after);
    });
  }

  private async trace(
    manager: EntityManager,
    caller: Caller,
    action: string,
    { id }: Tenant,
    data: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(caller, { action, subjectType: 'tenant', subjectId: id, tenantId: id, data }, manager);
  }
}

/** Those that the caller may see: all of them, or the own one. */
function tenantsOf(manager: EntityManager, caller: Caller): SelectQueryBuilder<Tenant> {
  const query = manager.createQueryBuilder(Tenant, 'tenant');
  return caller.seesAllTenants ? query.where('true') : query.where('tenant.id = :own', { own: caller.tenantId });
}

async function tenantOf(manager: EntityManager, caller: Caller, id: string): Promise<Tenant> {
  const found = await tenantsOf(manager, caller).andWhere('tenant.id = :id', { id }).getOne();
  if (found !== null) return found;
  throw new AppError('NOT_FOUND', `There is no tenant ${id}.`);
}

async function details(manager: EntityManager, tenant: Tenant): Promise<ListedTenant & { use: TenantUse }> {
  return { tenant, now: await controlNow(manager), use: await tenantUse(manager, tenant.id) };
}

function changed(before: Tenant, request: UpdateTenantRequest, now: Date): Tenant {
  const { suspended, licenseExpiresAt, ownLimits, ...others } = definedOf(request);
  const after = Object.assign(new Tenant(), before, others);
  if (ownLimits !== undefined) after.ownLimits = definedOf(ownLimits);
  if (licenseExpiresAt !== undefined) {
    after.licenseExpiresAt = licenseExpiresAt === null ? null : new Date(licenseExpiresAt);
  }
  if (suspended === true) after.suspendedAt ??= now;
  if (suspended === false) Object.assign(after, { suspendedAt: null, suspendedReason: null });
  const goesOn = standingOf(before, now) !== 'active' && standingOf(after, now) === 'active';
  if (goesOn) after.owesSince = now;
  return after;
}
