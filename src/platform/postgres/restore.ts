import { AppError } from '../../common/app-error.js';
import { commandOf, programSink, readerFailure } from '../pipeline/program-parts.js';
import type { PipelineSink } from '../pipeline/stage.js';
import type { ProcessRunner, ProcessSpec } from '../process/process-runner.js';
import type { ConnectionTarget } from './connection.js';
import { dbnameArgument, libpqEnvironment } from './libpq.js';
import { programFailure, secretsOf } from './program-failure.js';
import { whileServerLives } from './program-silence.js';
import { READS_ARCHIVES, sessionOptions, unhinderedSettings } from './session-options.js';
import { STREAM_BUFFER_BYTES } from './stream-buffer.js';

export interface RestoreOptions {
  runner: ProcessRunner;
  /** Absolute path of the pg_restore chosen for this archive. */
  program: string;
  /** A database that nobody uses yet; the connection must be a direct one. */
  target: ConnectionTarget;
  /** Of the server of `target`, e.g. 15. */
  serverMajor: number;
  applicationName: string;
  /** Everything then belongs to the connecting role, and nothing is granted to others. */
  noOwner?: boolean;
  /** SET ROLE before anything is made. */
  role?: string;
  /** For building indexes, such as `512MB`; of each job. */
  maintenanceWorkMem?: string;
  onStderrLine?: (line: string) => void;
}

/** What needs no rows, only the archive's first bytes. */
export interface DefinitionsOptions extends RestoreOptions {
  /** ArchiveReader.tocBytes. pg_restore reads them from a file without a name: nothing of it stays behind, even when we are killed. */
  tocBytes: Buffer;
  signal?: AbortSignal;
}

/** Schemas, types, functions, tables: all that must be there before rows. @returns the command @throws AppError RESTORE_FAILED, SOURCE_UNREACHABLE, CANCELED */
export async function restorePreData(options: DefinitionsOptions): Promise<readonly string[]> {
  return restoreDefinitions(options, ['--section=pre-data']);
}

/**
 * Rows, large objects and the values of sequences, from the archive's stream: all, or those whose dump ids are in
 * `share` (data-shares.ts), so that several sessions can each load theirs. Consuming resolves when pg_restore ended with 0;
 * everything else (1 too) is RESTORE_FAILED, and leaves the database in part: drop it.
 */
export function restoreRows(options: RestoreOptions & { share?: readonly number[] }): PipelineSink {
  const { share } = options;
  const sections = ['--section=data', ...(share === undefined ? [] : ['--use-list=/dev/fd/3'])];
  return programSink({
    name: 'pg_restore',
    runner: options.runner,
    spec: {
      ...specOf(options, [...sections, ...databaseArguments(options)]),
      ...(share === undefined ? {} : { secretFile: share.map((dumpId) => `${dumpId};\n`).join('') }),
      bufferBytes: STREAM_BUFFER_BYTES,
    },
    failure: (result) => programFailure(options.program, result, 'RESTORE_FAILED', HINT),
  });
}

/**
 * Indexes, constraints, triggers, policies and the data of materialized views, in parallel. A view is filled with what
 * row-level security lets its owner see, as it was: pg_restore would otherwise stop at one that a policy binds.
 * @returns the command that was run, word by word
 * @throws AppError RESTORE_FAILED, CANCELED; SOURCE_UNREACHABLE when the server falls silent
 */
export async function restorePostData(options: DefinitionsOptions & { jobs: number }): Promise<readonly string[]> {
  return restoreDefinitions(options, ['--section=post-data', '--enable-row-security', `--jobs=${options.jobs}`]);
}

async function restoreDefinitions(options: DefinitionsOptions, sections: string[]): Promise<readonly string[]> {
  const args = [...sections, ...databaseArguments(options), '/dev/fd/3'];
  const spec = { ...specOf(options, args), secretFile: options.tocBytes };
  const { target, applicationName, runner } = options;
  await whileServerLives({ name: 'pg_restore', target, applicationName }, async (silence) => {
    const signal = options.signal ? AbortSignal.any([options.signal, silence]) : silence;
    const result = await runner.start({ ...spec, signal }).ended;
    if (result.canceled) throw new AppError('CANCELED', 'pg_restore was canceled');
    if (result.exitCode !== 0) throw programFailure(options.program, result, 'RESTORE_FAILED', HINT);
  });
  return commandOf(spec);
}

/**
 * Decodes the whole archive into nothing. It catches every cut, but neither a flipped bit nor trailing garbage:
 * checksums do. Consuming rejects with ARCHIVE_UNREADABLE, or with INTERNAL_ERROR when pg_restore was killed.
 */
export function readWhole(options: {
  runner: ProcessRunner;
  program: string;
  onStderrLine?: (line: string) => void;
}): PipelineSink {
  return programSink({
    name: 'pg_restore',
    runner: options.runner,
    spec: {
      program: options.program,
      args: ['--file=/dev/null'],
      bufferBytes: STREAM_BUFFER_BYTES,
      ...(options.onStderrLine ? { onStderrLine: options.onStderrLine } : {}),
    },
    failure: (result) =>
      readerFailure('pg_restore', result, () => programFailure(options.program, result, 'ARCHIVE_UNREADABLE', DAMAGED)),
  });
}

/**
 * A subscription would bind the side database to a publisher, and keep it from being dropped: left out, whatever the dump
 * holds.
 */
function databaseArguments(options: RestoreOptions): string[] {
  return [
    '--exit-on-error',
    '--no-password',
    '--no-subscriptions',
    ...(options.noOwner ? ['--no-owner', '--no-privileges'] : []),
    ...(options.role === undefined ? [] : [`--role=${options.role}`]),
    `--dbname=${dbnameArgument(options.target.database)}`,
  ];
}

/** The swap's synchronous commit makes durable what was written with synchronous_commit=off before it. */
function specOf(options: RestoreOptions, args: string[]): ProcessSpec {
  const { target } = options;
  const settings = {
    ...unhinderedSettings(options.serverMajor),
    ...READS_ARCHIVES,
    synchronous_commit: 'off',
    ...(options.maintenanceWorkMem ? { maintenance_work_mem: options.maintenanceWorkMem } : {}),
  };
  return {
    program: options.program,
    args,
    env: { ...libpqEnvironment(target, options.applicationName), PGOPTIONS: sessionOptions(settings) },
    redact: secretsOf(target),
    ...(options.onStderrLine ? { onStderrLine: options.onStderrLine } : {}),
  };
}

const HINT = 'See the lines of pg_restore in the log; they name the object it stopped at.';
const DAMAGED = 'The archive is damaged or incomplete. Use another backup.';
