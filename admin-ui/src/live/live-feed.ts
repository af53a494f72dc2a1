import type { components } from '../api/schema.js';
import { ApiProblem, Unreachable } from '../data/api-problem.js';
import { api } from '../data/api.js';

export type Progress = components['schemas']['ProgressResponse'];

/** Something that a list or a page may show was changed: look again. */
export interface Change {
  /** The name of its list in the API. */
  type: string;
  /** null: many of them. */
  id: string | null;
}

export type Connection = 'connecting' | 'open' | 'lost';

/** What the stream tells; nothing is told twice, and nothing is told late: after a gap comes `resync`. */
export interface LiveListener {
  changed?: (change: Change) => void;
  progressed?: (progress: Change & { progress: Progress }) => void;
  /** Changes may have been missed: whatever is shown must be read again. */
  resync?: () => void;
  connection?: (state: Connection) => void;
}

const STREAM = '/api/v1/events';

/**
 * The one stream of changes of this page (`GET /events`), shared by everything that it shows. The browser connects again by
 * itself; after that, listeners are told to read again what they show.
 */
export class LiveFeed {
  private readonly listeners = new Set<LiveListener>();
  private source: EventSource | null = null;
  private wasLost = false;
  /** By the clock on the wall, which goes on while a laptop sleeps. */
  private heardAt = 0;
  private watch: ReturnType<typeof setInterval> | undefined;
  state: Connection = 'connecting';

  /** Returns what ends the listening. */
  listen(listener: LiveListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  open(): void {
    if (this.source !== null) return;
    const source = new EventSource(STREAM);
    this.source = source;
    this.heardAt = Date.now();
    this.watch ??= setInterval(() => {
      this.mistrustSilence();
    }, LOOK_EVERY_MS);
    for (const name of ['hello', 'resync', 'change', 'progress', 'beat']) {
      source.addEventListener(name, () => {
        this.heardAt = Date.now();
      });
    }
    source.addEventListener('hello', () => {
      this.enter('open');
      if (this.wasLost) this.tell('resync');
      this.wasLost = false;
    });
    source.addEventListener('resync', () => {
      this.tell('resync');
    });
    source.addEventListener('change', ({ data }: MessageEvent<string>) => {
      this.tell('changed', JSON.parse(data) as Change);
    });
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      this.tell('progressed', JSON.parse(data) as Change & { progress: Progress });
    });
    source.addEventListener('error', () => {
      this.wasLost = true;
      this.enter('lost');
      // Refused, not broken off: the browser does not try again by itself.
      if (source.readyState === EventSource.CLOSED) this.reopenLater();
    });
  }

  close(): void {
    clearInterval(this.watch);
    this.watch = undefined;
    this.source?.close();
    this.source = null;
    this.enter('connecting');
  }

  /** Of a tab that nobody sees: a browser has six connections to a server for all tabs together. Reopened, it resyncs. */
  rest(): void {
    if (this.source === null) return;
    this.wasLost = true;
    this.close();
  }

  /** Whoever slept, or changed networks, may hold a connection that nobody else knows of: the browser hears of no error. */
  private mistrustSilence(): void {
    if (this.source?.readyState !== EventSource.OPEN || Date.now() - this.heardAt < SILENT_FOR_MS) return;
    this.rest();
    this.enter('lost');
    this.open();
  }

  /** Where it is the session that has ended, an ordinary request waits for it to begin again. */
  private reopenLater(): void {
    const failed = this.source;
    const reopen = (): void => {
      if (this.source !== failed) return; // closed, or open again
      this.source = null;
      this.open();
    };
    api
      .GET('/api/v1/auth/me')
      .catch(reportUnlessAway)
      .finally(() => setTimeout(reopen, REOPEN_AFTER_MS));
  }

  private enter(state: Connection): void {
    if (this.state === state) return;
    this.state = state;
    this.tell('connection', state);
  }

  private tell<Kind extends keyof LiveListener>(
    kind: Kind,
    ...news: Parameters<Exclude<LiveListener[Kind], undefined>>
  ): void {
    for (const listener of this.listeners) {
      const hear = listener[kind] as ((...news: unknown[]) => void) | undefined;
      hear?.(...news);
    }
  }
}

/** That the server is away the stream says by itself. */
function reportUnlessAway(error: unknown): void {
  if (!(error instanceof ApiProblem) && !(error instanceof Unreachable)) reportError(error);
}

const REOPEN_AFTER_MS = 3_000;
/** Two beats of the server missed, and some. */
const SILENT_FOR_MS = 40_000;
const LOOK_EVERY_MS = 5_000;

export const liveFeed = new LiveFeed();
