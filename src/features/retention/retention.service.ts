import { isDeepStrictEqual } from 'node:util';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { BackupUses } from '../backups/backup-uses.js';
import { SettingsChanges } from '../settings/settings-changes.js';
import type { UpdateSettingsRequest } from '../settings/settings-requests.dto.js';
import { SettingsService } from '../settings/settings.service.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { Source } from '../sources/source.entity.js';
import { Tenants } from '../tenants/tenants.js';
import { type Choice, countCompleted, type RetentionPolicy, takesMoreThanHalf } from './choose-expired.js';
import {
  type NamedBackup,
  planRetention,
  policyFor,
  policyOf,
  type RetainedSource,
  retainedSources,
  type RetentionPlan,
} from './retention-plans.js';
import { markSaved, rememberSeen } from './retention-previews.js';
import type { ListRetentionRunsQuery, RunRetentionRequest } from './retention-requests.dto.js';
import { type FailedDeletion, RetentionRun } from './retention-run.entity.js';
import { RetentionRunner } from './retention-runner.js';

/** What went, or would go, and what stays, of one or all sources of a tenant. The newest first of each source. */
export interface RetentionOutcome {
  delete: SourceChoice[];
  keep: SourceChoice[];
  moreThanHalf: LargeDeletion[];
  failures: FailedDeletion[];
}

export type SourceChoice = Choice<NamedBackup> & { source: RetainedSource };

/** Of a source whose backups would be more than halved. */
export interface LargeDeletion {
  source: RetainedSource;
  going: number;
  /** Completed ones, all of them. */
  of: number;
  /** Nothing of it was deleted, since nobody had seen it before. */
  isStopped: boolean;
}

/** All but the names of what was deleted, which may be thousands. */
const LISTED = [
  ...['id', 'tenantId', 'sourceId', 'trigger', 'status', 'requestedBy', 'createdAt', 'finishedAt', 'summary'],
  ...['deletedCount', 'kept', 'freedBytes', 'failures'],
].map((column) => `run.${column}`);

