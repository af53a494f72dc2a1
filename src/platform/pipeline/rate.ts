/** Pure: rate and remaining time from (time, total) samples; no clock of its own. Times in monotonic ms, sizes in bytes. */
export class Rate {
  private samples: { at: number; bytes: number }[] = [];

  /** @param windowMs how far back the rate looks: long enough to be steady, short enough to follow a change */
  constructor(private readonly windowMs = 10_000) {}

  /** Takes the total of bytes moved so far. Cheap enough for every chunk: samples closer than 1/50 window are merged. */
  add(at: number, bytes: number): void {
    const previous = this.samples.at(-2);
    if (previous && at - previous.at < this.windowMs / 50) this.samples.pop();
    this.samples.push({ at, bytes });
    // One sample older than the window stays: the rate is measured across the whole window.
    while (this.samples.length > 2 && (this.samples[1]?.at ?? at) <= at - this.windowMs) this.samples.shift();
  }

  /** Over the window that ends `now`; it falls towards 0 while nothing moves. 0 until there is something to measure. */
  bytesPerSecond(now: number): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || now <= first.at) return 0;
    const start = Math.max(first.at, now - this.windowMs);
    const moved = last.bytes - this.bytesAt(start);
    return moved <= 0 ? 0 : (moved * 1000) / (now - start);
  }

  /** Whole seconds until `total` bytes have moved; null while that cannot be told; 0 when they have. */
  etaSeconds(now: number, total: number): number | null {
    const remaining = total - (this.samples.at(-1)?.bytes ?? 0);
    if (remaining <= 0) return 0;
    const rate = this.bytesPerSecond(now);
    return rate === 0 ? null : Math.ceil(remaining / rate);
  }

  get sampleCount(): number {
    return this.samples.length;
  }

  /** The total at an instant, in a straight line between the samples around it. */
  private bytesAt(at: number): number {
    const next = this.samples.findIndex((sample) => sample.at >= at);
    const after = this.samples[next];
    const before = this.samples[next - 1];
    if (!after) return this.samples.at(-1)?.bytes ?? 0;
    if (!before) return after.bytes;
    return before.bytes + ((after.bytes - before.bytes) * (at - before.at)) / (after.at - before.at);
  }
}
