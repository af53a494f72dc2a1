import { AppError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { readMigrationState } from '../../../platform/migration-state/migration-states.js';
import { migrationSourceOf } from '../../sources/source.entity.js';
import type { MigratingPhase } from './migrating.js';
import type { Phase, PhaseDetail, RestoreWork } from './phase.js';

/**
 * The pending migrations of a restore in place, on the live database, after its commit: no runner can join our transaction.
 * One that fails leaves the restored rows live, so the error says how far it came, and both ways on.
 */
export class MigratingLivePhase implements Phase {
  readonly name = 'migrating';

  constructor(private readonly migrating: MigratingPhase) {}

  async run(work: RestoreWork): Promise<{ skipped?: boolean; detail: PhaseDetail }> {
    try {
      return await this.migrating.run(work);
    } catch (error) {
      if (!(error instanceof AppError) || GOES_ON.has(error.code)) throw error;
      const { applied, missing } = await howFar(work);
      const { number, safetyBackupId } = work.restore;
      throw new AppError(error.code, `The restored rows are live, but not migrated to the end: ${error.message}`, {
        hint:
          `Applied: ${listed(applied)}. Not applied: ${listed(missing)}. The log of restore #${number} has what the runner ` +
          'said. Mend what failed and run the migrations on the live database, or go back: restore the safety backup ' +
          `${safetyBackupId ?? ''} by the strategy "in_place", with runMigrations: false.`,
        cause: error,
      });
    }
  }
}

/** The job is taken up again. */
const GOES_ON: ReadonlySet<string> = new Set(['CANCELED', 'SOURCE_UNREACHABLE']);

/** Of the migrations that were pending, by what the live database says now. */
async function howFar(work: RestoreWork): Promise<{ applied: string[]; missing: string[] }> {
  const { job, source, restore, target } = work;
  const { frameworks } = await withConnection(target, { applicationName: job.applicationName }, (live) =>
    readMigrationState(live, migrationSourceOf(source)),
  );
  const has = new Set(
    frameworks.flatMap(({ framework, apps }) =>
      apps.flatMap(({ app, applied }) => applied.map((name) => keyOf(framework, app, name))),
    ),
  );
  const pending = restore.plan.migrations.flatMap(({ framework, app, pending: names }) =>
    names.map((name) => ({ name, isApplied: has.has(keyOf(framework, app, name)) })),
  );
  return {
    applied: pending.filter(({ isApplied }) => isApplied).map(({ name }) => name),
    missing: pending.filter(({ isApplied }) => !isApplied).map(({ name }) => name),
  };
}

function keyOf(framework: string, app: string, name: string): string {
  return JSON.stringify([framework, app, name]);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