/** Retention as people ask for it: by hand, and what a change of the settings would do. */
@Injectable()
export class RetentionService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly runner: RetentionRunner,
    private readonly uses: BackupUses,
    private readonly settings: SettingsService,
    private readonly changes: SettingsChanges,
    private readonly tenants: Tenants,
  ) {}

  onModuleInit(): void {
    this.changes.register(async (manager, { caller, tenantId, before, after }) => {
      const policy = policyOf(after);
      if (!isDeepStrictEqual(policyOf(before), policy)) await markSaved(manager, caller, tenantId, policy);
    });
  }

  /** What the settings would delete if they were changed so; nothing is changed. */
  async preview(caller: Caller, request: UpdateSettingsRequest): Promise<RetentionOutcome> {
    const { tenantId, after } = await this.settings.draft(caller, request);
    return this.database.as(caller, async (manager) =>
      this.look(manager, caller, await retainedSources(manager, { tenantId }), policyOf(after)),
    );
  }

  /** Source by source; what one of them fails with does not undo what went of another. */
  async run(caller: Caller, request: RunRetentionRequest): Promise<RetentionOutcome> {
    const sources = await this.sourcesOf(caller, request);
    if (request.dryRun === true) return this.dryRun(caller, sources);
    const outcome: RetentionOutcome = { delete: [], keep: [], moreThanHalf: [], failures: [] };
    for (const source of sources) await this.runOne(caller, source, outcome);
    return outcome;
  }

  async list(caller: Caller, query: ListRetentionRunsQuery): Promise<Page<Omit<RetentionRun, 'deleted'>>> {
    return this.database.as(caller, (manager) => {
      const runs = new TenantRepository(manager, RetentionRun, caller, 'run').query('run').select(LISTED);
      const { sourceId, status, trigger } = query;
      if (sourceId !== undefined) runs.andWhere('run."sourceId" = :sourceId', { sourceId });
      if (status !== undefined) runs.andWhere('run.status IN (:...status)', { status });
      if (trigger !== undefined) runs.andWhere('run.trigger IN (:...trigger)', { trigger });
      return paginate(runs, query, { sortable: { createdAt: 'run.createdAt' }, default: 'createdAt' });
    });
  }

  async get(caller: Caller, id: string): Promise<RetentionRun> {
    return this.database.as(caller, (manager) =>
      new TenantRepository(manager, RetentionRun, caller, 'retention run').get(id),
    );
  }

  private async sourcesOf(caller: Caller, { sourceId, tenantId }: RunRetentionRequest): Promise<RetainedSource[]> {
    const ofTenant = await this.tenants.forNew(caller, tenantId);
    return this.database.as(caller, async (manager) => {
      if (sourceId === undefined) return retainedSources(manager, { tenantId: ofTenant });
      const { id } = await new TenantRepository(manager, Source, caller, 'source').get(sourceId);
      return retainedSources(manager, { id });
    });
  }

  private async dryRun(caller: Caller, sources: readonly RetainedSource[]): Promise<RetentionOutcome> {
    return this.database.as(caller, async (manager) => {
      const [first] = sources;
      if (first === undefined) return { delete: [], keep: [], moreThanHalf: [], failures: [] };
      return this.look(manager, caller, sources, policyOf(await settingsOf(manager, first.tenantId)));
    });
  }

  private async look(
    manager: EntityManager,
    caller: Caller,
    sources: readonly RetainedSource[],
    ofTenant: RetentionPolicy,
  ): Promise<RetentionOutcome> {
    const outcome: RetentionOutcome = { delete: [], keep: [], moreThanHalf: [], failures: [] };
    const plans: RetentionPlan[] = [];
    for (const source of sources) {
      const plan = await planRetention(manager, this.uses, source, policyFor(source, ofTenant));
      plans.push(plan);
      addTo(outcome, plan, { isStopped: false });
    }
    await rememberSeen(manager, caller, plans, ofTenant);
    return outcome;
  }

  private async runOne(caller: Caller, source: RetainedSource, outcome: RetentionOutcome): Promise<void> {
    const { run, plan } = await this.database.as(caller, async (manager) => {
      const begun = manager.create(RetentionRun, {
        tenantId: source.tenantId,
        sourceId: source.id,
        trigger: 'manual',
        requestedBy: caller.name,
        deleted: [],
        failures: [],
      });
      await manager.save(begun);
      return { run: begun, plan: await this.runner.choose(manager, begun, caller) };
    });
    if (plan === null) return;
    if (run.status === 'stopped') {
      addTo(outcome, plan, { isStopped: true });
      return;
    }
    const deletion = await this.runner.erase(run.deleted);
    outcome.failures.push(...deletion.failures);
    await this.database.as(caller, (manager) => this.runner.finish(manager, run, deletion));
    addTo(outcome, without(plan, deletion.stays), { isStopped: false });
  }
}

function addTo(
  outcome: RetentionOutcome,
  { source, choices }: RetentionPlan,
  { isStopped }: { isStopped: boolean },
): void {
  const of = (choice: Choice<NamedBackup>): SourceChoice => ({ ...choice, source });
  if (isStopped) outcome.keep.push(...choices.delete.map((choice) => of(stayed(choice))));
  else outcome.delete.push(...choices.delete.map(of));
  outcome.keep.push(...choices.keep.map(of));
  if (!takesMoreThanHalf(choices)) return;
  const { going, all } = countCompleted(choices);
  outcome.moreThanHalf.push({ source, going, of: all, isStopped });
}

/** The plan as it was carried out: some of what was to go stayed. */
function without({ source, choices }: RetentionPlan, stays: ReadonlyMap<string, string>): RetentionPlan {
  const back = choices.delete.filter(({ backup }) => stays.has(backup.id));
  return {
    source,
    choices: {
      ...choices,
      delete: choices.delete.filter(({ backup }) => !stays.has(backup.id)),
      keep: [
        ...back.map(({ backup, reason }) => ({ backup, reason: stays.get(backup.id) ?? reason })),
        ...choices.keep,
      ],
    },
  };
}

function stayed({ backup, reason }: Choice<NamedBackup>): Choice<NamedBackup> {
  return { backup, reason: `It was to go, but the run was stopped, since it takes more than half. ${reason}` };
}
