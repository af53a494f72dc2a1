import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { CodeMigrations, FrameworkName, MigrationState } from '../../platform/migration-state/migration-state.js';
import { migrateForward } from '../../platform/migration-state/runners/migrate-forward.js';
import type { MigrationRunner } from '../../platform/migration-state/runners/migration-runner.js';
import { type ConnectionTarget, withConnection } from '../../platform/postgres/connection.js';
import { fencedApplicationName } from '../../platform/postgres/sessions.js';
import type { JobContext } from '../jobs/job-context.js';
import { migrationSourceOf, type Source } from '../sources/source.entity.js';
import { MigrationRunners } from './migration-runners.js';
import { newOwners, readObjectOwners } from './object-owners.js';
import { RestorePlanner } from './restore-planner.js';
import { outsideChanges, readOutside } from './shared-objects.js';

export interface ForwardMigrationRequest {
  job: JobContext;
  /** Whose migrations. */
  source: Source;
  /** The history that was backed up. */
  backup: MigrationState;
  /** In the order in which they will run; not empty. */
  pending: readonly { framework: FrameworkName; pending: string[] }[];
  restored: ConnectionTarget;
  /** Another database of the restored one's server. */
  maintenance: ConnectionTarget;
  /** The database that the runner must not touch; null where there is none besides the restored one. */
  live: ConnectionTarget | null;
  /** The database for which the restored one's server is a source's; out of bounds as well, unless it is the restored one. */
  neighbour: string;
  /** Where the restored database is the live one: the history that was planned for it. */
  planned?: MigrationState;
  allowAhead: boolean;
}

export interface ForwardMigrationReport {
  runner: string;
  /** As they were planned. */
  pending: string[];
  seconds: number;
  /** What the migrations did outside of their database, or to owners: for a person to look at. */
  notes: string[];
}

/** Brings a restored database forward by the application's own migrations, and believes only what the databases then say. */
@Injectable()
export class ForwardMigrations {
  constructor(
    private readonly runners: MigrationRunners,
    private readonly planner: RestorePlanner,
  ) {}

  /** Parsed, never run; null where the source names no code. */
  codeOf(source: Source): Promise<CodeMigrations[] | null> {
    return this.planner.codeOf(source);
  }

  /** False: the source names no runner, or one that this server does not offer to its tenant. */
  async hasRunner(source: Source, framework: FrameworkName): Promise<boolean> {
    return (await this.runners.of(source, framework)) !== null;
  }

  /** Throws MIGRATION_FAILED, also where the source has no runner; CANCELED; and what the runner and connections throw. */
  async run(request: ForwardMigrationRequest): Promise<ForwardMigrationReport> {
    const { job } = request;
    const runner = await this.runnerOf(request);
    const pending = request.pending.flatMap((app) => app.pending);
    const names = pending.join(', ');
    job.log('info', PHASE, `The runner "${runner.name}" brings it forward by ${pending.length} migrations: ${names}.`);
    const look = await this.lookAround(request);
    const startedAt = performance.now();
    await this.migrate(request, runner);
    const seconds = Math.round(performance.now() - startedAt) / 1_000;
    const notes = await look.changes();
    for (const note of notes) job.log('warn', PHASE, note);
    job.log('info', PHASE, 'The history in the restored database is the code’s; no other was changed.', { seconds });
    return { runner: runner.name, pending, seconds, notes };
  }

  private async runnerOf({ source, pending }: ForwardMigrationRequest): Promise<MigrationRunner> {
    const runner = await this.runners.of(source, pending[0]?.framework ?? null);
    if (runner !== null) return runner;
    throw new AppError('MIGRATION_FAILED', 'This source names no migration runner that this server offers.', {
      hint: 'Set migrations.runner of the source, or restore with runMigrations: false.',
    });
  }

  private async migrate(request: ForwardMigrationRequest, runner: MigrationRunner): Promise<void> {
    const { job, source, backup, restored, live, planned, allowAhead } = request;
    await migrateForward({
      runner,
      side: restored,
      live,
      neighbour: request.neighbour,
      ...(planned === undefined ? {} : { planned }),
      applicationName: fencedApplicationName(job.fenceId, job.job.epoch, 'migrate'),
      ownApplicationName: job.applicationName,
      source: migrationSourceOf(source),
      backup,
      code: await this.codeOf(source),
      allowAhead,
      signal: job.signal,
      onLine: (line) => {
        job.log('info', PHASE, line);
      },
    });
  }

  /** What is outside of the restored database, and to whom its objects belong: now, and what of it changed since. */
  private async lookAround({
    job,
    restored,
    maintenance,
    neighbour,
  }: ForwardMigrationRequest): Promise<{ changes: () => Promise<string[]> }> {
    const application = { applicationName: job.applicationName };
    const look = async () => ({
      outside: await withConnection(maintenance, application, (admin) => readOutside(admin, neighbour)),
      owners: await withConnection(restored, application, readObjectOwners),
    });
    const before = await look();
    return {
      changes: async () => {
        const after = await look();
        return [...newOwners(before.owners, after.owners), ...outsideChanges(before.outside, after.outside)];
      },
    };
  }
}

const PHASE = 'migrating';
