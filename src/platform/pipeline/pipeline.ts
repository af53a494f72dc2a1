import { setMaxListeners } from 'node:events';
import { Transform, type Readable, type Writable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import { Link } from './link.js';
import type { PipelineSink, PipelineSource, PipelineStage, PipelineTap } from './stage.js';
import { StallWatch } from './stall-watch.js';

export interface PipelineOptions {
  source: PipelineSource;
  /** Stages and, between them, taps. */
  stages: readonly (PipelineStage | PipelineTap)[];
  sink: PipelineSink;
  signal?: AbortSignal;
  /** When no byte moves anywhere for this long (monotonic ms), the pipeline fails with STALLED. */
  stallTimeoutMs: number;
  /**
   * Asked before a stall fails the pipeline, with the name of the part that is waited for; true gives it another
   * `stallTimeoutMs` (a server-side stage lives as long as its backend is active).
   */
  isStillWorking?: (part: string) => boolean | Promise<boolean>;
}

/** Parts that do not end in this time after an abort are left to themselves: nothing hangs. Beyond the 5 s of SIGKILL. */
const ABORT_GRACE_MS = 30_000;

/**
 * Runs source ▶ stages ▶ sink. Resolves only when every part ended cleanly and the sink resolved.
 *
 * - **The end is held back**: the input of a part ends only after every part before it ended cleanly, so a dump that
 *   dies at byte N (its stdout ends as if it were complete) is never committed as whole, and no part calls its input
 *   cut because the one before was killed.
 * - The first failure aborts all parts, waits for all of them, and rejects with its **root cause**: the error of the
 *   part that failed by itself. What neighbours see of it (EPIPE, a closed stream, their own abort) is never told.
 * - An abort from outside rejects with the signal's reason when that is an AppError, else with CANCELED. Once the
 *   sink has committed, an abort comes too late and the pipeline resolves: its outcome is the sink's.
 * - A sink that resolves before its input ended (pg_restore after the last entry) has the rest read on and dropped:
 *   a damaged rest still fails the stages before it.
 *
 * Closes every stream. Not to be run twice with the same parts.
 */
export async function runPipeline(options: PipelineOptions): Promise<void> {
  await new PipelineRun(options).run();
}

interface Part {
  name: string;
  /** Rejects also when the part ended before its input did. */
  ended: Promise<void>;
  hasEnded: boolean;
  /** What feeds it; absent for the source. */
  inlet?: Link;
}

class PipelineRun {
  private readonly controller = new AbortController();
  /** In order; the sink is the last. */
  private readonly parts: Part[] = [];
  private readonly watch: StallWatch;
  private readonly gate: Transform;
  private failure: { error: unknown } | undefined;
  private isAsking = false;

  constructor(private readonly options: PipelineOptions) {
    setMaxListeners(0, this.controller.signal);
    this.watch = new StallWatch(options.stallTimeoutMs, () => void this.stalled());
    this.gate = heldBackEnd(() => this.allBeforeSinkEnded());
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    const cancel = (): void => {
      this.fail(cancelReason(signal));
    };
    try {
      if (signal?.aborted) throw cancelReason(signal);
      signal?.addEventListener('abort', cancel, { once: true });
      this.open();
      await this.settle();
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.watch.stop();
    }
  }

  private open(): void {
    const { source, stages, sink } = this.options;
    const { signal } = this.controller;
    try {
      const first = source.open(signal);
      let whole = this.join(source.name, first.ended);
      let output: Readable = first.output;
      let taps: PipelineTap[] = [];
      for (const stage of stages) {
        if ('onChunk' in stage) {
          taps.push(stage);
          continue;
        }
        const opened = stage.open(signal);
        whole = this.join(stage.name, opened.ended, this.link(output, opened.input, whole, taps));
        output = opened.output;
        taps = [];
      }
      const inlet = this.link(output, this.gate, whole, taps);
      const consumed = (async () => sink.consume(this.gate, signal))();
      const ended = consumed.then(() => {
        this.gate.resume(); // what a sink left is read on and dropped
      });
      this.parts.push(this.watched({ name: sink.name, ended, hasEnded: false, inlet }));
    } catch (error) {
      // The sink never began: its part fails with the reason, so that the run cannot be taken for a clean one.
      const neverBegan = (async (): Promise<void> => {
        throw error;
      })();
      this.parts.push(this.watched({ name: sink.name, ended: neverBegan, hasEnded: false }));
      this.fail(error);
    }
  }

  /** Answers when the part has ended cleanly, having seen its whole input. */
  private join(name: string, itself: Promise<void>, inlet?: Link): Promise<void> {
    const ended = itself.then(() => {
      // It cannot have seen its whole input, so what it gave is not whole either, whatever its exit code.
      if (inlet && inlet.state !== 'ended') throw endedTooEarly(name);
    });
    this.parts.push(this.watched({ name, ended, hasEnded: false, ...(inlet && { inlet }) }));
    return ended;
  }

  private watched(part: Part): Part {
    part.ended.then(
      () => {
        part.hasEnded = true;
        this.watch.touch();
      },
      (error: unknown) => {
        part.hasEnded = true;
        this.fail(error);
      },
    );
    return part;
  }

  private link(from: Readable, to: Writable, whole: Promise<void>, taps: readonly PipelineTap[]): Link {
    const touch = (): void => {
      this.watch.touch();
    };
    const link = new Link(from, to, touch, whole, taps, (error) => {
      this.fail(error);
    });
    this.controller.signal.addEventListener('abort', () => {
      link.destroy();
    });
    return link;
  }

  private async allBeforeSinkEnded(): Promise<void> {
    await Promise.all(this.parts.slice(0, -1).map(({ ended }) => ended));
  }

  /** All parts ended cleanly: done, even if an abort came meanwhile. Otherwise the first failure is thrown. */
  private async settle(): Promise<void> {
    const everything = Promise.allSettled(this.parts.map(({ ended }) => ended));
    const outcomes = await Promise.race([everything, graceAfterAbort(this.controller.signal)]);
    if (outcomes?.every(({ status }) => status === 'fulfilled')) return;
    throw this.failure?.error;
  }

  private fail(error: unknown): void {
    if (this.failure) return;
    this.failure = { error };
    this.watch.stop();
    // The sink is told the reason. The abort kills the programs before any stream is closed (streams close a turn
    // later): none may take a closed input for an end.
    this.gate.destroy(error instanceof Error ? error : undefined);
    this.controller.abort(error);
  }

  private async stalled(): Promise<void> {
    if (this.isAsking || this.failure) return;
    this.isAsking = true;
    const part = this.waitedFor();
    try {
      if (await this.options.isStillWorking?.(part)) return;
      this.fail(stalledIn(part, this.options.stallTimeoutMs));
    } catch (error) {
      this.fail(error);
    } finally {
      this.isAsking = false;
    }
  }

  /** The last part that takes no more of what is offered; else the first that has not ended: all others wait for it. */
  private waitedFor(): string {
    const part =
      this.parts.findLast(({ inlet }) => inlet?.state === 'blocked') ?? this.parts.find(({ hasEnded }) => !hasEnded);
    return part?.name ?? this.options.sink.name;
  }
}

/** Hands everything on but the end, which waits for the clean end of every part before. */
function heldBackEnd(ended: () => Promise<void>): Transform {
  const gate = new Transform({
    highWaterMark: 1024 * 1024,
    transform: (chunk: Buffer, _encoding, done) => {
      done(null, chunk);
    },
    flush: (done) => {
      ended().then(() => {
        done();
      }, done);
    },
  });
  gate.on('error', () => undefined); // the pipeline tells it; a sink that stopped listening must not make it uncaught
  return gate;
}

function graceAfterAbort(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const begin = (): void => {
      setTimeout(() => {
        resolve(undefined);
      }, ABORT_GRACE_MS).unref();
    };
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { once: true });
  });
}

function cancelReason(signal: AbortSignal | undefined): AppError {
  if (signal?.reason instanceof AppError) return signal.reason;
  return new AppError('CANCELED', 'The work was canceled', { cause: signal?.reason });
}

function endedTooEarly(part: string): AppError {
  return new AppError('INTERNAL_ERROR', `${part} ended before it had read all of its input`, {
    hint: 'What it gave cannot be whole. The log has its messages.',
  });
}

function stalledIn(part: string, timeoutMs: number): AppError {
  return new AppError('STALLED', `No byte moved for ${Math.round(timeoutMs / 1000)} s; waiting for ${part}`, {
    hint: `See what holds up ${part}; STALL_TIMEOUT_SECONDS sets how long is waited.`,
  });
}
