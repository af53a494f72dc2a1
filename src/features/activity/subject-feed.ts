import type { SubjectProgress } from './subject-progress.js';
import type { LogRecord } from './log-record.entity.js';
import { type Reading, SharedReading } from './shared-reading.js';

export interface FeedSource {
  readProgress: () => Promise<SubjectProgress>;
  /** Those numbered above `after`, in their order, at most `limit`. */
  readRecords: (after: number, limit: number) => Promise<LogRecord[]>;
}

/** Of one reading from the database, and of what a stream holds at once. */
export const BATCH = 200;
/** The newest that are kept for streams that are up to date; one that is further behind reads for itself. */
const KEPT = 1_000;

/** What the streams of one subject in this process are told: it is read once, however many they are. */
export class SubjectFeed {
  private readonly progress: SharedReading<SubjectProgress>;
  private readonly news: SharedReading<void>;
  /** In their order, without a gap. */
  private kept: LogRecord[] = [];
  /** The number of the last one before `kept`. */
  private before: number;
  private wokenAt = 0;

  /** `after`: what the first stream has seen already. */
  constructor(
    private readonly source: FeedSource,
    after: number,
  ) {
    this.before = after;
    this.progress = new SharedReading(source.readProgress);
    this.news = new SharedReading(() => this.readNews());
  }

  /** What was read before this moment may lack what it is about. */
  wake(): void {
    this.wokenAt = performance.now();
  }

  readProgress(since: number): Promise<Reading<SubjectProgress>> {
    return this.progress.since(Math.max(since, this.wokenAt));
  }

  /** At most BATCH records numbered above `after`; fewer: there were no more at `since`. */
  async readRecords(after: number, since: number): Promise<Reading<LogRecord[]>> {
    if (after >= this.before) {
      const { at } = await this.news.since(since);
      // While we waited, what comes next to `after` may have been let go.
      if (after >= this.before) return { value: this.keptAfter(after), at };
    }
    const value = await this.source.readRecords(after, BATCH);
    return { value, at: performance.now() };
  }

  private keptAfter(after: number): LogRecord[] {
    return this.kept.slice(after - this.before, after - this.before + BATCH);
  }

  private async readNews(): Promise<void> {
    for (;;) {
      const records = await this.source.readRecords(this.before + this.kept.length, BATCH);
      this.kept.push(...records);
      const excess = this.kept.length - KEPT;
      if (excess > 0) {
        this.kept = this.kept.slice(excess);
        this.before += excess;
      }
      if (records.length < BATCH) return;
    }
  }
}
