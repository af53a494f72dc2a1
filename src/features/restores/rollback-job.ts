import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, type RecordedError } from '../../common/app-error.js';
import { connect, withConnection } from '../../platform/postgres/connection.js';
import { fetchDatabases } from '../../platform/postgres/database-ref.js';
import { allowConnections } from '../../platform/postgres/kept-database.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import { rollbackSwap } from '../../platform/postgres/swap.js';
import { readSwapState, type SwapState } from '../../platform/postgres/swap-state.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { journalOf, type ServerWork } from './phases/phase.js';
import { tellOfRestore } from './restore-events.js';
import { Restore } from './restore.entity.js';
import { RestoreWorkbench, setStatus } from './restore-work.js';
import { untilServerAnswers } from './server-answers.js';

/** Swaps the kept database back. What the restore brought is kept in its turn, for the same window. */
@Injectable()
export class RollbackJob implements JobHandler, OnModuleInit {
  readonly action = 'rollback';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly workbench: RestoreWorkbench,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const work = await this.workbench.open(job);
    const application = { applicationName: job.applicationName };
    await job.transaction(async (manager) => {
      await setStatus(manager, work.restore, 'rolling_back', { progress: progressAt('rolling_back', 10) });
      await job.status(manager, 'rolling_back', 'The rollback begins.');
    });
    const look = (): Promise<SwapState> =>
      withConnection(work.maintenance, application, async (admin) => {
        await endPredecessors(admin, { id: job.fenceId, epoch: job.job.epoch });
        return readSwapState(await fetchDatabases(admin), journalOf(work).swap);
      });
    // A first attempt has touched nothing yet: where the server is away, the rollback simply did not happen.
    const found = job.job.epoch === 1 ? await look() : await untilServerAnswers(work, false, look);
    const downtimeMs = await job.step('swap_back', () =>
      untilServerAnswers(work, false, () => this.bringBack(work, found)),
    );
    await this.finish(work, downtimeMs);
  }

  /** Nothing has changed: the restore is still what is live, and may be rolled back again. */
  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const restore = await manager.findOneByOrFail(Restore, { id: job.job.subjectId });
    await setStatus(manager, restore, 'completed', { error, progress: null });
    await job.status(manager, 'completed', `The rollback did not happen: ${error.message}`);
    if (error.code !== 'CANCELED') await tellOfRestore(manager, 'rollback.failed', restore, { error });
  }

  private async bringBack(work: ServerWork, found: SwapState): Promise<number | null> {
    const { job } = work;
    const { swap } = journalOf(work);
    const connectAdmin = () =>
      connect(work.maintenance, { applicationName: job.applicationName, queryTimeoutMs: 60_000 });
    if (found.state === 'rolled_back') {
      job.log('info', 'rolling_back', 'The catalogue says that the rollback is committed.');
      const admin = await connectAdmin();
      try {
        if (!found.live.allowsConnections) await allowConnections(admin, found.live, true);
      } finally {
        await admin.end();
      }
      return null;
    }
    if (found.state !== 'swapped' || swap.sideOid === null) {
      throw new AppError(
        'SWAP_FAILED',
        `This restore cannot be rolled back: the databases are in the state "${found.state}".`,
        {
          hint: 'Nothing was touched. Compare pg_database with the journal of this restore.',
        },
      );
    }
    job.throwIfAborted();
    const result = await rollbackSwap({
      connect: connectAdmin,
      live: { name: swap.liveName, oid: swap.sideOid },
      before: { name: swap.beforeName, oid: swap.liveOid },
      afterName: swap.afterName,
      onAttempt: () => {
        job.throwIfAborted();
      },
    });
    return Math.round(result.downtimeMs);
  }

  private async finish(work: ServerWork, downtimeMs: number | null): Promise<void> {
    const { job, restore } = work;
    const { swap } = journalOf(work);
    await job.complete(async (manager) => {
      await manager.query(
        `UPDATE kept_databases SET role = 'after', name = $2, oid = $3, "countersBefore" = NULL WHERE id = $1`,
        [restore.id, swap.afterName, swap.sideOid],
      );
      await setStatus(manager, restore, 'rolled_back', {
        progress: { ...progressAt('rolled_back', 100), etaSeconds: 0 },
        error: null,
        downtimeMs, // null where nobody knows: that of the restore would be another one's
      });
      await job.status(
        manager,
        'rolled_back',
        `Rolled back. What the restore had brought is kept as "${swap.afterName}".`,
      );
      await tellOfRestore(manager, 'restore.rolled_back', restore, { downtimeMs });
    });
  }
}
