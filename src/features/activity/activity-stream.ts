import type { EventResponse } from '../../common/http/event-response.js';
import { toLogRecordDto } from './activity-reader.js';
import type { LogRecord } from './log-record.entity.js';
import type { Reading } from './shared-reading.js';
import { BATCH } from './subject-feed.js';
import type { SubjectProgress } from './subject-progress.js';

/** Moments are those of performance.now(): what is answered was read at `since` or later, and was known at `at`. */
export interface StreamSource {
  readProgress: (since: number) => Promise<Reading<SubjectProgress>>;
  /** Numbered above `after`, in their order: a batch, or fewer where there are no more. */
  readRecords: (after: number, since: number) => Promise<Reading<LogRecord[]>>;
  onWake: (listener: () => void) => () => void;
  /** Whether whoever opened the stream still may. */
  isStillSignedIn: () => Promise<boolean>;
  /** How long to wait when nobody wakes us. */
  lookEveryMs: number;
}

const SOONEST_LOOK_MS = 100;
/** What another stream read so little before is as good. */
const FRESH_MS = 80;

/**
 * One client's event stream. It looks at once, and then ten times a second at most, however often it is woken.
 * A client that reads slowly is waited for: never more than one batch is held for it.
 */
export class ActivityStream {
  /** Set by a wake-up that comes while we are reading: what it is about may have missed that reading. */
  private wasWoken = false;
  private wake: () => void = () => undefined;
  /** Of the last status event that was sent. */
  private sentStatus: unknown = null;
  private sentProgress = '';

  constructor(
    private readonly source: StreamSource,
    private readonly response: EventResponse,
  ) {}

  /** The client went, or the process is told to stop. */
  stop(): void {
    this.response.stop();
  }

  /**
   * Asked at every heartbeat, and when something was done to the credential. Whoever cannot be asked now is asked at the
   * next heartbeat; meanwhile there are no news to send either.
   */
  async stopIfSignedOut(): Promise<void> {
    const holds = await this.source.isStillSignedIn().catch(() => true);
    if (!holds) this.stop();
  }

  /** Sends everything numbered above `after`, until the final status was sent or `stop`; then ends the response. */
  async run(after: number): Promise<void> {
    const stopListening = this.source.onWake(() => {
      this.wasWoken = true;
      this.wake();
    });
    try {
      await this.response.begin(() => void this.stopIfSignedOut());
      await this.follow(after);
    } finally {
      stopListening();
      this.response.end();
    }
  }

  private async follow(from: number): Promise<void> {
    let after = from;
    while (!this.response.signal.aborted) {
      const lookedAt = performance.now();
      this.wasWoken = false;
      // The row first, the records second: a final row's records are all committed by then (Activity.status).
      const { value, at } = await this.source.readProgress(lookedAt - FRESH_MS);
      // Its status event went out with the records of the look before: nothing may follow it.
      if (value.isFinal && this.sentStatus === value.status) return;
      await this.sendProgress(value.progress);
      after = await this.sendRecords(after, at);
      if (value.isFinal) return;
      await this.pause(lookedAt);
    }
  }

  private async sendProgress(progress: object | null): Promise<void> {
    const text = JSON.stringify(progress);
    if (progress === null || text === this.sentProgress) return;
    this.sentProgress = text;
    await this.response.send(`event: progress\ndata: ${text}\n\n`);
  }

  /** All that there were at `since`. Returns the number of the last one sent. */
  private async sendRecords(from: number, since: number): Promise<number> {
    let after = from;
    while (!this.response.signal.aborted) {
      const { value: records, at } = await this.source.readRecords(after, since);
      for (const record of records) {
        // The progress it came with was committed with it; a final status is the last that is sent.
        if (record.kind === 'status') await this.sendProgress((await this.source.readProgress(at)).value.progress);
        await this.response.send(eventOf(record));
        after = record.seq;
        if (record.kind === 'status') this.sentStatus = statusIn(record);
      }
      if (records.length < BATCH) break;
    }
    return after;
  }

  /** Until somebody wakes us, though never sooner than SOONEST_LOOK_MS after `lookedAt`; unwoken, until it is time to look anyway. */
  private async pause(lookedAt: number): Promise<void> {
    const { signal } = this.response;
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.wake = () => undefined;
        resolve();
      };
      let timer = setTimeout(finish, untilAfter(lookedAt, this.source.lookEveryMs));
      this.wake = () => {
        clearTimeout(timer);
        timer = setTimeout(finish, untilAfter(lookedAt, SOONEST_LOOK_MS));
      };
      signal.addEventListener('abort', finish);
      if (signal.aborted) finish();
      else if (this.wasWoken) this.wake();
    });
  }
}

function statusIn({ data }: LogRecord): unknown {
  return data !== null && 'status' in data ? data.status : null;
}

function untilAfter(moment: number, ms: number): number {
  return Math.max(0, moment + ms - performance.now());
}

/** Of a record that many streams send, made once. */
const events = new WeakMap<LogRecord, string>();

function eventOf(record: LogRecord): string {
  let event = events.get(record);
  if (event === undefined) {
    const payload =
      record.kind === 'status' ? Object.assign({}, record.data, toLogRecordDto(record)) : toLogRecordDto(record);
    event = `id: ${record.seq}\nevent: ${record.kind}\ndata: ${JSON.stringify(payload)}\n\n`;
    events.set(record, event);
  }
  return event;
}
