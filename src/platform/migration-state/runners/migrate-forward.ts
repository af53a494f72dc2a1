import { AppError } from '../../../common/app-error.js';
import { withConnection, type ConnectionTarget, type Queryable } from '../../postgres/connection.js';
import { serverVersion } from '../../postgres/database-properties.js';
import { majorOf } from '../../postgres/server-info.js';
import { unhinderedSettings } from '../../postgres/session-options.js';
import { endSessionsNamed } from '../../postgres/sessions.js';
import { checkAfterMigration, historyChanges } from '../disbelieve.js';
import type { CodeMigrations, MigrationState } from '../migration-state.js';
import { readMigrationState, type MigrationSource } from '../migration-states.js';
import { assertRecognisable, watchForStrays, type Stray } from './guard.js';
import type { MigrationRunner, RunnerOutcome, RunOptions } from './migration-runner.js';
import { findTableOwner } from './table-owner.js';
import { setTripwire } from './tripwire.js';

export interface MigrateForwardOptions extends Omit<RunOptions, 'target' | 'signal' | 'role'> {
  runner: MigrationRunner;
  /** What the runner gets. */
  side: ConnectionTarget;
  /** Never given to the runner; null where there is none besides `side`. */
  live: ConnectionTarget | null;
  /** Another database of the side's server that is out of bounds, where `live` may be on another server. */
  neighbour?: string;
  /** Where `side` is the live database itself: the history that was planned for it. */
  planned?: MigrationState;
  /** Of our own sessions; must differ from `applicationName`, which is the runner's. */
  ownApplicationName: string;
  source: MigrationSource;
  backup: MigrationState;
  code: readonly CodeMigrations[] | null;
  allowAhead?: boolean;
  signal?: AbortSignal;
}

export interface ForwardMigration {
  outcome: RunnerOutcome;
  /** The side database's history afterwards. */
  state: MigrationState;
}

/**
 * Runs the migrations on the side database, under guard, and believes none of it: afterwards the side database must
 * have the history that was planned, and the live database the one that it had. The runner acts as the owner of the
 * migrations table where our role may, or the application could not read the tables that it makes. The side database is to be thrown
 * away after a failure, for frameworks commit migration by migration; where it is the live one, the history says how far it came.
 * Throws MIGRATION_FAILED, CANCELED, and what the runner and `connect` throw.
 */
export async function migrateForward(options: MigrateForwardOptions): Promise<ForwardMigration> {
  const { live, planned, source, backup, code, allowAhead = false } = options;
  assertRecognisable(options.applicationName);
  const read = (target: ConnectionTarget): Promise<MigrationState> =>
    withConnection(target, { applicationName: options.ownApplicationName }, (db) => readMigrationState(db, source));

  const liveBefore = live && (await read(live));
  const { outcome, stray } = await runUnderGuard(options);
  const liveAfter = live && (await read(live));

  if (stray) throw pointsElsewhere(options, `one of its sessions appeared on the database "${stray.database}"`);
  const changes = liveBefore && liveAfter ? historyChanges(liveBefore, liveAfter) : [];
  if (changes.length > 0)
    throw pointsElsewhere(options, `while it ran, the live database's history changed: ${some(changes)}`);
  if (options.signal?.aborted) throw new AppError('CANCELED', 'The forward migrations were canceled.');
  refuseFailure(options.runner.name, outcome);

  const state = await read(options.side);
  const differences = checkAfterMigration({
    side: state,
    backup,
    code,
    live: liveAfter ?? planned ?? null,
    allowAhead,
  });
  if (differences.length > 0) {
    throw new AppError(
      'MIGRATION_FAILED',
      `The runner ${options.runner.name} ended with 0, but: ${some(differences)}`,
      {
        hint: 'Does the runner use the same code as codePath, and the database that its environment names?',
      },
    );
  }
  return { outcome, state };
}

