import type { Readable, Writable } from 'node:stream';

/** How a program is started. Nothing secret may stand in `args`; secrets go through `env` or `secretFile`. */
export interface ProcessSpec {
  /** Absolute path, or a name found on PATH. Never a shell line. */
  program: string;
  args: readonly string[];
  /** The whole environment besides PATH, HOME, LANG/LC_*, TZ and TMPDIR: nothing else of ours is inherited. */
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Killing: SIGTERM to the whole process group, SIGKILL after 5 s. */
  signal?: AbortSignal;
  /** Kills the group after this long, in ms; the result is then `timedOut`. */
  timeoutMs?: number;
  /** 'pipe' gives the stream; 'ignore' (default) is /dev/null. stderr is always read, redacted, and its tail kept. */
  stdin?: 'pipe' | 'ignore';
  /** As stdin. Whoever reads the stream attaches in the same turn: Node throws unread output away when a child exits. */
  stdout?: 'pipe' | 'ignore';
  /**
   * What the program reads from the path `/dev/fd/3` (such as `age -i /dev/fd/3`). It is handed over
   * as an unlinked 0600 file: it never has a name while it has contents, and never is in argv or environment.
   */
  secretFile?: string | Buffer;
  /**
   * It may start others (a shell, a framework's command line), which then end too when this process is killed, even by
   * SIGKILL: what the kernel does for a child (death-guard.ts) it does not do for a child's child. Costs a shell.
   */
  startsOthers?: boolean;
  /**
   * How much the program reads and writes at once on stdin and stdout, in bytes, where it leaves that to the C library
   * (4 kB for a pipe: pg_dump makes 100,000 system calls of 400 MB). Set by `stdbuf` of coreutils; without it, as it is.
   */
  bufferBytes?: number;
  /** Texts to be replaced by *** wherever they appear in stderr (passwords, tokens). */
  redact?: readonly string[];
  /** Called with each redacted line of stderr, as it comes. If it throws, the group is killed and `ended` rejects. */
  onStderrLine?: (line: string) => void;
}

export interface ProcessResult {
  /** null when a signal ended it. */
  exitCode: number | null;
  signal: string | null;
  /** The last 8 kB of stderr, redacted, everything after "Command was:" dropped. */
  stderrTail: string;
  /** We killed it: by the signal, `kill()`, or because one of its streams was destroyed. Never true with `timedOut`. */
  canceled: boolean;
  timedOut: boolean;
  durationMs: number;
}

export interface RunningProcess {
  pid: number | undefined;
  /** Destroying it before its end kills the group: the program must not take a cut input for a whole one. */
  stdin: Writable | null;
  /** Destroying it before its end kills the group. */
  stdout: Readable | null;
  /**
   * Resolves once the process has ended, nothing of its group is left and its output was drained; never rejects
   * for a non-zero exit. Rejects only when the program could not be started (AppError INTERNAL_ERROR with a hint)
   * or `onStderrLine` threw (that error).
   */
  ended: Promise<ProcessResult>;
  /** Kills the process group. Idempotent. */
  kill(): void;
}
