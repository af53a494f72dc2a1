import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { migrateForward } from '../../../platform/migration-state/runners/migrate-forward.js';
import { type ConnectionTarget, withConnection } from '../../../platform/postgres/connection.js';
import { findDatabase } from '../../../platform/postgres/database-ref.js';
import { fencedApplicationName } from '../../../platform/postgres/sessions.js';
import { progressAt } from '../../jobs/progress.js';
import { migrationSourceOf } from '../../sources/source.entity.js';
import { MigrationRunners } from '../migration-runners.js';
import { RestorePlanner } from '../restore-planner.js';
import { outsideChanges, readOutside } from '../shared-objects.js';
import { withPending } from '../planned-history.js';
import { newOwners, readObjectOwners } from '../object-owners.js';
import { type Phase, type PhaseDetail, type RestoreWork, restoredTarget } from './phase.js';

export interface ForwardMigrationReport {
  runner: string;
  /** As they were planned. */
  pending: string[];
  seconds: number;
  /** What the migrations did outside of their database, or to owners: for a person to look at. */
  notes: string[];
}

/** Brings the restored database forward by the application's own migrations, and believes only what the databases then say. */
@Injectable()
export class MigratingPhase implements Phase {
  readonly name = 'migrating';

  constructor(
    private readonly runners: MigrationRunners,
    private readonly planner: RestorePlanner,
  ) {}

  async run(work: RestoreWork): Promise<{ skipped?: boolean; detail: PhaseDetail }> {
    const { job, restore, source } = work;
    const behind = restore.plan.migrations.filter((app) => app.pending.length > 0);
    if (!restore.options.runMigrations || behind.length === 0) {
      const reason =
        behind.length === 0 ? 'No migration is pending.' : 'Migrations are pending, and it was asked not to run them.';
      job.log(behind.length === 0 ? 'info' : 'warn', this.name, reason);
      return { skipped: true, detail: { reason } };
    }
    const runner = await this.runners.of(source, behind[0]?.framework ?? null);
    if (runner === null) {
      throw new AppError('MIGRATION_FAILED', 'This source names no migration runner that this server offers.', {
        hint: 'Set migrations.runner of the source, or restore with runMigrations: false.',
      });
    }
    const pending = behind.flatMap((app) => app.pending);
    job.log(
      'info',
      this.name,
      `The runner "${runner.name}" brings it forward by ${pending.length} migrations: ${pending.join(', ')}.`,
    );
    await work.progress(progressAt(this.name, 80));
    const report = await this.migrate(work, runner, pending);
    work.report.migrations = report;
    for (const note of report.notes) job.log('warn', this.name, note);
    job.log('info', this.name, 'The history in the restored database is the code’s; no other was changed.', {
      seconds: report.seconds,
    });
    return { detail: { ...report } };
  }

  private async migrate(
    work: RestoreWork,
    runner: NonNullable<Awaited<ReturnType<MigrationRunners['of']>>>,
    pending: string[],
  ): Promise<ForwardMigrationReport> {
    const { job, source, restore, target } = work;
    const backup = work.backup.migrationState ?? { frameworks: [] };
    const live = await this.liveOf(work);
    const application = { applicationName: job.applicationName };
    const outsideBefore = await withConnection(work.maintenance, application, (admin) =>
      readOutside(admin, target.database),
    );
    const ownersBefore = await withConnection(restoredTarget(work), application, readObjectOwners);
    const startedAt = performance.now();
    await migrateForward({
      runner,
      side: restoredTarget(work),
      live,
      ...(restore.strategy === 'in_place' ? { planned: withPending(backup, restore.plan.migrations) } : {}),
      applicationName: fencedApplicationName(job.fenceId, job.job.epoch, 'migrate'),
      ownApplicationName: job.applicationName,
      source: migrationSourceOf(source),
      backup,
      code: await this.planner.codeOf(source),
      allowAhead: restore.options.allowAhead,
      signal: job.signal,
      onLine: (line) => {
        job.log('info', this.name, line);
      },
    });
    const seconds = Math.round(performance.now() - startedAt) / 1_000;
    const ownersAfter = await withConnection(restoredTarget(work), application, readObjectOwners);
    const outsideAfter = await withConnection(work.maintenance, application, (admin) =>
      readOutside(admin, target.database),
    );
    return {
      runner: runner.name,
      pending,
      seconds,
      notes: [...newOwners(ownersBefore, ownersAfter), ...outsideChanges(outsideBefore, outsideAfter)],
    };
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
