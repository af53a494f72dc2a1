/** What was read, and when it was known (performance.now()): what is read after that moment is not older. */
export interface Reading<Value> {
  value: Value;
  at: number;
}

/**
 * Reads something for many at once. Whoever needs it as it is at some moment shares a reading that began at that moment or
 * later; there is one at a time, however many ask. A reading that fails fails for all who share it.
 */
export class SharedReading<Value> {
  /** The last one that began; it may have ended. */
  private current: { startedAt: number; reading: Promise<Reading<Value>> } | null = null;
  /** Begins when the current one has ended. */
  private next: Promise<Reading<Value>> | null = null;

  constructor(private readonly read: () => Promise<Value>) {}

  /** @param since on the clock of performance.now() */
  since(since: number): Promise<Reading<Value>> {
    const { current } = this;
    if (current !== null && current.startedAt >= since) return current.reading;
    if (current === null) return this.begin();
    this.next ??= current.reading.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  private begin(): Promise<Reading<Value>> {
    this.next = null;
    const reading = this.read().then((value) => ({ value, at: performance.now() }));
    this.current = { startedAt: performance.now(), reading };
    return reading;
  }
}
