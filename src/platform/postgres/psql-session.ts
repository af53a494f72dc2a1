import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import type { ErrorCode } from '../../common/error-codes.js';
import { Link } from '../pipeline/link.js';
import type { PipelineSink } from '../pipeline/stage.js';
import type { ProcessResult, ProcessRunner, RunningProcess } from '../process/process-runner.js';
import type { ConnectionTarget } from './connection.js';
import { dbnameArgument, libpqEnvironment } from './libpq.js';
import { programFailure, secretsOf } from './program-failure.js';
import { whileServerLives } from './program-silence.js';
import { READS_ARCHIVES, sessionOptions, unhinderedSettings } from './session-options.js';
import { STREAM_BUFFER_BYTES } from './stream-buffer.js';

export interface PsqlOptions {
  runner: ProcessRunner;
  /** Absolute path of a pg_restore; the psql beside it is of the same version, and knows what it writes. */
  pgRestore: string;
  target: ConnectionTarget;
  applicationName: string;
  /** Of the server of `target`, e.g. 15. */
  serverMajor: number;
  /** The server's lock_timeout, until a script sets another. */
  lockTimeoutMs: number;
  /** Kills it, whatever it waits for. */
  signal?: AbortSignal;
}

/**
 * A psql that is fed step by step, for one transaction that holds our own statements **and** what pg_restore writes.
 * Nothing is ever committed by an end of input, as `psql -1` does it: only a COMMIT that was sent commits, so a stream
 * that is cut anywhere leaves nothing. A script may contain psql's own commands, hence shell commands: for archives
 * that we wrote ourselves, never for one that somebody gave us.
 */
export class PsqlSession {
  private lines: string[] = [];
  private rest = '';
  private readonly waiting: { token: string; resolve: (lines: string[]) => void }[] = [];

  private constructor(
    private readonly options: PsqlOptions,
    private readonly running: RunningProcess,
    private readonly input: Writable,
    output: Readable,
  ) {
    output.setEncoding('utf8');
    output.on('data', (text: string) => {
      this.read(text);
    });
    output.on('error', () => undefined); // psql's end tells it
    input.on('error', () => undefined);
  }

  static open(options: PsqlOptions): PsqlSession {
    const { runner, pgRestore, target, applicationName } = options;
    const running = runner.start({
      program: join(dirname(pgRestore), 'psql'),
      args: [
        ...['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--no-password'],
        ...['--set=ON_ERROR_STOP=1', '--set=VERBOSITY=verbose', `--dbname=${dbnameArgument(target.database)}`],
      ],
      env: {
        ...libpqEnvironment(target, applicationName),
        PGOPTIONS: settings(options),
        PGCLIENTENCODING: 'UTF8',
      },
      stdin: 'pipe',
      stdout: 'pipe',
      redact: secretsOf(target),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    if (running.stdin === null || running.stdout === null) throw new Error('psql was started without its streams.');
    return new PsqlSession(options, running, running.stdin, running.stdout);
  }

  /**
   * Sends statements, and resolves with the lines they printed once all of them are done.
   * @throws AppError by the SQLSTATE of the first that failed; psql has ended then, and the transaction is rolled back.
   *   SOURCE_UNREACHABLE when the server falls silent: psql has ended, what became of the transaction is not known
   */
  async run(sql: string): Promise<string[]> {
    const token = `bst-${randomBytes(12).toString('hex')}`;
    const answered = new Promise<string[]>((resolve) => {
      this.waiting.push({ token, resolve });
    });
    this.input.write(`${sql}\n\\echo ${token}\n`);
    const { target, applicationName } = this.options;
    return whileServerLives({ name: 'psql', target, applicationName }, (silence) => {
      silence.addEventListener('abort', () => {
        this.running.kill();
      });
      return Promise.race([answered, this.failure()]);
    });
  }

  /** pg_restore's SQL goes where our own statements go. Consuming resolves when psql has carried out the last of it. */
  restoreSink(listOfEntries: string): PipelineSink {
    return {
      name: 'pg_restore and psql',
      consume: async (input, signal) => {
        const { runner, pgRestore } = this.options;
        const restoring = runner.start({
          program: pgRestore,
          args: ['--file=-', '--use-list=/dev/fd/3', '--no-subscriptions', ...this.restoreArguments],
          secretFile: listOfEntries,
          bufferBytes: STREAM_BUFFER_BYTES,
          stdin: 'pipe',
          stdout: 'pipe',
          signal,
        });
        if (restoring.stdin === null || restoring.stdout === null) throw new Error('pg_restore has no streams.');
        new Link(input, restoring.stdin);
        input.once('close', () => {
          if (!input.readableEnded) restoring.kill();
        });
        // Its end is never handed on: psql is to hear from us afterwards.
        new Link(restoring.stdout, this.input, undefined, new Promise(() => undefined));
        const failed = this.failure().finally(() => {
          restoring.kill();
        });
        const restored = restoring.ended.then((result) => {
          if (result.canceled) throw new AppError('CANCELED', 'pg_restore was canceled');
          if (result.exitCode !== 0) throw programFailure(pgRestore, result, 'RESTORE_FAILED', HINT);
        });
        // pg_restore may be through long before psql is: its last statements build the indexes.
        const carriedOut = restored.then(() => this.run(''));
        await Promise.race([carriedOut, failed, aborted(signal, restoring)]);
      },
    };
  }

  /** With what pg_restore is to be run besides; before the sink is used. */
  restoreArguments: readonly string[] = [];

  /** After a COMMIT that was answered. */
  async end(): Promise<void> {
    this.input.end();
    const result = await this.running.ended;
    if (result.exitCode !== 0) throw psqlFailure(result);
  }

  /** Kills it. What was not committed is rolled back when the server notices: end its session to be sure. Never rejects. */
  async abandon(): Promise<void> {
    this.running.kill();
    await this.running.ended.catch(() => undefined);
  }

  /** Rejects when psql ends, whatever its exit code: as long as we wait for an answer it may not. */
  private async failure(): Promise<never> {
    throw psqlFailure(await this.running.ended);
  }

  private read(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const [next] = this.waiting;
      if (next?.token !== line) {
        // What a restored script prints (setval) is nobody's answer; only the last lines could be.
        this.lines.push(line);
        continue;
      }
      this.waiting.shift();
      next.resolve(this.lines);
      this.lines = [];
    }
  }
}

/** A psql that waits for the server takes nothing more, and what nobody takes would keep pg_restore from ending. */
function aborted(signal: AbortSignal, restoring: RunningProcess): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        restoring.stdout?.destroy();
        reject(new AppError('CANCELED', 'The restore was broken off', { cause: signal.reason }));
      },
      { once: true },
    );
  });
}

