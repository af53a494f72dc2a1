import { Injectable } from '@nestjs/common';
import { AppError, toRecordedError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import {
  type DatabaseRef,
  expectDatabases,
  fetchDatabases,
  sendAtOnce,
} from '../../../platform/postgres/database-ref.js';
import { quoteIdentifier } from '../../../platform/postgres/quoting.js';
import { readSwapState, type SwapState } from '../../../platform/postgres/swap-state.js';
import { CheckingPhase } from '../phases/checking.js';
import { MigratingPhase } from '../phases/migrating.js';
import type { Phase, RestoreWork } from '../phases/phase.js';
import { PlannedPhase } from '../phases/planned.js';
import { SafetyBackupPhase } from '../phases/safety-backup.js';
import { SideRestorePhase } from '../phases/side-restore.js';
import { SwappingPhase } from '../phases/swapping.js';
import { endPhase } from '../restore-work.js';
import { DECIDE_BY_HAND, type RestoreStrategy } from './restore-strategy.js';

/** Beside the live database, checked and migrated there, then the two names are exchanged in one transaction. */
@Injectable()
export class SwapStrategy implements RestoreStrategy {
  readonly name = 'swap';
  readonly phases: readonly Phase[];
  readonly afterCommit: readonly Phase[] = [];

  constructor(
    planned: PlannedPhase,
    safetyBackup: SafetyBackupPhase,
    private readonly sideRestore: SideRestorePhase,
    checking: CheckingPhase,
    migrating: MigratingPhase,
    private readonly swapping: SwappingPhase,
  ) {
    this.phases = [planned, safetyBackup, sideRestore, checking, migrating, swapping];
  }

  completed({ restore }: RestoreWork): string {
    return `Restore #${restore.number} is completed. It can be rolled back until the window closes.`;
  }

  async takeOver(work: RestoreWork): Promise<boolean> {
    const { job, restore } = work;
    const found = await this.stateOf(work);
    switch (found.state) {
      case 'swapped':
        job.log('info', 'swapping', 'The catalogue says that the swap is committed.');
        if (restore.swappedAt === null) await this.swapping.recordSwap(work, null);
        await job.transaction((manager) => endPhase(manager, restore, 'swapping', 'completed', { takenOver: true }));
        return true;
      case 'no_side':
      case 'not_swapped':
        return false;
      case 'interrupted_drop':
        if (found.of === 'side') return false;
        throw intervened(`A DROP DATABASE of "${found.database.name}" was interrupted.`);
      case 'live_missing':
        await this.nameBack(work, found.before);
        await this.undo(work);
        throw intervened(`"${work.target.database}" had been renamed away; it has its name again.`);
      case 'rolled_back':
      case 'window_closed':
      case 'foreign_live':
        throw intervened(`The catalogue is in the state "${found.state}", which this restore did not make.`);
      case 'unknown':
        throw intervened(found.found);
    }
  }

  /** An error of the swap, or after it, does not say whether it was committed: the catalogue does. */
  async isCommittedAfterAll(work: RestoreWork, error: unknown): Promise<boolean> {
    if (work.restore.phase !== 'swapping') return false;
    if ((await this.stateOf(work)).state !== 'swapped') return false;
    work.job.log('warn', 'swapping', `The swap is committed, though it ended with: ${toRecordedError(error).message}`);
    if (work.restore.swappedAt === null) await this.swapping.recordSwap(work, null);
    await work.job.transaction((manager) => endPhase(manager, work.restore, 'swapping', 'completed', {}));
    return true;
  }

  async undo(work: RestoreWork): Promise<void> {
    await this.sideRestore.undo(work);
  }

  async release(): Promise<void> {
    // Nothing is held between phases.
  }

  /** Nothing is live: better the database that was than none. */
  private async nameBack(work: RestoreWork, before: DatabaseRef): Promise<void> {
    const name = quoteIdentifier(work.target.database);
    await withConnection(work.maintenance, { applicationName: work.job.applicationName }, (admin) =>
      sendAtOnce(admin, [
        expectDatabases([before]),
        `ALTER DATABASE ${quoteIdentifier(before.name)} RENAME TO ${name}`,
        `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`,
      ]),
    );
  }

  private async stateOf(work: RestoreWork): Promise<SwapState> {
    const { journal } = work.restore;
    if (journal === null) return { state: 'no_side' };
    return withConnection(work.maintenance, { applicationName: `${work.job.applicationName} look` }, async (admin) =>
      readSwapState(await fetchDatabases(admin), journal.swap),
    );
  }
}

function intervened(what: string): AppError {
  return new AppError('SWAP_FAILED', `Somebody changed the databases of this restore: ${what}`, {
    hint: DECIDE_BY_HAND,
  });
}
