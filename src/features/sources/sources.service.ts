import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { type Page, paginate } from '../../common/pagination.js';
import { assertMayDo, mayDo } from '../../common/permissions.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import { limitsOfTenant } from '../plans/licensed-tenant.js';
import { assertKeptWithin } from '../plans/plan-retention.js';
import type { RetentionRulesRequest } from '../settings/retention-rules.dto.js';
import type { SourceRetention } from '../settings/retention-rules.js';
import { rollbackWindowOf } from '../settings/tenant-settings.js';
import { assertMaintenanceApart, assertNothingLeftBehind, assertPasswordStays, busy } from './source-changes.js';
import { SourceConnections } from './source-connections.js';
import type {
  CreateSourceRequest,
  ListSourcesQuery,
  SourceMigrationsRequest,
  UpdateSourceRequest,
} from './source-requests.dto.js';
import { backupUsesOf, type SourceBackupUses, type SourceUses, usesOf } from './source-uses.js';
import { Source } from './source.entity.js';

/** Of changes at the same time each round lets one through. */
const UPDATE_ATTEMPTS = 20;

@Injectable()
export class SourcesService {
  constructor(
    private readonly database: Database,
    private readonly connections: SourceConnections,
    private readonly settings: Settings,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller, query: ListSourcesQuery): Promise<Page<Source>> {
    return this.database.as(caller, (manager) => {
      const sources = sourcesOf(manager, caller).query('record');
      if (query.q !== undefined) sources.andWhere('position(lower(:q) in lower(record.name)) > 0', { q: query.q });
      return paginate(sources, query, { sortable: { createdAt: 'record.createdAt', name: 'record.name' } });
    });
  }

  async get(caller: Caller, id: string): Promise<Source> {
    return this.database.as(caller, (manager) => sourcesOf(manager, caller).get(id));
  }

  async create(caller: Caller, request: CreateSourceRequest): Promise<Source> {
    const source = await this.draft(caller, request);
    await this.assertMayProtect(source);
    return this.database.as(caller, async (manager) => {
      await tenantSlug(manager, source.tenantId);
      assertKeptWithin(source.retention ?? {}, await limitsOfTenant(manager, source.tenantId));
      await assertNameFree(manager, source);
      await manager.insert(Source, source);
      await this.audit.record(caller, this.act('source.create', source), manager);
      return manager.findOneByOrFail(Source, { id: source.id });
    });
  }

  async update(caller: Caller, id: string, request: UpdateSourceRequest): Promise<Source> {
    for (let attempt = 0; attempt < UPDATE_ATTEMPTS; attempt += 1) {
      const updated = await this.updateUnlessChanged(caller, id, request);
      if (updated !== null) return updated;
    }
    throw new AppError('CONFLICT', 'Others keep changing this source at the same time.', {
      hint: 'Read it again, and send the change once more.',
    });
  }

  /**
   * Refused while a job of the source runs, while a database is kept for a rollback, and while it has backups, unless
   * they are to go with it: then they are out of sight at once, and the sweep takes their objects away.
   */
  async delete(caller: Caller, id: string, withBackups: boolean): Promise<number> {
    return this.database.as(caller, async (manager) => {
      const source = await sourcesOf(manager, caller).get(id, { lock: true });
      const windowHours = await rollbackWindowOf(manager, source.tenantId, this.settings);
      const backups = await backupUsesOf(manager, id, windowHours);
      const uses = { ...(await usesOf(manager, id)), ...backups };
      assertDeletable(uses, withBackups);
      await manager.query('UPDATE backups SET "deletedAt" = now() WHERE "sourceId" = $1 AND "deletedAt" IS NULL', [id]);
      await manager.delete(Source, { id });
      await this.audit.record(
        caller,
        { ...this.act('source.delete', source), data: { withBackups, backups: uses.backups } },
        manager,
      );
      return uses.backups;
    });
  }

  /** The source that a request describes, stored nowhere. */
  async draft(caller: Caller, request: CreateSourceRequest): Promise<Source> {
    if (request.tenantId !== undefined && request.tenantId !== caller.tenantId && !caller.seesAllTenants) {
      throw new AppError('NOT_FOUND', `There is no tenant ${request.tenantId}.`);
    }
    const { password, ...database } = request.database;
    assertMaintenanceApart(database);
    const id = uuidV7();
    const source = Object.assign(new Source(), {
      id,
      tenantId: request.tenantId ?? caller.tenantId,
      name: request.name,
      database,
      sealedPassword: password === undefined ? null : this.connections.seal(id, password),
      appVersion: request.appVersion ?? null,
      migrations: request.migrations ?? {},
      retention: ownRetention(request.retention),
      mayShareControlServer: mayDo(caller, 'instance:manage'),
    });
    await this.assertMigrationsPossible(source.tenantId, source.migrations);
    return source;
  }

  /** What the source would be with these changes, stored nowhere; without any, what it is. */
  async changed(caller: Caller, id: string, request: UpdateSourceRequest): Promise<Source> {
    const source = await this.get(caller, id);
    if (Object.keys(definedOf(request)).length === 0) return source;
    assertMayDo(caller, 'sources:manage', 'try changes of a source');
    const after = this.merged(caller, source, request);
    await this.assertMigrationsPossible(after.tenantId, after.migrations);
    return after;
  }