/** They win over what the role or the database has by default. */
function settings({ serverMajor, lockTimeoutMs }: PsqlOptions): string {
  return sessionOptions({
    ...unhinderedSettings(serverMajor),
    ...READS_ARCHIVES,
    lock_timeout: String(lockTimeoutMs),
    default_transaction_isolation: 'read committed',
    client_min_messages: 'warning',
    search_path: 'pg_catalog',
    row_security: 'off',
    synchronous_commit: 'on',
    standard_conforming_strings: 'on',
    DateStyle: 'ISO',
  });
}

const HINT = 'Everything was rolled back: the live database is as it was. The message names what it stopped at.';
/** With VERBOSITY=verbose every message has its SQLSTATE after its severity, in whatever language. */
const SQLSTATE = /^[^\n:]+: +([0-9A-Z]{5}): /m;
const LOST_CONNECTION = 2;

/**
 * By the SQLSTATE alone. Of what psql said only the messages are told: a DETAIL may hold a row, an excerpt of the
 * statement a password.
 */
export function psqlFailure(result: ProcessResult): AppError {
  if (result.canceled) return new AppError('CANCELED', 'psql was canceled');
  const state = SQLSTATE.exec(result.stderrTail)?.[1];
  const stderrTail = result.stderrTail
    .split('\n')
    .filter((line) => SQLSTATE.test(line) || line.startsWith('psql: '))
    .join('\n');
  const code = codeOf(state, result.exitCode);
  const hint = state === OUT_OF_MEMORY ? NO_MEMORY : (HINTS[code] ?? HINT);
  return programFailure('psql', { ...result, stderrTail }, code, hint);
}

function codeOf(state: string | undefined, exitCode: number | null): ErrorCode {
  if (state === '55P03' || state === '40P01') return 'LOCK_TIMEOUT';
  if (state === '53100') return 'DISK_FULL';
  if (state === '42501') return 'PERMISSION_DENIED';
  if (state?.startsWith('57P') || state?.startsWith('08')) return 'SOURCE_UNREACHABLE';
  return exitCode === LOST_CONNECTION ? 'SOURCE_UNREACHABLE' : 'RESTORE_FAILED';
}

const OUT_OF_MEMORY = '53200';
const NO_MEMORY =
  'The server ran out of memory, most often of that for locks: one transaction holds a lock for each object that goes and ' +
  'comes. Raise max_locks_per_transaction (needs a restart of the server), or restore by another strategy. Everything was ' +
  'rolled back: the live database is as it was.';

const HINTS: Partial<Record<ErrorCode, string>> = {
  LOCK_TIMEOUT: 'Another session holds the lock. Let it end, or end it, and ask again. The live database is as it was.',
  DISK_FULL:
    'The disk of the PostgreSQL server is full; a second copy and its WAL need room there. Nothing was changed.',
  PERMISSION_DENIED: 'Grant the role of the source what the message names. Everything was rolled back.',
  SOURCE_UNREACHABLE: 'The server went away. See its log.',
};
