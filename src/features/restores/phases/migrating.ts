import { Injectable } from '@nestjs/common';
import { type ConnectionTarget, withConnection } from '../../../platform/postgres/connection.js';
import { findDatabase } from '../../../platform/postgres/database-ref.js';
import { progressAt } from '../../jobs/progress.js';
import { ForwardMigrations } from '../forward-migrations.js';
import { withPending } from '../planned-history.js';
import { type Phase, type PhaseDetail, type RestoreWork, restoredTarget } from './phase.js';

/** The pending migrations of the plan, on the restored database. */
@Injectable()
export class MigratingPhase implements Phase {
  readonly name = 'migrating';

  constructor(private readonly migrations: ForwardMigrations) {}

  async run(work: RestoreWork): Promise<{ skipped?: boolean; detail: PhaseDetail }> {
    const { job, restore, source, target } = work;
    const behind = restore.plan.migrations.filter((app) => app.pending.length > 0);
    if (!restore.options.runMigrations || behind.length === 0) {
      const reason =
        behind.length === 0 ? 'No migration is pending.' : 'Migrations are pending, and it was asked not to run them.';
      job.log(behind.length === 0 ? 'info' : 'warn', this.name, reason);
      return { skipped: true, detail: { reason } };
    }
    await work.progress(progressAt(this.name, 80));
    const backup = work.backup.migrationState ?? { frameworks: [] };
    const report = await this.migrations.run({
      ...{ job, source, backup, pending: behind, maintenance: work.maintenance },
      restored: restoredTarget(work),
      live: await this.liveOf(work),
      neighbour: target.database,
      ...(restore.strategy === 'in_place' ? { planned: withPending(backup, restore.plan.migrations) } : {}),
      allowAhead: restore.options.allowAhead,
    });
    work.report.migrations = report;
    return { detail: { ...report } };
  }

  /** The database that the runner must not touch: the source's own, where there is one beside. */
  private async liveOf({ restore, target, maintenance, job }: RestoreWork): Promise<ConnectionTarget | null> {
    if (restore.strategy === 'in_place') return null; // it is the one that is migrated
    const found = await withConnection(maintenance, { applicationName: job.applicationName }, (admin) =>
      findDatabase(admin, { name: target.database }),
    );
    return found === null ? null : target;
  }
}
