import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit } from '../audit/audit.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ApprovalRequests, assertWaiting } from './approval-requests.js';
import { assertMayStillAsk } from './requester.js';
import type { RestoreApproval } from './restore-approval.entity.js';
import { RestorePlansService } from './restore-plans.service.js';
import { type RestoreView, viewOf } from './restore-view.js';
import { Restore } from './restore.entity.js';
import { assertCanRollBack } from './rollback-rule.js';

/**
 * What the second person says of a restore or a rollback that waits. Everything that was checked when it was asked for is
 * checked again; what does not hold is refused, and goes on waiting until it is rejected or its time is over.
 */
@Injectable()
export class RestoreDecisions {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly plans: RestorePlansService,
    private readonly approvals: ApprovalRequests,
  ) {}

  /** Of several decisions at the same instant one counts; the others are a CONFLICT. Throws PLAN_STALE where the plan holds no more. */
  async approve(caller: Caller, id: string): Promise<{ view: RestoreView; job: Job }> {
    const asked = await this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id);
      return { restore, approval: await assertWaiting(manager, restore) };
    });
    assertNotOwn(caller, asked.approval);
    await this.database.asSystem((manager) => assertMayStillAsk(manager, asked.approval, asked.restore));
    // The server is asked before any row is locked: nobody waits for one that does not answer.
    if (asked.approval.act === 'restore')
      await this.plans.assertStillHolds(caller, asked.restore, asked.approval.source);
    const accepted = await this.database.as(caller, async (manager) => {
      // In the order in which whoever asks, or deletes a source, takes these locks.
      if (asked.approval.act === 'restore')
        await this.plans.lock(manager, caller, asked.restore, asked.approval.source);
      const restore = await restoresOf(manager, caller).get(id, { lock: true });
      const approval = await assertWaiting(manager, restore);
      if (approval.id !== asked.approval.id) {
        throw new AppError('CONFLICT', 'What waited was canceled, and asked for anew.', { hint: 'Look at it again.' });
      }
      if (approval.act === 'rollback') await assertCanRollBack(manager, restore, 'awaiting_approval');
      const job = await this.jobs.accept(manager, caller, {
        action: approval.act,
        tenantId: restore.tenantId,
        subjectType: 'restore',
        subjectId: restore.id,
        sourceId: restore.sourceId,
      });
      await this.approvals.decide(manager, { restore, approval, outcome: 'approved', by: caller });
      await this.record(manager, caller, 'restore.approve', restore, approval);
      return { view: await viewOf(manager, restore), job };
    });
    await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  async reject(caller: Caller, id: string, reason: string | undefined): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id, { lock: true });
      const approval = await assertWaiting(manager, restore);
      const because = reason === undefined ? {} : { reason };
      await this.approvals.decide(manager, { restore, approval, outcome: 'rejected', by: caller, ...because });
      await this.record(manager, caller, 'restore.reject', restore, approval, because);
      return viewOf(manager, restore);
    });
  }

  private async record(
    manager: EntityManager,
    caller: Caller,
    action: string,
    restore: Restore,
    { act, requestedBy }: RestoreApproval,
    data: { reason?: string } = {},
  ): Promise<void> {
    const entry = { action, subjectType: 'restore', subjectId: restore.id, tenantId: restore.tenantId };
    await this.audit.record(caller, { ...entry, data: { act, requestedBy, ...data } }, manager);
  }
}

function restoresOf(manager: EntityManager, caller: Caller): TenantRepository<Restore> {
  return new TenantRepository(manager, Restore, caller, 'restore');
}

/** Nor what an API key of the same person asked for. */
function assertNotOwn(caller: Caller, { act, requestedById }: RestoreApproval): void {
  if (requestedById === null || requestedById !== caller.userId) return;
  throw new AppError('FORBIDDEN', `You asked for this ${act} yourself.`, {
    hint: 'Somebody else has to approve it. You may cancel it.',
  });
}
