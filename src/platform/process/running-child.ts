import type { ResultPromise } from 'execa';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import { errnoOf } from '../../common/errno.js';
import { dismissGuardian } from './guardian.js';
import { ProcessGroup } from './process-group.js';
import type { ProcessResult, ProcessSpec, RunningProcess } from './process-types.js';
import { StderrTail } from './stderr-tail.js';

/** What of execa's options this stands on. */
export interface ChildOptions {
  stdio: ['pipe' | 'ignore', 'pipe' | 'ignore', 'pipe', ...(3 | 'pipe')[]];
  buffer: false;
  reject: false;
  detached: true;
  encoding: 'buffer';
}

/** How long a process that left the group may hold stderr open after the end of the group. */
const STDERR_GRACE_MS = 1000;

/** A started child: kills its group for every reason there is to, and tells how it ended. */
export class RunningChild implements RunningProcess {
  readonly pid: number | undefined;
  readonly stdin: Writable | null;
  readonly stdout: Readable | null;
  readonly ended: Promise<ProcessResult>;

  private readonly startedAt = performance.now();
  private readonly group: ProcessGroup | null;
  private readonly stderrTail: StderrTail;
  private readonly timer: NodeJS.Timeout | undefined;
  private ending: 'canceled' | 'timedOut' | undefined;
  private observerError: { error: unknown } | undefined;
  private hasExited = false;
  private gone: Promise<void> | undefined;

  constructor(
    private readonly child: ResultPromise<ChildOptions>,
    private readonly spec: ProcessSpec,
  ) {
    this.pid = child.pid;
    this.stdin = child.stdin;
    this.stdout = child.stdout;
    this.group = child.pid === undefined ? null : new ProcessGroup(child.pid);
    this.stderrTail = new StderrTail(spec.redact, spec.onStderrLine);
    child.once('exit', () => {
      this.exited();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.observe(() => {
        this.stderrTail.write(chunk);
      });
    });
    this.watchStreams();
    spec.signal?.addEventListener('abort', this.kill, { once: true });
    this.timer =
      spec.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            this.end('timedOut');
          }, spec.timeoutMs);
    this.ended = this.waitForEnd();
    // Whoever never awaits it must not bring the process down; whoever does still gets the error.
    this.ended.catch(() => undefined);
  }

  readonly kill = (): void => {
    this.end('canceled');
  };

  private end(why: 'canceled' | 'timedOut'): void {
    this.ending ??= why;
    if (!this.hasExited) this.group?.terminate();
    // Dead already: what nobody reads any more must not keep `ended` waiting.
    else this.stdout?.destroy();
  }

  private exited(): void {
    this.hasExited = true;
    if (this.spec.startsOthers === true) dismissGuardian(this.child.stdio.at(-1));
    if (this.ending !== undefined) this.stdout?.destroy();
    // At once, not after its output was drained: what it left behind may hold that output open.
    this.gone = this.group?.gone().then(() => {
      setTimeout(() => this.child.stderr.destroy(), STDERR_GRACE_MS).unref();
    });
  }

  private watchStreams(): void {
    const { stdin, stdout } = this;
    // A child that closes its stdin early is its own business (EPIPE): its exit code tells. What the writer breaks
    // off is not.
    stdin?.on('error', () => undefined);
    stdin?.once('close', () => {
      const code = errnoOf(stdin.errored);
      if (!stdin.writableFinished && code !== 'EPIPE' && code !== 'ECONNRESET' && !this.hasExited) this.kill();
    });
    stdout?.on('error', () => undefined);
    stdout?.once('close', () => {
      if (!stdout.readableEnded) this.kill();
    });
  }

  /** Runs what may call the caller's reader of lines. */
  private observe(read: () => void): void {
    try {
      read();
    } catch (error) {
      this.observerError ??= { error };
      this.kill();
    }
  }

  private async waitForEnd(): Promise<ProcessResult> {
    const result = await this.child;
    await this.gone;
    clearTimeout(this.timer);
    this.spec.signal?.removeEventListener('abort', this.kill);
    if (this.group === null) throw startFailed(this.spec, result.cause);
    this.observe(() => {
      this.stderrTail.end();
    });
    if (this.observerError !== undefined) throw this.observerError.error;
    return {
      exitCode: result.exitCode ?? null,
      signal: result.signal ?? null,
      stderrTail: this.stderrTail.text,
      canceled: this.ending === 'canceled',
      timedOut: this.ending === 'timedOut',
      durationMs: performance.now() - this.startedAt,
    };
  }
}

function startFailed(spec: ProcessSpec, cause: unknown): AppError {
  const code = errnoOf(cause);
  return new AppError('INTERNAL_ERROR', `The program ${spec.program} could not be started${code ? ` (${code})` : ''}`, {
    hint: spec.cwd === undefined ? 'The log of the process has the reason.' : `Does the directory ${spec.cwd} exist?`,
    cause,
  });
}