async function runUnderGuard(options: MigrateForwardOptions): Promise<{ outcome: RunnerOutcome; stray: Stray | null }> {
  const { runner, side, live, ownApplicationName, applicationName, signal, onLine, onMigration } = options;
  const { target, role, unhindered } = await withConnection(
    side,
    { applicationName: ownApplicationName },
    async (db) => ({
      target: db.reached,
      role: await findTableOwner(db, options.backup),
      unhindered: unhinderedSettings(majorOf(await serverVersion(db))),
    }),
  );
  const abort = new AbortController();
  const runOptions: RunOptions = {
    target,
    applicationName,
    ...(role === null ? {} : { role }),
    unhindered,
    signal: signal ? AbortSignal.any([signal, abort.signal]) : abort.signal,
    ...(onLine ? { onLine } : {}),
    ...(onMigration ? { onMigration } : {}),
  };
  let stray: Stray | null = null;
  let blindness: { error: unknown } | null = null;
  const outcome = await withConnection(
    side,
    { applicationName: ownApplicationName, queryTimeoutMs: 30_000 },
    async (db) => {
      const guard = watchForStrays({
        db,
        forbiddenDatabases: outOfBounds(options),
        applicationName,
        onStray: (found) => {
          stray = found;
          abort.abort();
        },
        onBlind: (error) => {
          blindness = { error };
          abort.abort();
        },
      });
      try {
        return await (live === null ? runner.run(runOptions) : runTripped(db, runner, runOptions));
      } finally {
        await guard.stop();
        await endOrphans(db, applicationName);
      }
    },
  );
  const lost = blindness as { error: unknown } | null;
  if (lost) throw lost.error;
  return { outcome, stray };
}

function outOfBounds({ side, live, neighbour }: MigrateForwardOptions): string[] {
  return [live?.database, neighbour].flatMap((name) => (name === undefined || name === side.database ? [] : [name]));
}

async function runTripped(side: Queryable, runner: MigrationRunner, options: RunOptions): Promise<RunnerOutcome> {
  const tripwire = await setTripwire(side);
  const ended = await runner.run({ ...options, sessionSettings: tripwire.settings });
  // After a failure the side database is thrown away, with all that is in it.
  if (ended.exitCode === 0) await tripwire.remove();
  return ended;
}

/** The runner's processes have ended; what they began on the server must not go on, least of all on the live database. */
async function endOrphans(db: Queryable, applicationName: string): Promise<void> {
  const left = await endSessionsNamed(db, applicationName);
  if (left.length === 0) return;
  const pids = left.map(({ pid }) => pid).join(', ');
  throw new AppError('MIGRATION_FAILED', `Sessions of the runner do not end: pid ${pids}.`, {
    hint: 'End them on the PostgreSQL server (pg_terminate_backend); what they have not committed is then undone.',
  });
}

function refuseFailure(name: string, outcome: RunnerOutcome): void {
  if (outcome.exitCode === 0 && !outcome.timedOut && !outcome.canceled) return;
  const how = outcome.timedOut
    ? `did not end in time and was killed after ${Math.round(outcome.durationMs / 1000)} s`
    : `ended with ${outcome.exitCode ?? 'a signal'}`;
  const last = outcome.tail.trim().split('\n').slice(-5).join('\n');
  throw new AppError('MIGRATION_FAILED', `The runner ${name} ${how}${last === '' ? '' : `: ${last}`}`, {
    hint:
      'The log has all of its output. Where it speaks of "not_the_side_database", the settings of the ' +
      'runner do not take the database from the environment that Backstitch gives it, and were refused elsewhere.',
  });
}

function pointsElsewhere({ runner }: MigrateForwardOptions, what: string): AppError {
  return new AppError('MIGRATION_FAILED', `The runner ${runner.name} was stopped, or is not believed: ${what}.`, {
    hint: 'Its settings must take the database from the environment that Backstitch gives it. Look at what it did there.',
  });
}

function some(sentences: readonly string[]): string {
  const rest = sentences.length - 5;
  return sentences.slice(0, 5).join(' ') + (rest > 0 ? ` And ${rest} more.` : '');
}
