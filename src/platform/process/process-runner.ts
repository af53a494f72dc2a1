import type { Readable, Writable } from 'node:stream';
import { execa, type Options } from 'execa';
import { closeSync } from 'node:fs';
import { AppError } from '../../common/app-error.js';
import { errnoOf } from '../../common/errno.js';
import { childEnvironment } from './environment.js';
import { findProgram } from './find-program.js';
import { canceledProcess, unstartedProcess } from './unstarted-process.js';
import { ProcessGroup } from './process-group.js';
import type { ProcessResult, ProcessSpec, RunningProcess } from './process-types.js';
import { openSecretFile } from './secret-file.js';
import { StderrTail } from './stderr-tail.js';

export type { ProcessResult, ProcessSpec, RunningProcess } from './process-types.js';

const COLLECTED_BYTES = 1024 * 1024;
/** How long a process that left the group may hold stderr open after the end of the group. */
const STDERR_GRACE_MS = 1000;

/**
 * Starts programs, without a shell, each in a process group of its own that is killed whole: on abort, on `kill()`, on
 * time-out, when one of its streams is destroyed, and when this process ends (where there is `setpriv`, as on every
 * Linux with util-linux, even by SIGKILL: the program then gets SIGTERM from the kernel).
 */
export class ProcessRunner {
  private readonly guard: string | null;

  /** @param baseEnvironment our own environment; only a whitelist of it reaches a child (environment.ts) */
  constructor(private readonly baseEnvironment: Readonly<Record<string, string | undefined>>) {
    this.guard = process.platform === 'linux' ? findProgram('setpriv', baseEnvironment.PATH) : null;
  }

  /** Attach to the streams in the same turn. See RunningProcess for how it ends. */
  start(spec: ProcessSpec): RunningProcess {
    const env = childEnvironment(this.baseEnvironment, spec.env);
    const program = findProgram(spec.program, env.PATH);
    if (program === null) return unstartedProcess(spec, programNotFound(spec.program));
    if (spec.signal?.aborted) return canceledProcess(spec);
    return this.spawn(spec, program, env);
  }

  /** Like `start`, with stdout collected. More than 1 MB of it kills the program and is an error. */
  async run(spec: ProcessSpec): Promise<ProcessResult & { stdout: string }> {
    const running = this.start({ ...spec, stdout: 'pipe' });
    const chunks: Buffer[] = [];
    let bytes = 0;
    running.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= COLLECTED_BYTES) chunks.push(chunk);
      else running.kill();
    });
    const result = await running.ended;
    if (bytes > COLLECTED_BYTES) {
      throw new AppError('INTERNAL_ERROR', `${spec.program} printed more than ${COLLECTED_BYTES} bytes`, {
        hint: 'Its output must be read as a stream.',
      });
    }
    return { ...result, stdout: Buffer.concat(chunks).toString() };
  }

  private spawn(spec: ProcessSpec, program: string, env: Record<string, string>): RunningProcess {
    const startedAt = performance.now();
    const stderr = new StderrTail(spec.redact, spec.onStderrLine);
    const secret = spec.secretFile === undefined ? undefined : openSecretFile(spec.secretFile, env.TMPDIR ?? '/tmp');
    const [file, args] =
      this.guard === null ? [program, spec.args] : [this.guard, ['--pdeathsig', 'TERM', '--', program, ...spec.args]];
    // execa's types know descriptors up to 9 only; it hands over any.
    const extra: 3[] = secret === undefined ? [] : [secret as 3];
    const options = {
      env,
      extendEnv: false,
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      stdio: [spec.stdin ?? 'ignore', spec.stdout ?? 'ignore', 'pipe', ...extra],
      buffer: false,
      reject: false,
      detached: true,
      encoding: 'buffer',
    } satisfies Options;
    const child = execa(file, args, options);
    if (secret !== undefined) closeSync(secret);

    const group = child.pid === undefined ? null : new ProcessGroup(child.pid);
    let ending: 'canceled' | 'timedOut' | undefined;
    let observerError: { error: unknown } | undefined;
    let hasExited = false;
    const end = (why: 'canceled' | 'timedOut'): void => {
      ending ??= why;
      if (!hasExited) group?.terminate();
      else dropOutput(child); // killed already: what nobody reads must not keep `ended` waiting
    };
    const cancel = (): void => {
      end('canceled');
    };
    const observe = (read: () => void): void => {
      try {
        read();
      } catch (error) {
        observerError ??= { error };
        cancel();
      }
    };
    let gone: Promise<void> | undefined;
    child.once('exit', () => {
      hasExited = true;
      if (ending !== undefined) dropOutput(child);
      // At once, not after its output was drained: what it left behind may hold that output open.
      gone = group?.gone().then(() => {
        setTimeout(() => child.stderr.destroy(), STDERR_GRACE_MS).unref();
      });
    });
    child.stderr.on('data', (chunk: Buffer) => {
      observe(() => {
        stderr.write(chunk);
      });
    });
    cancelWithStreams(child, () => hasExited, cancel);
    const timer = spec.timeoutMs === undefined ? undefined : setTimeout(end, spec.timeoutMs, 'timedOut');
    spec.signal?.addEventListener('abort', cancel, { once: true });

    const ended = (async (): Promise<ProcessResult> => {
      const result = await child;
      await gone;
      clearTimeout(timer);
      spec.signal?.removeEventListener('abort', cancel);
      if (group === null) throw startFailed(spec, result.cause);
      observe(() => {
        stderr.end();
      });
      if (observerError !== undefined) throw observerError.error;
      return {
        exitCode: result.exitCode ?? null,
        signal: result.signal ?? null,
        stderrTail: stderr.text,
        canceled: ending === 'canceled',
        timedOut: ending === 'timedOut',
        durationMs: performance.now() - startedAt,
      };
    })();
    // Whoever never awaits it must not bring the process down; whoever does still gets the error.
    ended.catch(() => undefined);
    return { pid: child.pid, stdin: child.stdin, stdout: child.stdout, ended, kill: cancel };
  }
}

interface Pipes {
  stdin: Writable | null;
  stdout: Readable | null;
}

function cancelWithStreams({ stdin, stdout }: Pipes, hasExited: () => boolean, cancel: () => void): void {
  // A child that closes its stdin early is its own business (EPIPE): its exit code tells. What the writer breaks off is not.
  stdin?.on('error', () => undefined);
  stdin?.once('close', () => {
    const code = errnoOf(stdin.errored);
    if (!stdin.writableFinished && code !== 'EPIPE' && code !== 'ECONNRESET' && !hasExited()) cancel();
  });
  stdout?.on('error', () => undefined);
  stdout?.once('close', () => {
    if (!stdout.readableEnded) cancel();
  });
}

function dropOutput({ stdout }: Pipes): void {
  stdout?.destroy();
}

function programNotFound(program: string): AppError {
  return new AppError('INTERNAL_ERROR', `The program ${program} was not found or may not be run`, {
    hint: `Install ${program}, or name its directory in PATH.`,
  });
}

function startFailed(spec: ProcessSpec, cause: unknown): AppError {
  const code = errnoOf(cause);
  return new AppError('INTERNAL_ERROR', `The program ${spec.program} could not be started${code ? ` (${code})` : ''}`, {
    hint: spec.cwd === undefined ? 'The log of the process has the reason.' : `Does the directory ${spec.cwd} exist?`,
    cause,
  });
}
