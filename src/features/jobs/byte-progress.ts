import { Rate } from '../../platform/pipeline/rate.js';
import type { Progress } from './progress.js';

export interface ByteProgressOptions {
  phase: string;
  /** An estimate of the whole, in bytes. */
  expectedBytes: number;
  /** How far the whole job is when this share of the bytes (0 to 1) has passed. */
  percentOf: (share: number) => number;
  write: (progress: Progress) => Promise<void>;
}

/** Turns the bytes that pass into the progress of a job. One writing at a time: what passes meanwhile is in the next. */
export class ByteProgress {
  private readonly rate = new Rate();
  private writing = false;

  constructor(private readonly options: ByteProgressOptions) {}

  /** Takes the total of bytes so far. Cheap enough for every chunk. */
  moved(total: number): void {
    const { phase, expectedBytes, percentOf, write } = this.options;
    const now = performance.now();
    this.rate.add(now, total);
    if (this.writing) return;
    this.writing = true;
    const share = expectedBytes > 0 ? Math.min(1, total / expectedBytes) : 1;
    write({
      phase,
      percent: percentOf(share),
      bytes: total,
      bytesPerSecond: Math.round(this.rate.bytesPerSecond(now)),
      etaSeconds: this.rate.etaSeconds(now, expectedBytes),
    })
      .catch(() => undefined) // a worker that lost its job is stopped by its watch; progress is no reason to fail
      .finally(() => {
        this.writing = false;
      });
  }
}
