import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { Page } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import { nextNumber } from '../../database/numbering.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import { BackupRepository } from '../backups/backup-records.js';
import type { Backup } from '../backups/backup.entity.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { RecordCountsDto } from '../sources/record-counts.dto.js';
import type { Source } from '../sources/source.entity.js';
import { ApprovalRequests, isApprovalNeeded } from './approval-requests.js';
import { countRestores } from './restore-counts.js';
import { listRestores } from './restore-list.js';
import { assertAllowed, optionsOf } from './restore-acceptance.js';
import type { RestorePlan } from './restore-plan.entity.js';
import type { CountRestoresQuery, CreateRestoreRequest, ListRestoresQuery } from './restore-requests.dto.js';
import { isFinalStatus, type RestoreStatus } from './restore-states.js';
import { type RestoreView, viewOf } from './restore-view.js';
import { Restore, type RestoreOptions } from './restore.entity.js';
import { assertSourceHolds, RestorePlansService } from './restore-plans.service.js';
import { REPLACES_LIVE_DATABASE } from './strategy-names.js';
import { assertMayRestore } from './untrusted-backup.js';

@Injectable()
export class RestoresService {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly plans: RestorePlansService,
    private readonly approvals: ApprovalRequests,
  ) {}

  /**
   * Accepts a restore by a plan that still holds. Nothing is touched before a worker takes it; where it needs approval
   * there is no job yet, and no lock.
   */
  async create(
    caller: Caller,
    backupId: string,
    request: CreateRestoreRequest,
  ): Promise<{ view: RestoreView; job: Job | null }> {
    const asked = optionsOf(caller, request);
    const { backup, source, plan } = await this.plans.obtain(caller, backupId, request);
    assertMayRestore(caller, backup);
    assertAllowed(plan, asked);
    const { noOwner, ownerMap = {} } = plan.content;
    const options = { ...asked, noOwner, ownerMap };
    const accepted = await this.database.as(caller, async (manager) => {
      await assertSourceHolds(manager, caller, source);
      await new BackupRepository(manager, caller).getLocked(backup.id);
      const needsApproval =
        REPLACES_LIVE_DATABASE[plan.content.strategy] && (await isApprovalNeeded(manager, source.tenantId));
      const status = needsApproval ? 'awaiting_approval' : 'pending';
      const restore = await this.write(manager, caller, { backup, source, plan, options, status });
      const data = { backupId: backup.id, planId: plan.id, needsApproval, ...options };
      await this.audit.record(caller, act('restore.create', restore, data), manager);
      if (needsApproval) await this.approvals.ask(manager, caller, { restore, act: 'restore', source });
      const job = needsApproval ? null : await this.accept(manager, caller, restore);
      return { view: await viewOf(manager, restore), job };
    });
    if (accepted.job !== null) await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  async list(caller: Caller, query: ListRestoresQuery): Promise<Page<RestoreView>> {
    return this.database.as(caller, (manager) => listRestores(manager, caller, query));
  }

  async count(caller: Caller, query: CountRestoresQuery): Promise<RecordCountsDto> {
    return this.database.as(caller, (manager) => countRestores(manager, caller, query));
  }

  async get(caller: Caller, id: string): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => viewOf(manager, await restoresOf(manager, caller).get(id)));
  }

  async cancel(caller: Caller, id: string): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => {
      const restores = restoresOf(manager, caller);
      let restore = await restores.get(id);
      await this.jobs.assertMayCancel(manager, caller, id);
      if (restore.status === 'awaiting_approval') {
        restore = await restores.get(id, { lock: true });
        await this.approvals.withdraw(manager, caller, restore);
      } else await this.requestCancel(manager, restore);
      await this.audit.record(caller, act('restore.cancel', restore, { status: restore.status }), manager);
      return viewOf(manager, restore);
    });
  }

  /** A restore until it has replaced the live database; a rollback until it has put it back. */
  private async requestCancel(manager: EntityManager, restore: Restore): Promise<void> {
    const isTooLate = restore.swappedAt !== null && restore.status !== 'rolling_back';
    if (!isTooLate && (await this.jobs.requestCancel(manager, restore.id))) return;
    const isEnding = isTooLate || !isFinalStatus(restore.status);
    throw new AppError('CONFLICT', `Nothing can be canceled: the restore is ${restore.status}.`, {
      hint: isEnding ? 'The live database is replaced, or just being replaced; go back instead.' : 'Ask for a new one.',
    });
  }

  private async accept(manager: EntityManager, caller: Caller, restore: Restore): Promise<Job> {
    return this.jobs.accept(manager, caller, {
      action: 'restore',
      tenantId: restore.tenantId,
      subjectType: 'restore',
      subjectId: restore.id,
      sourceId: restore.sourceId,
    });
  }

  private async write(
    manager: EntityManager,
    caller: Caller,
    request: { backup: Backup; source: Source; plan: RestorePlan; options: RestoreOptions; status: RestoreStatus },
  ): Promise<Restore> {
    const { backup, source, plan, options, status } = request;
    const restore = manager.create(Restore, {
      id: uuidV7(),
      tenantId: source.tenantId,
      number: await nextNumber(manager, source.tenantId, 'restore'),
      backupId: backup.id,
      sourceId: source.id,
      strategy: plan.content.strategy,
      status,
      options,
      planId: plan.id,
      plan: plan.content,
      planFingerprint: plan.fingerprint,
      requestedBy: caller.name,
    });
    await manager.save(restore);
    return manager.findOneByOrFail(Restore, { id: restore.id });
  }
}

function restoresOf(manager: EntityManager, caller: Caller): TenantRepository<Restore> {
  return new TenantRepository(manager, Restore, caller, 'restore');
}

function act(action: string, restore: Restore, data: Record<string, unknown> = {}): AuditEntry {
  return { action, subjectType: 'restore', subjectId: restore.id, tenantId: restore.tenantId, data };
}
