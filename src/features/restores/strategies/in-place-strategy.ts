import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AppError, toRecordedError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import {
  readTransactionOutcome,
  type TransactionOutcome,
} from '../../../platform/postgres/in-place/transaction-outcome.js';
import { InPlaceTransactions } from '../in-place-transaction.js';
import { AnalyzingPhase } from '../phases/analyzing.js';
import { CommittingPhase } from '../phases/committing.js';
import { InPlaceCheckingPhase } from '../phases/in-place-checking.js';
import { InPlaceSafetyPhase } from '../phases/in-place-safety.js';
import { MigratingPhase } from '../phases/migrating.js';
import { MigratingLivePhase } from '../phases/migrating-live.js';
import type { Phase, RestoreWork } from '../phases/phase.js';
import { PlannedPhase } from '../phases/planned.js';
import { ReplacingPhase } from '../phases/replacing.js';
import { endPhase } from '../restore-work.js';
import type { RestoreStrategy } from './restore-strategy.js';

/** How long a transaction whose session is gone may still count as running. */
const PATIENCE_MS = 30_000;

/** In the live database itself, in one transaction; the safety backup is the way back. */
@Injectable()
export class InPlaceStrategy implements RestoreStrategy {
  readonly name = 'in_place';
  readonly phases: readonly Phase[];
  readonly afterCommit: readonly Phase[];
  private readonly committing: CommittingPhase;
  private readonly logger = new Logger(InPlaceStrategy.name);

  constructor(
    private readonly transactions: InPlaceTransactions,
    planned: PlannedPhase,
    safetyBackup: InPlaceSafetyPhase,
    replacing: ReplacingPhase,
    analyzing: AnalyzingPhase,
    migrating: MigratingPhase,
  ) {
    this.committing = new CommittingPhase(transactions);
    this.phases = [planned, safetyBackup, replacing, new InPlaceCheckingPhase(transactions), this.committing];
    this.afterCommit = [analyzing, new MigratingLivePhase(migrating)];
  }

  completed({ restore }: RestoreWork): string {
    return `Restore #${restore.number} is completed. Its way back is the safety backup ${restore.safetyBackupId ?? ''}.`;
  }

  async takeOver(work: RestoreWork): Promise<boolean> {
    const outcome = await this.outcomeOf(work);
    if (outcome !== 'committed') return false;
    work.job.log('info', this.name, 'The server says that the transaction is committed.');
    await this.recordCommit(work, { takenOver: true });
    return true;
  }

  async isCommittedAfterAll(work: RestoreWork, error: unknown): Promise<boolean> {
    // First of all: nothing of ours goes on, so that what the server says now is what stays.
    await this.transactions.abandon(work);
    if (work.restore.phase !== this.committing.name) return false;
    if ((await this.outcomeOf(work)) !== 'committed') return false;
    const { message } = toRecordedError(error);
    work.job.log('warn', this.name, `The transaction is committed, though it ended with: ${message}`);
    await this.recordCommit(work, {});
    return true;
  }

  async undo(work: RestoreWork): Promise<void> {
    await this.transactions.abandon(work);
  }

  async release(work: RestoreWork): Promise<void> {
    await this.transactions.abandon(work).catch((error: unknown) => {
      // Who takes over, or the server itself, ends that session.
      this.logger.warn(`The session of restore ${work.restore.id} may not be ended: ${String(error)}`);
    });
  }

  private async recordCommit(work: RestoreWork, detail: Record<string, unknown>): Promise<void> {
    await this.committing.recordCommit(work, work.restore.downtimeMs);
    await work.job.transaction((manager) => endPhase(manager, work.restore, this.committing.name, 'completed', detail));
  }

  /** Of the transaction in the journal; never guessed. */
  private async outcomeOf(work: RestoreWork): Promise<Exclude<TransactionOutcome, 'forgotten' | 'in progress'>> {
    const xid = work.restore.journal?.inPlace?.xid;
    if (xid === undefined) return 'aborted';
    const application = { applicationName: `${work.job.applicationName} look` };
    return withConnection(work.maintenance, application, async (admin) => {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const outcome = await readTransactionOutcome(admin, xid);
        if (outcome === 'committed' || outcome === 'aborted') return outcome;
        if (outcome === 'forgotten') throw unknown(xid, 'the server has forgotten how it ended');
        if (Date.now() > deadline) throw unknown(xid, 'it is still running, though its session was ended');
        await sleep(100);
      }
    });
  }
}

function unknown(xid: string, why: string): AppError {
  return new AppError('WORKER_LOST', `Whether transaction ${xid} replaced the live database is not known: ${why}.`, {
    hint: 'The live database is whole: either as it was or as it was backed up. Look at its rows, then decide.',
  });
}
