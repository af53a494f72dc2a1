import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { systemCaller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { JobsService } from '../jobs/jobs.service.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { KeptDatabase } from './kept-database.entity.js';
import { HAS_WAITING_ROLLBACK } from './waiting-rollback.js';

const INTERVAL_MS = 15_000;

/** Asks for the end of every rollback window that is over. A busy source is asked for again at the next turn. */
@Injectable()
export class WindowSweep extends PeriodicTask {
  protected readonly task = 'sweep of rollback windows';
  protected readonly everyMs = INTERVAL_MS;
  private readonly logger = new Logger(WindowSweep.name);

  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
  ) {
    super();
  }

  protected async turn(): Promise<void> {
    const due = await this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(KeptDatabase, 'kept')
        .where(`kept."droppedAt" IS NULL AND kept."keepUntil" < now() AND NOT ${HAS_WAITING_ROLLBACK}`)
        .orderBy('kept.keepUntil')
        .limit(100)
        .getMany(),
    );
    for (const kept of due) await this.ask(kept);
  }

  private async ask(kept: KeptDatabase): Promise<void> {
    try {
      const job = await this.database.asSystem(async (manager) => {
        // Read again under the lock that prolonging takes too: whoever comes second sees what the first did.
        const stillDue = await manager.query<unknown[]>(
          `SELECT 1 FROM kept_databases kept WHERE id = $1 AND "droppedAt" IS NULL AND "keepUntil" < now()
              AND NOT ${HAS_WAITING_ROLLBACK} FOR UPDATE`,
          [kept.id],
        );
        if (stillDue.length === 0) return null;
        return this.jobs.accept(manager, systemCaller('sweep', kept.tenantId), {
          action: 'close_window',
          tenantId: kept.tenantId,
          subjectType: 'restore',
          subjectId: kept.restoreId,
          sourceId: kept.sourceId,
        });
      });
      if (job !== null) await this.jobs.dispatch(job);
    } catch (error) {
      const waits = error instanceof AppError && error.code === 'SOURCE_BUSY';
      this.logger[waits ? 'debug' : 'warn'](`The window of ${kept.name} is not closed yet: ${String(error)}`);
    }
  }
}
