import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { compareHistories } from '../../platform/migration-state/compare.js';
import { checkAfterMigration } from '../../platform/migration-state/disbelieve.js';
import type { CodeMigrations, Comparison, MigrationState } from '../../platform/migration-state/migration-state.js';
import { readMigrationState } from '../../platform/migration-state/migration-states.js';
import { type ConnectionTarget, withConnection } from '../../platform/postgres/connection.js';
import type { RehearsalPlace } from '../backups/restore-rehearsal.js';
import { ForwardMigrations } from '../restores/forward-migrations.js';
import { assertGoesForward } from '../restores/restore-acceptance.js';
import { SourceConnections } from '../sources/source-connections.js';
import { migrationSourceOf, type Source } from '../sources/source.entity.js';
import type { DrillWork } from './drill-work.js';

export interface Replay {
  /** False: nothing was shown; the detail says why. */
  isShown: boolean;
  detail: Record<string, unknown>;
}

/** What the drill knows of the history that the restored database should get. */
interface Histories {
  backup: MigrationState;
  code: CodeMigrations[] | null;
  /** null where it could not be read: it may be the very thing that was lost. */
  live: { target: ConnectionTarget; state: MigrationState } | null;
}

/**
 * Brings a restored scratch database forward as a restore would, and believes the databases alone. Of the live one the
 * migration history is read, before and after, and nothing else.
 */
@Injectable()
export class MigrationReplay {
  constructor(
    private readonly connections: SourceConnections,
    private readonly migrations: ForwardMigrations,
  ) {}

  /** Throws MIGRATION_FAILED; SCHEMA_AHEAD and SCHEMA_DIVERGED, for which a restore would be refused. */
  async run(work: DrillWork, place: RehearsalPlace): Promise<Replay> {
    const histories = await this.read(work);
    const { backup, code, live } = histories;
    const comparison = compareHistories({ backup, code, live: live?.state ?? null });
    assertGoesForward(comparison.verdict, comparison.apps);
    const pending = comparison.apps.filter((app) => app.pending.length > 0);
    const [first] = pending;
    if (first === undefined) return this.nothingPending(work, place, histories, comparison);
    if (!work.backup.trusted) return notTrusted(work, comparison);
    if (work.source.migrations.runner === undefined && !(await this.migrations.hasRunner(work.source, first.framework)))
      return noRunner(work, comparison);
    const { job, source, host } = work;
    const report = await this.migrations.run({
      ...{ job, source, backup, pending, live: live?.target ?? null },
      ...{ restored: place.scratch, maintenance: place.maintenance, neighbour: host.database.database },
      allowAhead: false,
    });
    for (const message of report.notes) await work.keepWarning({ code: 'MIGRATION_NOTE', message });
    return { isShown: true, detail: { verdict: comparison.verdict, ...report } };
  }

  /** The history that was restored is looked at all the same: it must be the one that the code has. */
  private async nothingPending(
    { job, source }: DrillWork,
    { scratch }: RehearsalPlace,
    { backup, code, live }: Histories,
    { verdict }: Comparison,
  ): Promise<Replay> {
    if (verdict !== 'same') {
      const reason = 'Nothing says which migrations this database should have: none were replayed.';
      job.log('info', PHASE, reason);
      return { isShown: false, detail: { verdict, pending: [], reason } };
    }
    const side = await withConnection(scratch, { applicationName: job.applicationName }, (db) =>
      readMigrationState(db, migrationSourceOf(source)),
    );
    const differences = checkAfterMigration({ side, backup, code, live: live?.state ?? null });
    if (differences.length > 0) {
      throw new AppError('MIGRATION_FAILED', `No migration is pending, but: ${differences.slice(0, 5).join(' ')}`, {
        hint: 'Does migrations.table of the source name the table that the backup has?',
      });
    }
    const reason = 'No migration is pending: the restored history is the code’s.';
    job.log('info', PHASE, reason);
    return { isShown: true, detail: { verdict, pending: [], reason } };
  }

  private async read(work: DrillWork): Promise<Histories> {
    const backup = work.backup.migrationState ?? { frameworks: [] };
    return { backup, code: await this.migrations.codeOf(work.source), live: await this.liveOf(work) };
  }

  private async liveOf(work: DrillWork): Promise<Histories['live']> {
    const { job, source } = work;
    const target = await this.connections.target(source);
    try {
      return { target, state: await historyOf(target, source, job.applicationName) };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'SOURCE_UNREACHABLE') throw error;
      const message = `The live database could not be asked for its migrations: ${error.message}`;
      job.log('warn', PHASE, message);
      await work.keepWarning({ code: 'LIVE_UNREACHABLE', message });
      return null;
    }
  }
}

/** Nobody waits for locks of the live database for long, least of all its users behind us. */
const LIMITS = { lockTimeoutMs: 2_000, statementTimeoutMs: 20_000, queryTimeoutMs: 25_000 };

function historyOf(target: ConnectionTarget, source: Source, applicationName: string): Promise<MigrationState> {
  return withConnection(target, { applicationName, ...LIMITS }, (db) =>
    readMigrationState(db, migrationSourceOf(source)),
  );
}

/** Whoever runs migrations by hand has not forgotten anything: it is said, and no reason to fail. */
async function noRunner(work: DrillWork, { verdict, apps }: Comparison): Promise<Replay> {
  const pending = apps.flatMap((app) => app.pending);
  const message = `${pending.length} migrations are pending and were not replayed: this source names no runner.`;
  work.job.log('warn', PHASE, message);
  await work.keepWarning({ code: 'NO_MIGRATION_RUNNER', message });
  return { isShown: false, detail: { verdict, pending, reason: message } };
}

/** A runner is the server's: it does not work on what anybody uploaded until a superadmin, who has seen the plan, restores it. */
function notTrusted({ job }: DrillWork, { verdict, apps }: Comparison): Replay {
  const pending = apps.flatMap((app) => app.pending);
  const reason = `${pending.length} migrations are pending, and none run by themselves on a dump that this instance did not make.`;
  job.log('info', PHASE, reason);
  return { isShown: false, detail: { verdict, pending, reason } };
}

const PHASE = 'migrating';
