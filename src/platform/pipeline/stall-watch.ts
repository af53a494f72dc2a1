/**
 * Tells when nothing has moved for a time-out, in ms of the monotonic clock. It adds up quiet ticks instead of
 * comparing two instants: a process that was stopped, or whose event loop was busy, is not taken for a quiet one.
 */
export class StallWatch {
  private readonly timer: NodeJS.Timeout;
  private moved = false;
  private quietMs = 0;
  private last = performance.now();

  constructor(
    private readonly timeoutMs: number,
    private readonly onStalled: () => void,
  ) {
    const interval = Math.min(1000, Math.max(5, timeoutMs / 10));
    this.timer = setInterval(() => {
      this.tick(interval);
    }, interval);
  }

  touch(): void {
    this.moved = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(interval: number): void {
    const now = performance.now();
    this.quietMs = this.moved ? 0 : this.quietMs + Math.min(now - this.last, 2 * interval);
    this.moved = false;
    this.last = now;
    if (this.quietMs < this.timeoutMs) return;
    this.quietMs = 0;
    this.onStalled();
  }
}
