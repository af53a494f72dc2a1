import { Injectable } from '@nestjs/common';
import { AppError, toRecordedError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { fetchDatabases } from '../../../platform/postgres/database-ref.js';
import { type PlacementState, readPlacement } from '../../../platform/postgres/new-database.js';
import { CheckingPhase } from '../phases/checking.js';
import { MigratingPhase } from '../phases/migrating.js';
import { NamingPhase } from '../phases/naming.js';
import type { Phase, RestoreWork } from '../phases/phase.js';
import { PlannedPhase } from '../phases/planned.js';
import { SideRestorePhase } from '../phases/side-restore.js';
import { endPhase } from '../restore-work.js';
import { DECIDE_BY_HAND, type RestoreStrategy } from './restore-strategy.js';

/** As a swap up to the swap; then it gets a name that was free, and no other database is touched. */
@Injectable()
export class NewDatabaseStrategy implements RestoreStrategy {
  readonly name = 'new_database';
  readonly phases: readonly Phase[];
  readonly afterCommit: readonly Phase[] = [];

  constructor(
    planned: PlannedPhase,
    private readonly sideRestore: SideRestorePhase,
    checking: CheckingPhase,
    migrating: MigratingPhase,
    naming: NamingPhase,
  ) {
    this.phases = [planned, sideRestore, checking, migrating, naming];
  }

  completed({ restore }: RestoreWork): string {
    return `Restore #${restore.number} is completed: "${restore.plan.target.database}" is a new database. No other was touched.`;
  }

  async takeOver(work: RestoreWork): Promise<boolean> {
    const found = await this.stateOf(work);
    switch (found.state) {
      case 'named':
        work.job.log('info', 'naming', 'The catalogue says that the new database has its name.');
        await this.record(work, { takenOver: true });
        return true;
      case 'no_side':
      case 'not_named':
      case 'interrupted_drop':
        return false;
      case 'unknown':
        throw new AppError(
          'RESTORE_FAILED',
          `Somebody changed the databases of this restore: ${found.found}; nothing was touched.`,
          { hint: DECIDE_BY_HAND },
        );
    }
  }

  async isCommittedAfterAll(work: RestoreWork, error: unknown): Promise<boolean> {
    if (work.restore.phase !== 'naming') return false;
    if ((await this.stateOf(work)).state !== 'named') return false;
    work.job.log('warn', 'naming', `It has its name, though that ended with: ${toRecordedError(error).message}`);
    await this.record(work, {});
    return true;
  }

  async undo(work: RestoreWork): Promise<void> {
    await this.sideRestore.undo(work);
  }

  async release(): Promise<void> {
    // Nothing is held between phases.
  }

  private async record(work: RestoreWork, detail: Record<string, unknown>): Promise<void> {
    await work.job.transaction((manager) => endPhase(manager, work.restore, 'naming', 'completed', detail));
  }

  private async stateOf(work: RestoreWork): Promise<PlacementState> {
    const { journal } = work.restore;
    if (journal === null) return { state: 'no_side' };
    const { liveName, sideName, sideOid } = journal.swap;
    return withConnection(work.maintenance, { applicationName: `${work.job.applicationName} look` }, async (admin) =>
      readPlacement(await fetchDatabases(admin), { name: liveName, sideName, sideOid }),
    );
  }
}
