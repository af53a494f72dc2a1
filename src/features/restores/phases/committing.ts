import { controlNow } from '../../../database/control-clock.js';
import { updateRow } from '../../../database/update-row.js';
import { progressAt } from '../../jobs/progress.js';
import type { InPlaceTransactions } from '../in-place-transaction.js';
import { Restore } from '../restore.entity.js';
import { openTransactionOf, type Phase, type PhaseDetail, type RestoreWork } from './phase.js';

/**
 * The COMMIT of a restore in place. Until it is answered, what happened can only be told from the id of the transaction.
 */
export class CommittingPhase implements Phase {
  readonly name = 'committing';

  constructor(private readonly transactions: InPlaceTransactions) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job } = work;
    const inPlace = openTransactionOf(work);
    await work.progress(progressAt(this.name, 86));
    await this.announce(work);
    await this.transactions.commit(inPlace);
    const lockedMs = Math.round(performance.now() - (inPlace.readersWaitSince ?? performance.now()));
    await this.recordCommit(work, lockedMs);
    job.log('info', this.name, `Committed. Clients waited ${lockedMs} ms.`, { lockedMs });
    return { detail: { lockedMs } };
  }

  /** The live database is replaced: the record says so before anything else. Also called by a worker that finds it so. */
  async recordCommit(work: RestoreWork, lockedMs: number | null): Promise<void> {
    const { job, restore, report } = work;
    report.swap = { downtimeMs: lockedMs, endedSessions: 0, attempts: 1 };
    restore.swappedAt = await job.transaction(async (manager) => {
      const swappedAt = restore.swappedAt ?? (await controlNow(manager));
      await updateRow(manager, Restore, restore.id, { swappedAt, downtimeMs: lockedMs, report });
      return swappedAt;
    });
  }

  /**
   * The last moment at which it can be canceled. Fenced: a worker that was frozen until here commits nothing. The report
   * is kept now, since whoever finds the transaction committed did not check the rows himself.
   */
  private async announce({ job, restore, report }: RestoreWork): Promise<void> {
    job.throwIfAborted();
    await job.transaction((manager) => updateRow(manager, Restore, restore.id, { report }));
    await job.refuseCancellation();
  }
}
