import type { Caller } from '../../common/caller.js';
import type { EventResponse } from '../../common/http/event-response.js';
import { type AnnouncedChange, concerns, maySee } from './announced-change.js';
import { ChangeBatches } from './change-batches.js';
import type { Watcher } from './change-feed.js';
import { changeEvent, type GapReason, progressEvent } from './live-events.js';
import type { RunningJob } from './running-progress.js';

/** What is changed by one transaction, or by several of one act, arrives within it. */
const GATHER_MS = 100;

/** What one client is told. A client that reads slowly is waited for, and is then told what is new, not all that was. */
export class LiveStream implements Watcher {
  private readonly changes = new ChangeBatches();
  /** By job: the newest. */
  private readonly progress = new Map<string, RunningJob>();
  private gap: GapReason | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isSending = false;

  constructor(
    private caller: Caller,
    private readonly callerNow: () => Promise<Caller | null>,
    private readonly response: EventResponse,
  ) {}

  /** Resolves when the client went, may not any more, or `stop` was called. */
  async run(): Promise<void> {
    const { signal } = this.response;
    try {
      await this.response.begin(() => void this.lookAtCaller(), eventOf('beat', {}));
      await this.response.send(eventOf('hello', { at: new Date() }));
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
    } finally {
      clearTimeout(this.timer);
      this.response.end();
    }
  }

  stop(): void {
    this.response.stop();
  }

  onChange(change: AnnouncedChange): void {
    if (concerns(this.caller, change)) void this.lookAtCaller();
    if (!maySee(this.caller, change)) return;
    this.changes.add(change);
    this.sendIn(GATHER_MS);
  }

  onProgress(jobs: RunningJob[]): void {
    const { seesAllTenants, tenantId } = this.caller;
    for (const job of jobs) if (seesAllTenants || job.tenantId === tenantId) this.progress.set(job.id, job);
    if (this.progress.size > 0) this.sendIn(0);
  }

  onGap(reason: GapReason = 'connection'): void {
    this.gap = reason;
    this.changes.clear();
    this.sendIn(0);
  }

  /** Whoever cannot be asked now is asked with the next heartbeat; meanwhile there are no news to send either. */
  private async lookAtCaller(): Promise<void> {
    const before = this.caller;
    const now = await this.callerNow().catch(() => before);
    if (now === null) {
      this.stop();
      return;
    }
    this.caller = now;
    if (now.role !== before.role || now.seesAllTenants !== before.seesAllTenants) this.onGap('permissions');
  }

  private sendIn(ms: number): void {
    if (this.isSending) return; // it looks again when it is done
    if (ms === 0) clearTimeout(this.timer);
    else if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.sendWaiting();
    }, ms);
  }

  private async sendWaiting(): Promise<void> {
    this.isSending = true;
    for (let events = this.take(); events !== ''; events = this.take()) await this.response.send(events);
    this.isSending = false;
    const { nextAt } = this.changes;
    if (nextAt !== null) this.sendIn(Math.max(1, nextAt - performance.now()));
  }

  private take(): string {
    if (this.response.signal.aborted) return '';
    const { gap } = this;
    this.gap = null;
    const events = gap === null ? [] : [eventOf('resync', { at: new Date(), reason: gap })];
    events.push(...this.changes.take(performance.now()).map((change) => eventOf('change', changeEvent(change))));
    events.push(...[...this.progress.values()].map((job) => eventOf('progress', progressEvent(job))));
    this.progress.clear();
    return events.join('');
  }
}

function eventOf(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
