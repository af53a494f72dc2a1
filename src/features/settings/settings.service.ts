import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate } from '../../common/pagination.js';
import { mayDo } from '../../common/permissions.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { BackupDirectory } from '../storages/backup-directory.js';
import { assertAutoBackups } from '../plans/auto-backups.js';
import { limitsOfTenant } from '../plans/licensed-tenant.js';
import { assertKeptWithin, mostKept } from '../plans/plan-retention.js';
import type { Limits } from '../plans/plans.js';
import { Tenants } from '../tenants/tenants.js';
import { changesBetween, merged, type ValueChange } from './merged.js';
import { assertMayChangeSafeguards, safeguardsOfNew } from './safeguards.js';
import { SavedSettings } from './saved-settings.entity.js';
import { SettingChange } from './setting-change.entity.js';
import { SettingsChanges } from './settings-changes.js';
import type { ListSettingChangesQuery, UpdateSettingsRequest } from './settings-requests.dto.js';
import { assertSettingsGoTogether } from './settings-rules.js';
import { type SettingsValues, withDefaults } from './settings-values.js';
import { settingsOf } from './tenant-settings.js';

type SettingsWish = Omit<UpdateSettingsRequest, 'tenantId' | 'backupDirectory'>;

export interface EffectiveSettings {
  tenantId: string;
  values: SettingsValues & { rollbackWindowHours: number };
  /** null: it is nothing that the caller may know. */
  backupDirectory: string | null;
}

/** What tenants decide about their backups, and who decided it. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly database: Database,
    private readonly process: Settings,
    private readonly tenants: Tenants,
    private readonly directory: BackupDirectory,
    private readonly changes: SettingsChanges,
    private readonly audit: Audit,
  ) {}

  async get(caller: Caller, ofTenant: string | undefined): Promise<EffectiveSettings> {
    const tenantId = await this.tenants.forNew(caller, ofTenant);
    const saved = await this.database.as(caller, (manager) => manager.findOneBy(SavedSettings, { tenantId }));
    const values = withDefaults(saved?.values ?? {});
    return {
      tenantId,
      values: { ...values, rollbackWindowHours: values.rollbackWindowHours ?? this.process.rollbackWindowHours },
      backupDirectory: mayDo(caller, 'instance:manage') ? await this.directory.current() : null,
    };
  }

  /** Merges section by section: what the request does not name stays. Whoever reads settings sees it from the commit on. */
  async update(caller: Caller, request: UpdateSettingsRequest): Promise<EffectiveSettings> {
    const { tenantId: ofTenant, backupDirectory, ...wish } = request;
    const tenantId = await this.tenants.forNew(caller, ofTenant);
    const store = backupDirectory === undefined ? null : await this.directory.prepare(caller, backupDirectory);
    await this.database.as(caller, async (manager) => {
      const changed = await this.save(manager, caller, tenantId, wish);
      const moved = store === null ? [] : await this.directory.change(manager, store);
      await remember(manager, caller, tenantId, changed);
      await remember(manager, caller, null, moved);
      const fields = [...changed, ...moved].map(({ field }) => field);
      if (fields.length === 0) return;
      const entry = { action: 'settings.update', subjectType: 'tenant', subjectId: tenantId, tenantId };
      await this.audit.record(caller, { ...entry, data: { fields } }, manager);
    });
    return this.get(caller, tenantId);
  }

  /** What would hold if this were saved; nothing is. Throws as `update` does. */
  async draft(
    caller: Caller,
    request: UpdateSettingsRequest,
  ): Promise<{ tenantId: string; before: SettingsValues; after: SettingsValues }> {
    const { tenantId: ofTenant, backupDirectory, ...wish } = request;
    if (backupDirectory !== undefined) this.directory.assertMayChange(caller);
    const tenantId = await this.tenants.forNew(caller, ofTenant);
    return this.database.as(caller, async (manager) => {
      const saved = await manager.findOneBy(SavedSettings, { tenantId });
      const before = withDefaults(saved?.values ?? {});
      const after = merged(before, wish);
      await assertMayChangeSafeguards(manager, caller, { tenantId, before, after });
      await assertPossible(manager, tenantId, wish, after);
      return { tenantId, before, after };
    });
  }

  /** Writes what a tenant begins with, in the transaction that makes it. */
  async begin(manager: EntityManager, caller: Caller, tenantId: string, limits: Limits): Promise<void> {
    const values = await safeguardsOfNew(manager, caller);
    const changed = changesBetween(withDefaults({}), withDefaults(values));
    if (changed.length > 0) await manager.insert(SavedSettings, { tenantId, values });
    await remember(manager, caller, tenantId, changed);
    await this.holdToPlan(manager, caller, tenantId, limits);
  }

  /** Brings what a tenant keeps within its plan, in the transaction that gives it the plan; its history says so. */
  async holdToPlan(
    manager: EntityManager,
    caller: Caller,
    tenantId: string,
    { retentionDays: limit }: Limits,
  ): Promise<void> {
    if (limit === null) return;
    await manager.query(SHORTEN_OWN_RULES, [tenantId, limit]);
    const { retentionDays, keep } = await settingsOf(manager, tenantId);
    const most = mostKept(limit);
    const wish = {
      retentionDays: retentionDays === 0 ? limit : Math.min(retentionDays, limit),
      keep: {
        daily: Math.min(keep.daily, most.daily),
        weekly: Math.min(keep.weekly, most.weekly),
        monthly: Math.min(keep.monthly, most.monthly),
        yearly: Math.min(keep.yearly, most.yearly),
      },
    };
    await remember(manager, caller, tenantId, await this.save(manager, caller, tenantId, wish));
  }

  async history(caller: Caller, query: ListSettingChangesQuery): Promise<Page<SettingChange>> {
    return this.database.as(caller, (manager) => {
      const changes = manager.createQueryBuilder(SettingChange, 'change').where('true');
      if (!caller.seesAllTenants) changes.andWhere('change."tenantId" = :own', { own: caller.tenantId });
      if (query.tenantId !== undefined) changes.andWhere('change."tenantId" = :tenantId', { tenantId: query.tenantId });
      if (query.field !== undefined) {
        changes.andWhere(`(change.field = :field OR starts_with(change.field, :field || '.'))`, { field: query.field });
      }
      return paginate(changes, query, {
        sortable: { at: 'change.createdAt', field: 'change.field' },
        default: 'at',
      });
    });
  }

  private async save(
    manager: EntityManager,
    caller: Caller,
    tenantId: string,
    wish: SettingsWish,
  ): Promise<ValueChange[]> {
    await manager.query('INSERT INTO settings ("tenantId") VALUES ($1) ON CONFLICT DO NOTHING', [tenantId]);
    const saved = await manager.findOneOrFail(SavedSettings, {
      where: { tenantId },
      lock: { mode: 'pessimistic_write' },
    });
    const before = withDefaults(saved.values);
    const values = merged(saved.values, wish);
    const after = withDefaults(values);
    await assertMayChangeSafeguards(manager, caller, { tenantId, before, after });
    await assertPossible(manager, tenantId, wish, after);
    const changed = changesBetween(before, after);
    if (changed.length === 0) return [];
    saved.values = values;
    await manager.save(saved);
    await this.changes.follow(manager, { caller, tenantId, before, after });
    return changed;
  }
}

