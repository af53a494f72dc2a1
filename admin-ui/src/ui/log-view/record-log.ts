import type { components } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { type Change, liveFeed } from '../../live/live-feed.js';

export type LogLine = components['schemas']['LogRecordDto'];

/** Records that have a log, by the names of their lists. */
export type WithLog = 'backups' | 'drills' | 'restores';

export interface LogState {
  /** In the order of their numbers, without a gap. */
  lines: readonly LogLine[];
  /** What lies in the server's log already is being read. */
  isLoading: boolean;
  /** `quiet`: nothing more comes until something is done with the record. */
  connection: 'quiet' | 'live' | 'lost';
  /** Why it could not be read. */
  error: unknown;
}

const AT_ONCE = 1_000;
/** News come one by one, and are shown together. */
const GATHER_MS = 100;
/** The browser connects again after two seconds; a connection that is back by then was not lost. */
const LOST_AFTER_MS = 4_000;
const LOOK_AGAIN_MS = 3_000;

/**
 * The log of one record: read by pages to its end, then followed by its event stream. The stream goes on where it broke off.
 * It ends with the record's work; when something is heard of the record afterwards, the log is read on. A page that nobody
 * looks at holds no connection: browsers have few.
 */
export class RecordLog {
  state: LogState = { lines: [], isLoading: true, connection: 'quiet', error: null };
  private readonly listeners = new Set<() => void>();
  private stream: EventSource | null = null;
  private gathered: LogLine[] = [];
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private losing: ReturnType<typeof setTimeout> | undefined;
  private lookingAgain: ReturnType<typeof setTimeout> | undefined;
  private isReading = false;
  private isStopped = true;

  constructor(
    private readonly resource: WithLog,
    private readonly id: string,
  ) {}

  /** Returns what ends the listening. */
  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = (): LogState => this.state;

  /** Returns what stops it. */
  start(): () => void {
    this.isStopped = false;
    const heard = (news: Change): void => {
      if (news.type === this.resource && news.id === this.id) this.lookAgainSoon();
    };
    const stopHearing = liveFeed.listen({
      changed: heard,
      progressed: heard,
      resync: () => {
        if (this.stream !== null) this.rest(); // it went through the same wire
        this.lookAgainSoon();
      },
    });
    const seen = (): void => {
      if (document.hidden) this.rest();
      else void this.readOn();
    };
    document.addEventListener('visibilitychange', seen);
    void this.readOn();
    return () => {
      this.isStopped = true;
      stopHearing();
      document.removeEventListener('visibilitychange', seen);
      this.rest();
    };
  }

  readonly retry = (): void => {
    void this.readOn();
  };

  private lookAgainSoon(): void {
    if (this.stream !== null || this.isStopped || document.hidden) return;
    this.lookingAgain ??= setTimeout(() => {
      this.lookingAgain = undefined;
      void this.readOn();
    }, LOOK_AGAIN_MS);
  }

  /** What is not here yet, page by page; then what comes. */
  private async readOn(): Promise<void> {
    if (this.isReading || this.stream !== null || this.isStopped) return;
    this.isReading = true;
    try {
      await this.readToEnd();
      this.change({ isLoading: false, error: null });
      if (!document.hidden) this.follow();
    } catch (error) {
      this.change({ isLoading: false, error });
    } finally {
      this.isReading = false;
    }
  }

  private async readToEnd(): Promise<void> {
    let count: number;
    do {
      const lines = await readPage(this.resource, this.id, this.last);
      this.add(lines);
      count = lines.length;
    } while (count === AT_ONCE && !this.isStopped);
  }

  private follow(): void {
    if (this.isStopped) return;
    const stream = new EventSource(`/api/v1/${this.resource}/${this.id}/events?lastEventId=${this.last}`);
    this.stream = stream;
    const hear = ({ data }: MessageEvent<string>): void => {
      this.gathered.push(JSON.parse(data) as LogLine);
      this.gathering ??= setTimeout(() => {
        this.takeGathered();
      }, GATHER_MS);
    };
    stream.addEventListener('log', hear);
    stream.addEventListener('status', hear);
    stream.addEventListener('open', () => {
      clearTimeout(this.losing);
      this.losing = undefined;
      this.change({ connection: 'live' });
    });
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) this.rest();
      else
        this.losing ??= setTimeout(() => {
          this.change({ connection: 'lost' });
        }, LOST_AFTER_MS);
    });
  }

  /** No connection is held; what came by it is kept. */
  private rest(): void {
    this.stream?.close();
    this.stream = null;
    for (const timer of [this.losing, this.lookingAgain]) clearTimeout(timer);
    this.losing = undefined;
    this.lookingAgain = undefined;
    this.takeGathered();
    this.change({ connection: 'quiet' });
  }

  private takeGathered(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    this.add(this.gathered);
    this.gathered = [];
  }

  private get last(): number {
    return this.state.lines.at(-1)?.seq ?? 0;
  }

  /** A line that is here already comes again after a connection that broke. */
  private add(lines: readonly LogLine[]): void {
    const { last } = this;
    const fresh = lines.filter(({ seq }) => seq > last);
    if (fresh.length > 0) this.change({ lines: this.state.lines.concat(fresh) });
  }

  private change(change: Partial<LogState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

async function readPage(resource: WithLog, id: string, after: number): Promise<LogLine[]> {
  // One of three paths that answer alike.
  const path = `/api/v1/${resource}/{id}/logs` as '/api/v1/backups/{id}/logs';
  const { items } = await dataOf(api.GET(path, { params: { path: { id }, query: { after, limit: AT_ONCE } } }));
  return items;
}
