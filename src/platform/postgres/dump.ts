import { programSource } from '../pipeline/program-parts.js';
import type { PipelineSource } from '../pipeline/stage.js';
import type { ProcessRunner } from '../process/process-runner.js';
import type { ConnectionTarget } from './connection.js';
import { dbnameArgument, libpqEnvironment } from './libpq.js';
import { programFailure, secretsOf } from './program-failure.js';
import { sessionOptions, unhinderedSettings, WRITES_ARCHIVES } from './session-options.js';
import { STREAM_BUFFER_BYTES } from './stream-buffer.js';

export interface DumpOptions {
  runner: ProcessRunner;
  /** Absolute path of the pg_dump chosen for this server. */
  program: string;
  target: ConnectionTarget;
  /** Of its server, e.g. 15. */
  serverMajor: number;
  /** Of a transaction that stays open until the first byte came out: by then pg_dump has imported it. */
  snapshotId: string;
  applicationName: string;
  /** How long to wait for the locks of the tables, in ms; then the dump fails. */
  lockWaitTimeoutMs: number;
  onStderrLine?: (line: string) => void;
  /**
   * Dumps the rows that row-level security shows to a session with these settings. Absent: pg_dump
   * refuses a table whose policies bind its role. Who gives them must have made sure that nothing is hidden.
   */
  rowSecuritySettings?: Readonly<Record<string, string>>;
}

const LONGEST_LOCK_WAIT_MS = 60_000;

/** Well before the stall time-out, which waiting for a lock moves towards: it is for the lock to be named. */
export function lockWaitTimeoutMs(stallTimeoutSeconds: number): number {
  return Math.ceil(Math.min(LONGEST_LOCK_WAIT_MS, stallTimeoutSeconds * 500));
}

/**
 * pg_dump as the source of a pipeline: a custom-format archive without compression of its own. Its first byte comes
 * when the locks of all tables are held. `ended` rejects with DUMP_FAILED unless pg_dump ended with 0.
 */
export function dumpSource(options: DumpOptions): PipelineSource {
  const { runner, program, target } = options;
  return programSource({
    name: 'pg_dump',
    runner,
    spec: {
      program,
      args: [
        '--format=custom',
        '--compress=0',
        '--no-password',
        `--snapshot=${options.snapshotId}`,
        `--lock-wait-timeout=${options.lockWaitTimeoutMs}`,
        ...(options.rowSecuritySettings ? ['--enable-row-security'] : []),
        `--dbname=${dbnameArgument(target.database)}`,
      ],
      env: {
        ...libpqEnvironment(target, options.applicationName),
        PGOPTIONS: sessionOptions({
          ...unhinderedSettings(options.serverMajor),
          ...WRITES_ARCHIVES,
          ...options.rowSecuritySettings,
        }),
      },
      redact: secretsOf(target),
      bufferBytes: STREAM_BUFFER_BYTES,
      ...(options.onStderrLine ? { onStderrLine: options.onStderrLine } : {}),
    },
    failure: (result) => programFailure(program, result, 'DUMP_FAILED', HINT),
  });
}

const HINT =
  'See the lines of pg_dump in the log: the server may have gone away, a lock may have been held for too long, ' +
  'or the role may lack the right to read a table.';
