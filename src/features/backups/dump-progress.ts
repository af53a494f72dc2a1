import { Rate } from '../../platform/pipeline/rate.js';
import type { CaptureContext } from './capture-context.js';

/** The dump is most of a backup; reading back and the manifest get the rest. */
const DUMP_SHARE_PERCENT = 90;

/** Turns the bytes that pass into progress. The whole is estimated by the database's size, so it never reaches the end by itself. */
export class DumpProgress {
  private readonly rate = new Rate();
  private writing = false;

  constructor(
    private readonly context: CaptureContext,
    private readonly expectedBytes: number,
  ) {}

  moved(total: number): void {
    const now = performance.now();
    this.rate.add(now, total);
    if (this.writing) return;
    this.writing = true;
    const share = this.expectedBytes > 0 ? Math.min(1, total / this.expectedBytes) : 0;
    this.context
      .progress({
        phase: 'dump',
        percent: Math.min(DUMP_SHARE_PERCENT - 1, Math.round(share * DUMP_SHARE_PERCENT)),
        bytes: total,
        bytesPerSecond: Math.round(this.rate.bytesPerSecond(now)),
        etaSeconds: this.rate.etaSeconds(now, this.expectedBytes),
      })
      .catch(() => undefined) // a worker that lost its job is stopped by its watch; progress is no reason to fail
      .finally(() => {
        this.writing = false;
      });
  }
}