  /**
   * null: somebody changed the source in between. Servers are asked before the row is locked, so that no job waits for
   * one that does not answer; what was checked is what is stored.
   */
  private async updateUnlessChanged(caller: Caller, id: string, request: UpdateSourceRequest): Promise<Source | null> {
    const before = await this.get(caller, id);
    const after = this.merged(caller, before, request);
    await this.assertMigrationsPossible(after.tenantId, after.migrations);
    if (request.database !== undefined) await this.assertMayProtect(after);
    return this.database.as(caller, async (manager) => {
      const current = await sourcesOf(manager, caller).get(id, { lock: true });
      if (!isDeepStrictEqual(current, before)) return null;
      assertNothingLeftBehind(await usesOf(manager, id), before.database, after.database);
      await assertNameFree(manager, after);
      if (request.retention != null) {
        assertKeptWithin(request.retention, await limitsOfTenant(manager, after.tenantId));
      }
      await this.audit.record(
        caller,
        { ...this.act('source.update', after), data: { fields: Object.keys(definedOf(request)) } },
        manager,
      );
      return manager.save(Source, after);
    });
  }

  private merged(caller: Caller, before: Source, request: UpdateSourceRequest): Source {
    const { password, ...changes } = definedOf(request.database ?? {});
    const database = { ...before.database, ...changes };
    if (request.database !== undefined) assertMaintenanceApart(database);
    if (password === undefined) assertPasswordStays(before, database);
    return Object.assign(new Source(), before, {
      name: request.name ?? before.name,
      database,
      sealedPassword: password === undefined ? before.sealedPassword : this.connections.seal(before.id, password),
      appVersion: request.appVersion === undefined ? before.appVersion : request.appVersion,
      migrations: request.migrations ?? before.migrations,
      retention: request.retention === undefined ? before.retention : ownRetention(request.retention),
      mayShareControlServer:
        request.database === undefined ? before.mayShareControlServer : mayDo(caller, 'instance:manage'),
    });
  }

  private async assertMigrationsPossible(tenantId: string, migrations: SourceMigrationsRequest): Promise<void> {
    if (migrations.codePath !== undefined) this.settings.assertCodePath(migrations.codePath);
    const { runner } = migrations;
    if (runner === undefined || runner === 'typeorm') return;
    const slug = await this.database.asSystem((manager) => tenantSlug(manager, tenantId));
    const definition = this.settings.server.migrationRunners[runner];
    if (definition === undefined || !(definition.tenants.includes('*') || definition.tenants.includes(slug))) {
      throw new AppError('INVALID_PARAMETER', `There is no migration runner ${runner}.`, {
        hint: 'Runners are defined by name under migrationRunners in the configuration file of the server; `typeorm` is built in.',
        errors: [{ field: 'migrations.runner', message: 'names no runner of the server' }],
      });
    }
  }

  /** A server that cannot be reached now is no reason to refuse: every job asks again before it does anything. */
  private async assertMayProtect(source: Source): Promise<void> {
    const target = await this.connections.target(source);
    try {
      await this.connections.assertMayProtect(target, source.mayShareControlServer);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'SOURCE_UNREACHABLE')) throw error;
    }
  }

  private act(action: string, source: Source): AuditEntry {
    return {
      ...{ action, subjectType: 'source', subjectId: source.id, subjectName: source.name },
      tenantId: source.tenantId,
    };
  }
}

/** As JSON keeps it: what was not sent is not there. */
function ownRetention(request: RetentionRulesRequest | null | undefined): SourceRetention | null {
  if (request == null) return null;
  const { keep, ...limits } = request;
  return { ...definedOf(limits), ...(keep === undefined ? {} : { keep: definedOf(keep) }) };
}

function sourcesOf(manager: EntityManager, caller: Caller): TenantRepository<Source> {
  return new TenantRepository(manager, Source, caller, 'source');
}

async function tenantSlug(manager: EntityManager, tenantId: string): Promise<string> {
  const [tenant] = await manager.query<{ slug: string }[]>('SELECT slug FROM tenants WHERE id = $1', [tenantId]);
  if (tenant === undefined) throw new AppError('NOT_FOUND', `There is no tenant ${tenantId}.`);
  return tenant.slug;
}

/** Until the transaction ends nobody else takes that name. */
async function assertNameFree(manager: EntityManager, source: Source): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `source name ${source.tenantId} ${source.name}`,
  ]);
  const other = await manager.findOneBy(Source, { tenantId: source.tenantId, name: source.name });
  if (other !== null && other.id !== source.id) {
    throw new AppError('CONFLICT', `There is a source called "${source.name}" already.`, {
      hint: 'Choose another name.',
    });
  }
}

function assertDeletable(uses: SourceUses & SourceBackupUses, withBackups: boolean): void {
  if (uses.job !== null) throw busy(uses.job);
  if (uses.keptDatabases > 0 || uses.pinned > 0) {
    throw new AppError('CONFLICT', 'This source has a database kept for a rollback, or pinned backups.', {
      hint: 'Wait until the rollback window is closed, and unpin its backups.',
    });
  }
  if (uses.backups > 0 && !withBackups) {
    throw new AppError('CONFLICT', `This source has ${uses.backups} backups.`, {
      hint: 'Delete them first, or delete all of it with ?withBackups=true.',
    });
  }
  if (uses.inUse > 0) {
    throw new AppError(
      'BACKUP_IN_USE',
      `${uses.inUse} of its backups are being checked or restored, or are the way back of a restore in place.`,
      {
        hint: 'Wait until that has ended, or the rollback window is over.',
      },
    );
  }
  if (uses.drills > 0) {
    throw new AppError('CONFLICT', `${uses.drills} drills restore backups on the server of this source.`, {
      hint: 'Wait until they have ended, or cancel them.',
    });
  }
}
