import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { bytesInWords } from '../../common/bytes-in-words.js';
import type { Caller } from '../../common/caller.js';
import { tenantUse } from '../tenants/tenant-use.js';
import { countToday } from './daily-count.js';
import { expectedBytes } from './expected-bytes.js';
import { type Licensed, licensedTenant } from './licensed-tenant.js';
import { HOW_WITHOUT_AUTO } from './auto-backups.js';
import type { WantedBackup } from './wanted-backup.js';

/** What the tenant's own rules of retention let go as soon as what is being made is there. */
export type QuotaRelief = (
  manager: EntityManager,
  wanted: WantedBackup,
) => Promise<{ backups: number; storedBytes: number }>;

/**
 * Holds new backups to the plans of their tenants. In the transaction that accepts one, under a lock of its tenant, so that
 * of two requests at once the second counts the first.
 */
@Injectable()
export class Quotas {
  private relief: QuotaRelief | null = null;

  /** Retention registers here, of which backups know nothing. */
  register(relief: QuotaRelief): void {
    this.relief = relief;
  }

  /**
   * For the transaction that accepts a backup, which is counted. Throws QUOTA_EXCEEDED, or FORBIDDEN for a tenant that is
   * suspended or whose licence has expired.
   */
  async assertRoom(manager: EntityManager, caller: Caller, wanted: WantedBackup): Promise<void> {
    await assertNotTooManyToday(manager, caller, await this.assertPossible(manager, caller, wanted));
  }

  /** The same, of what is about to come in and is not counted yet. */
  async assertPossible(manager: EntityManager, caller: Caller, wanted: WantedBackup): Promise<Licensed> {
    const tenant = await licensedTenant(manager, wanted.tenantId);
    if (wanted.origin === 'scheduled' && caller.kind === 'system' && tenant.limits.autoBackups === 'none') {
      throw new AppError('QUOTA_EXCEEDED', `${planOf(tenant)} makes no backups by themselves.`, {
        hint: HOW_WITHOUT_AUTO,
      });
    }
    await this.assertFits(manager, tenant, wanted);
    return tenant;
  }

  private async assertFits(manager: EntityManager, tenant: Licensed, wanted: WantedBackup): Promise<void> {
    const { maxBackups, storedBytes } = tenant.limits;
    if (maxBackups === null && storedBytes === null) return;
    const use = await tenantUse(manager, tenant.id);
    const coming = storedBytes === null ? 0 : await expectedBytes(manager, wanted);
    const over = (freed: { backups: number; storedBytes: number }) => ({
      backups: maxBackups !== null && use.backups + 1 - freed.backups > maxBackups,
      bytes:
        storedBytes !== null &&
        (use.storedBytes - freed.storedBytes >= storedBytes ||
          use.storedBytes + coming - freed.storedBytes > storedBytes),
    });
    const atFirst = over({ backups: 0, storedBytes: 0 });
    if (!atFirst.backups && !atFirst.bytes) return;
    // Looked at only where it matters: what the tenant lets go by itself is no reason to refuse.
    const freed = (await this.relief?.(manager, wanted)) ?? { backups: 0, storedBytes: 0 };
    const inTheEnd = over(freed);
    if (inTheEnd.backups) {
      throw new AppError(
        'QUOTA_EXCEEDED',
        `${planOf(tenant)} allows ${count(maxBackups ?? 0)}, and there ${use.backups === 1 ? 'is' : 'are'} ${use.backups}.`,
        { hint: HOW_TO_MAKE_ROOM },
      );
    }
    if (inTheEnd.bytes) {
      const sizes = `${bytesInWords(use.storedBytes)} are taken${coming > 0 ? ` and about ${bytesInWords(coming)} would be added` : ''}`;
      throw new AppError('QUOTA_EXCEEDED', `${planOf(tenant)} allows ${bytesInWords(storedBytes ?? 0)}; ${sizes}.`, {
        hint: HOW_TO_MAKE_ROOM,
      });
    }
  }
}

const HOW_TO_MAKE_ROOM =
  'Delete backups, let retention do it (maxBackups, retentionDays or quotaBytes in PUT /api/v1/settings), or ask for a larger plan.';

async function assertNotTooManyToday(manager: EntityManager, { userId }: Caller, tenant: Licensed): Promise<void> {
  const { backupsPerUserPerDay: limit } = tenant.limits;
  if (userId === null || limit === null) return;
  const today = await countToday(manager, tenant.id, userId);
  if (today <= limit) return;
  throw new AppError(
    'QUOTA_EXCEEDED',
    `${planOf(tenant)} allows each person ${count(limit)} a day, and you have made them.`,
    {
      hint: 'Wait until tomorrow (UTC). Backups that schedules make are not counted.',
    },
  );
}

function planOf({ plan, name }: Licensed): string {
  return `The plan ${plan} of ${name}`;
}

function count(backups: number): string {
  return backups === 1 ? '1 backup' : `${backups} backups`;
}
