import { Rate } from '../../platform/pipeline/rate.js';
import type { RestoreWork } from './phases/phase.js';

const FROM_PERCENT = 30;
const TO_PERCENT = 60;

/** Turns the archive's bytes that pg_restore has taken into progress of the whole restore. */
export class RestoreProgress {
  private readonly rate = new Rate();
  private writing = false;

  constructor(
    private readonly work: RestoreWork,
    private readonly expectedBytes: number,
  ) {}

  moved(total: number): void {
    const now = performance.now();
    this.rate.add(now, total);
    if (this.writing) return;
    this.writing = true;
    const share = this.expectedBytes > 0 ? Math.min(1, total / this.expectedBytes) : 1;
    this.work
      .progress({
        phase: 'side_restore',
        percent: Math.round(FROM_PERCENT + share * (TO_PERCENT - FROM_PERCENT)),
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
