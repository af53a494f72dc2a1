import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { ERROR_CODES, type ErrorCode } from '../../common/error-codes.js';
import { toAppError } from '../../common/http/problem.js';
import { assertMayDo, type Permission } from '../../common/permissions.js';
import type { BulkAction, BulkBackupsRequest } from './backup-requests.dto.js';
import { BackupsService } from './backups.service.js';

export interface BulkOutcome {
  done: string[];
  refused: { id: string; code: ErrorCode; detail: string }[];
}

const PERMISSIONS: Record<BulkAction, Permission> = {
  delete: 'backups:manage',
  pin: 'backups:manage',
  unpin: 'backups:manage',
  verify: 'backups:create',
};

/** One action on many backups, one after another, each as if it were asked for alone: one that is refused stops no other. */
@Injectable()
export class BulkBackups {
  private readonly logger = new Logger(BulkBackups.name);

  constructor(private readonly backups: BackupsService) {}

  /** Throws FORBIDDEN where the caller may do this with none. */
  async carryOut(caller: Caller, { action, ids }: BulkBackupsRequest): Promise<BulkOutcome> {
    assertMayDo(caller, PERMISSIONS[action], `${action} backups`);
    const outcome: BulkOutcome = { done: [], refused: [] };
    for (const id of ids) {
      try {
        await this.one(caller, action, id);
        outcome.done.push(id);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (ERROR_CODES[error.code].level === 'error') {
          const { requestId } = caller;
          this.logger.error({ err: error.cause ?? error, requestId, backupId: id }, error.message);
        }
        outcome.refused.push({ id, code: error.code, detail: error.message });
      }
    }
    return outcome;
  }

  private async one(caller: Caller, action: BulkAction, id: string): Promise<void> {
    switch (action) {
      case 'delete':
        await this.backups.delete(caller, id);
        return;
      case 'verify':
        await this.backups.verify(caller, id, 'decoded');
        return;
      case 'pin':
        await this.backups.update(caller, id, { pinned: true });
        return;
      case 'unpin':
        await this.backups.update(caller, id, { pinned: false });
        return;
    }
  }
}
