import { Injectable } from '@nestjs/common';
import { systemCaller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { ApprovalRequests } from './approval-requests.js';
import { RestoreApproval } from './restore-approval.entity.js';
import { Restore } from './restore.entity.js';

const INTERVAL_MS = 15_000;

/** Ends what nobody approved in time, by the clock of the control database. Any number of processes may do so at once. */
@Injectable()
export class ApprovalSweep extends PeriodicTask {
  protected readonly task = 'sweep of restores that nobody approved';
  protected readonly everyMs = INTERVAL_MS;

  constructor(
    private readonly database: Database,
    private readonly approvals: ApprovalRequests,
    private readonly audit: Audit,
  ) {
    super();
  }

  protected async turn(): Promise<void> {
    const due = await this.database.asSystem((manager) =>
      manager.query<{ restoreId: string }[]>(
        `SELECT "restoreId" FROM restore_approvals WHERE status = 'waiting' AND "expiresAt" <= now()
          ORDER BY "expiresAt" LIMIT 100`,
      ),
    );
    for (const { restoreId } of due) await this.expire(restoreId);
  }

  /** One that somebody is just deciding is left to the next turn, which finds it decided. */
  private async expire(restoreId: string): Promise<void> {
    await this.database.asSystem(async (manager) => {
      const restore = await manager
        .createQueryBuilder(Restore, 'restore')
        .where('restore.id = :restoreId', { restoreId })
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getOne();
      const approval = await manager
        .createQueryBuilder(RestoreApproval, 'approval')
        .where(`approval."restoreId" = :restoreId AND approval.status = 'waiting'`, { restoreId })
        .andWhere('approval."expiresAt" <= now()')
        .getOne();
      if (restore === null || approval === null) return;
      const { act, requestedBy } = approval;
      await this.approvals.decide(manager, { restore, approval, outcome: 'expired', by: null });
      await this.audit.record(
        systemCaller('sweep', restore.tenantId),
        { action: 'restore.expire', subjectType: 'restore', subjectId: restore.id, data: { act, requestedBy } },
        manager,
      );
    });
  }
}
