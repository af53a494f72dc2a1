import type { Readable, Writable } from 'node:stream';

/**
 * The parts of a pipeline: one source, any stages, one sink (pipeline.ts runs them).
 *
 * `ended` settles once the part has wholly ended: a program has exited and its output was drained. It rejects with
 * an AppError when the part failed by itself (a non-zero exit, a full disk). Streams are closed by the runner of the
 * pipeline; aborting the signal must make every part end soon (kill the process group, destroy the stream).
 */
export interface PipelineSource {
  readonly name: string;
  /** Of a program: what is run, for evidence. Nothing secret stands in it. */
  readonly command?: readonly string[];
  open(signal: AbortSignal): { output: Readable; ended: Promise<void> };
}

export interface PipelineStage {
  readonly name: string;
  readonly command?: readonly string[];
  open(signal: AbortSignal): { input: Writable; output: Readable; ended: Promise<void> };
}

/**
 * Sees every chunk that passes, synchronously and in order, without a stream of its own: looking costs next to nothing.
 * A chunk must not be altered or kept. `onEnd` is called after the last one, once everything before ended cleanly and
 * before the end is handed on. If either throws, the pipeline fails with that.
 */
export interface PipelineTap {
  readonly name: string;
  onChunk(chunk: Buffer): void;
  onEnd(): void;
}

/** `consume` resolves when every byte is where it belongs, durable. */
export interface PipelineSink {
  readonly name: string;
  readonly command?: readonly string[];
  consume(input: Readable, signal: AbortSignal): Promise<void>;
}