/** Of sources with rules of their own: what of them keeps for longer than that. By SQL: sources read settings. */
const SHORTEN_OWN_RULES = `
  UPDATE sources SET retention = retention || jsonb_build_object('retentionDays', $2::int)
   WHERE "tenantId" = $1 AND NOT coalesce((retention->>'retentionDays')::int BETWEEN 1 AND $2, true)`;

async function assertPossible(
  manager: EntityManager,
  tenantId: string,
  wish: SettingsWish,
  after: SettingsValues,
): Promise<void> {
  assertSettingsGoTogether(after);
  await assertWithinPlan(manager, tenantId, wish);
  const { autoBackup, compatibilitySourceId } = wish;
  const nightly = autoBackup?.sourceIds ?? 'all';
  if (nightly !== 'all') await assertSources(manager, tenantId, 'autoBackup.sourceIds', nightly);
  if (typeof compatibilitySourceId === 'string') {
    await assertSources(manager, tenantId, 'compatibilitySourceId', [compatibilitySourceId]);
  }
}

async function assertSources(
  manager: EntityManager,
  tenantId: string,
  field: string,
  sourceIds: string[],
): Promise<void> {
  if (sourceIds.length === 0) return;
  // By SQL: sources read settings, so settings cannot know them.
  const found = await manager.query<{ id: string }[]>(
    'SELECT id FROM sources WHERE id = ANY ($1) AND "tenantId" = $2',
    [sourceIds, tenantId],
  );
  const known = new Set(found.map(({ id }) => id));
  const unknown = sourceIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new AppError('INVALID_PARAMETER', `There is no source ${unknown.join(', ')}.`, {
    hint: 'List what there is: GET /api/v1/sources',
    errors: [{ field, message: 'must name sources of this tenant' }],
  });
}

/** What is asked for; what was there before a plan became smaller stays until it is changed. */
async function assertWithinPlan(manager: EntityManager, tenantId: string, wish: SettingsWish): Promise<void> {
  const limits = await limitsOfTenant(manager, tenantId);
  assertKeptWithin(wish, limits);
  if (wish.autoBackup?.enabled === true) assertAutoBackups(limits, []);
}

/** At the time of this moment, and not of the transaction's begin: who waited for the row of the settings changed it later. */
async function remember(
  manager: EntityManager,
  caller: Caller,
  tenantId: string | null,
  changes: readonly ValueChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const [clock] = await manager.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  await manager.save(
    changes.map((change) =>
      manager.create(SettingChange, { ...change, tenantId, changedBy: caller.name, createdAt: clock?.now }),
    ),
  );
}
