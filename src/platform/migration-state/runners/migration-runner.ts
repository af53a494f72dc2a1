import type { ConnectionTarget } from '../../postgres/connection.js';

export type OutputStream = 'stdout' | 'stderr';

export interface RunOptions {
  /** The side database: the only one that a runner may ever touch. */
  target: ConnectionTarget;
  /** Told to every session of the runner; by it one on the wrong database is recognised. ASCII, at most 63 bytes. */
  applicationName: string;
  /** The role as which its sessions act from the start, so that what it creates belongs to the application. */
  role?: string;
  /** Settings of the role that would hinder it, switched off (session-options.ts). */
  unhindered?: Readonly<Record<string, string>>;
  /** Settings with which the sessions of a program of the application's must start; see tripwire.ts. */
  sessionSettings?: Readonly<Record<string, string>>;
  /** Kills the whole process group. */
  signal?: AbortSignal;
  /** Each line of output as it comes, with secrets replaced by ***. If it throws, the group is killed and `run` rejects. */
  onLine?: (line: string, stream: OutputStream) => void;
  /** Each migration that was committed, where the runner can tell (the built-in one can). */
  onMigration?: (migration: { name: string; durationMs: number }) => void;
}

export interface RunnerOutcome {
  /** null when a signal ended it. 0 proves nothing: see disbelieve.ts. */
  exitCode: number | null;
  canceled: boolean;
  timedOut: boolean;
  durationMs: number;
  /** The last lines of its output, at most 8 kB, secrets replaced by ***. */
  tail: string;
}

/**
 * Brings a database forward by the application's own migrations, in processes of its own that have ended when `run`
 * resolves. Not idempotent by itself, but every framework's `migrate` is. Resolves for any exit code; rejects with
 * AppError INTERNAL_ERROR where the program cannot be started, INVALID_PARAMETER where its code cannot be read.
 */
export interface MigrationRunner {
  /** `typeorm`, or the name in the server's configuration. */
  readonly name: string;
  run(options: RunOptions): Promise<RunnerOutcome>;
}
