import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { updateRow } from '../../database/update-row.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Source } from '../sources/source.entity.js';
import { ApprovalRequests, isApprovalNeeded } from './approval-requests.js';
import { KeptDatabase } from './kept-database.entity.js';
import { type RestoreView, viewOf } from './restore-view.js';
import { setStatus } from './restore-work.js';
import { Restore } from './restore.entity.js';
import { assertCanRollBack } from './rollback-rule.js';

/** The way back, and how long it stays open. */
@Injectable()
export class RestoreRollbacks {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly approvals: ApprovalRequests,
  ) {}

  /** Queues the way back, or asks for its approval (`job` is null then). Only the newest restore of a source, and only while its window is open. */
  async rollBack(caller: Caller, id: string): Promise<{ view: RestoreView; job: Job | null }> {
    const accepted = await this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id, { lock: true });
      await assertCanRollBack(manager, restore, 'completed');
      const needsApproval = await isApprovalNeeded(manager, restore.tenantId);
      await this.audit.record(caller, act('restore.rollback', restore, { needsApproval }), manager);
      const job = needsApproval ? null : await this.accept(manager, caller, restore);
      await setStatus(manager, restore, needsApproval ? 'awaiting_approval' : 'rolling_back');
      if (needsApproval) {
        const source = await new TenantRepository(manager, Source, caller, 'source').get(restore.sourceId);
        await this.approvals.ask(manager, caller, { restore, act: 'rollback', source });
      }
      return { view: await viewOf(manager, await restoresOf(manager, caller).get(id)), job };
    });
    if (accepted.job !== null) await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  /** Moves the end of the rollback window, while the kept database is still there. */
  async keepUntil(caller: Caller, id: string, rollbackUntil: Date): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id, { lock: true });
      const kept = await manager.findOne(KeptDatabase, {
        where: { id: restore.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (kept?.droppedAt !== null) {
        throw new AppError('ROLLBACK_EXPIRED', 'No database is kept for this restore any more.');
      }
      const job = await this.jobs.liveJobOf(manager, restore.id);
      if (job !== null) {
        throw new AppError('CONFLICT', `A job (${job.action}) of this restore is running.`, {
          hint: 'Wait for it to end.',
        });
      }
      await updateRow(manager, KeptDatabase, kept.id, { keepUntil: rollbackUntil });
      await updateRow(manager, Restore, restore.id, { rollbackUntil });
      await this.audit.record(caller, act('restore.update', restore, { rollbackUntil }), manager);
      return viewOf(manager, await restoresOf(manager, caller).get(id));
    });
  }

  private async accept(manager: EntityManager, caller: Caller, restore: Restore): Promise<Job> {
    return this.jobs.accept(manager, caller, {
      action: 'rollback',
      tenantId: restore.tenantId,
      subjectType: 'restore',
      subjectId: restore.id,
      sourceId: restore.sourceId,
    });
  }
}

function restoresOf(manager: EntityManager, caller: Caller): TenantRepository<Restore> {
  return new TenantRepository(manager, Restore, caller, 'restore');
}

function act(action: string, restore: Restore, data: Record<string, unknown> = {}): AuditEntry {
  return { action, subjectType: 'restore', subjectId: restore.id, tenantId: restore.tenantId, data };
}
