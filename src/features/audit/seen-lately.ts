/** Which texts came by lately, so that what is repeated is not told again and again. Bounded: the oldest are forgotten first. */
export class SeenLately {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly forMs: number,
    private readonly most: number,
  ) {}

  /** True the first time, and again once so long has passed since it was true. */
  isNew(text: string, now = performance.now()): boolean {
    const last = this.seen.get(text);
    if (last !== undefined && now - last < this.forMs) return false;
    this.seen.delete(text);
    this.seen.set(text, now);
    for (const oldest of this.seen.keys()) {
      if (this.seen.size <= this.most) break;
      this.seen.delete(oldest);
    }
    return true;
  }
}
