import { once } from 'node:events';
import type { Response } from 'express';

const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 2_000;

/** Server-sent events to one client, until it goes or `stop` is called. Whoever begins one ends it. */
export class EventResponse {
  private readonly ended = new AbortController();
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly response: Response) {
    response.once('close', () => {
      this.stop();
    });
  }

  /** Aborted when nothing will be sent any more. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** The client went, or the process is told to stop. */
  stop(): void {
    this.ended.abort();
  }

  /** Sends the headers, and every 15 s from now on `beat`, a comment unless said otherwise; `onBeat` is called with each. */
  async begin(onBeat: () => void, beat = ': heartbeat\n\n'): Promise<void> {
    this.response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    this.heartbeat = setInterval(() => {
      if (!this.response.writableNeedDrain) this.response.write(beat);
      onBeat();
    }, HEARTBEAT_MS);
    await this.send(`retry: ${RECONNECT_MS}\n\n`);
  }

  /** Resolves when there is room for more: a client that reads slowly is waited for. */
  async send(text: string): Promise<void> {
    if (this.signal.aborted || this.response.write(text)) return;
    await once(this.response, 'drain', { signal: this.signal }).catch(() => undefined); // the client went while we waited
  }

  end(): void {
    clearInterval(this.heartbeat);
    this.response.end();
  }
}
