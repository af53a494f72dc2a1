import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { controlNow } from '../../database/control-clock.js';
import { Activity } from '../activity/activity.js';
import { settingsOf } from '../settings/tenant-settings.js';
import {
  type ApprovalOutcome,
  type ApprovedAct,
  type PlannedSource,
  RestoreApproval,
} from './restore-approval.entity.js';
import { tellOfRestore } from './restore-events.js';
import type { RestoreStatus } from './restore-states.js';
import { setStatus } from './restore-work.js';
import type { Restore } from './restore.entity.js';

const WAITING_HOURS = 24;

/** Where a restore is once its approval is decided. */
const STATUS_AFTER: Record<ApprovedAct, Record<ApprovalOutcome, RestoreStatus>> = {
  restore: { approved: 'pending', rejected: 'rejected', expired: 'expired', canceled: 'canceled' },
  // The restore that was to be rolled back is what it was.
  rollback: { approved: 'rolling_back', rejected: 'completed', expired: 'completed', canceled: 'completed' },
};

const EVENT_OF = {
  approved: 'restore.approved',
  rejected: 'restore.rejected',
  expired: 'restore.expired',
  canceled: null,
} as const;

/**
 * Approvals in the books: asked for, and decided once. Everything in the caller's transaction, with the restore's row
 * locked: of any number of decisions at the same instant the first that has the lock counts, and the others find
 * nothing that waits.
 */
@Injectable()
export class ApprovalRequests {
  constructor(private readonly activity: Activity) {}

  async ask(
    manager: EntityManager,
    caller: Caller,
    request: { restore: Restore; act: ApprovedAct; source: PlannedSource },
  ): Promise<RestoreApproval> {
    const { restore, act, source } = request;
    const approval = manager.create(RestoreApproval, {
      id: uuidV7(),
      tenantId: restore.tenantId,
      restoreId: restore.id,
      act,
      requestedBy: caller.name,
      requestedById: caller.userId,
      requestedByKeyId: caller.kind === 'api-key' ? caller.credentialId : null,
      source: { id: source.id, database: source.database, migrations: source.migrations },
      expiresAt: new Date((await controlNow(manager)).getTime() + WAITING_HOURS * 3_600_000),
    });
    await manager.save(approval);
    const message = `${caller.name} asked for a ${act}: somebody else has to approve it within ${WAITING_HOURS} hours.`;
    await this.say(manager, restore, 'awaiting_approval', message);
    const { requestedBy, expiresAt } = approval;
    await tellOfRestore(manager, 'restore.awaiting_approval', restore, { act, requestedBy, expiresAt });
    return approval;
  }

  /** Call with the restore's row locked. `by` null: its time is over. */
  async decide(
    manager: EntityManager,
    decision: {
      restore: Restore;
      approval: RestoreApproval;
      outcome: ApprovalOutcome;
      by: Caller | null;
      reason?: string;
    },
  ): Promise<void> {
    const { restore, approval, outcome, by, reason = null } = decision;
    const { act, requestedBy } = approval;
    const now = await controlNow(manager);
    const decided = { status: outcome, decidedBy: by?.name ?? null, decidedById: by?.userId ?? null, decidedAt: now };
    await manager.save(Object.assign(approval, decided, { reason }));
    const status = STATUS_AFTER[act][outcome];
    const isOver = act === 'restore' && outcome !== 'approved';
    await setStatus(manager, restore, status, isOver ? { finishedAt: now } : {});
    await this.say(manager, restore, status, inWords(act, outcome, by, reason));
    const event = EVENT_OF[outcome];
    if (event === null) return;
    const data = { act, requestedBy, decidedBy: by?.name ?? null, reason };
    await tellOfRestore(manager, event, restore, data);
  }

  /** By whoever asked. Call with the restore's row locked. Throws FORBIDDEN for anybody else. */
  async withdraw(manager: EntityManager, caller: Caller, restore: Restore): Promise<void> {
    const approval = await assertWaiting(manager, restore);
    if (approval.requestedById !== caller.userId) {
      throw new AppError(
        'FORBIDDEN',
        `Only ${approval.requestedBy}, who asked for this ${approval.act}, may cancel it.`,
        {
          hint: 'An approver may reject it.',
        },
      );
    }
    await this.decide(manager, { restore, approval, outcome: 'canceled', by: caller });
  }

  private async say(manager: EntityManager, restore: Restore, status: RestoreStatus, message: string): Promise<void> {
    const subject = { type: 'restore', id: restore.id, tenantId: restore.tenantId };
    await this.activity.status(subject, status, { message }, manager);
  }
}

/** Whether replacing a live database of this tenant takes a second person now. */
export async function isApprovalNeeded(manager: EntityManager, tenantId: string): Promise<boolean> {
  return (await settingsOf(manager, tenantId)).approvalRequired;
}

/** The way back of what waits is not taken away. Throws CONFLICT. */
export async function assertNothingWaits(manager: EntityManager, restoreId: string): Promise<void> {
  const approval = await waitingApproval(manager, restoreId);
  if (approval === null) return;
  throw new AppError('CONFLICT', `A ${approval.act} of this restore waits for approval.`, {
    hint: 'Reject it first, or wait until it is decided.',
  });
}

/** What a restore waits for; null where it waits for nothing, or its time is over. */
export async function waitingApproval(manager: EntityManager, restoreId: string): Promise<RestoreApproval | null> {
  return manager
    .createQueryBuilder(RestoreApproval, 'approval')
    .where(`approval."restoreId" = :restoreId AND approval.status = 'waiting'`, { restoreId })
    .andWhere('approval."expiresAt" > now()')
    .getOne();
}

/** Throws CONFLICT where nothing waits. */
export async function assertWaiting(manager: EntityManager, restore: Restore): Promise<RestoreApproval> {
  const approval = await waitingApproval(manager, restore.id);
  if (approval !== null && restore.status === 'awaiting_approval') return approval;
  const isOver = restore.status === 'awaiting_approval';
  throw new AppError(
    'CONFLICT',
    `Nothing waits for approval: ${isOver ? 'its time is over' : `it is ${restore.status}`}.`,
    {
      hint: 'GET /api/v1/restores?status=awaiting_approval lists what does.',
    },
  );
}

function inWords(act: ApprovedAct, outcome: ApprovalOutcome, by: Caller | null, reason: string | null): string {
  const what = act === 'restore' ? 'The restore' : 'The rollback';
  const because = reason === null ? '.' : `: ${reason}`;
  switch (outcome) {
    case 'approved':
      return `${what} was approved by ${by?.name ?? 'nobody'}.`;
    case 'rejected':
      return `${what} was rejected by ${by?.name ?? 'nobody'}${because}`;
    case 'expired':
      return `${what} was approved by nobody in ${WAITING_HOURS} hours.`;
    case 'canceled':
      return `${what} was canceled by ${by?.name ?? 'nobody'}, who had asked for it.`;
  }
}
