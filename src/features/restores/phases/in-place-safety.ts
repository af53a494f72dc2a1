import { Injectable } from '@nestjs/common';
import { InPlaceTransactions } from '../in-place-transaction.js';
import { PlanFreshness } from '../plan-freshness.js';
import type { Phase, PhaseDetail, RestoreWork } from './phase.js';
import { SafetyBackupPhase } from './safety-backup.js';

/**
 * Keeps writers out, then takes the safety backup: it is the only way back, so it must hold every row that was
 * committed. One of an earlier attempt is not enough, for others wrote after it.
 */
@Injectable()
export class InPlaceSafetyPhase implements Phase {
  readonly name = 'safety_backup';

  constructor(
    private readonly transactions: InPlaceTransactions,
    private readonly safetyBackup: SafetyBackupPhase,
    private readonly freshness: PlanFreshness,
  ) {}

  async run(work: RestoreWork): Promise<{ skipped?: boolean; detail: PhaseDetail }> {
    work.restore.safetyBackupId = null;
    await this.transactions.open(work);
    const result = await this.safetyBackup.run(work);
    // What was made meanwhile is neither locked nor, perhaps, in the backup.
    await this.freshness.assertUnchanged(work);
    return result;
  }
}
