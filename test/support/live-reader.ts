import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';

export interface LiveEvent {
  event: string;
  data: { type?: string; id?: string | null; action?: string; status?: string; sourceId?: string; reason?: string };
  /** When it came (Date.now()). */
  at: number;
}

/** One who watches `GET /events`, and keeps what came. */
export class LiveReader {
  readonly events: LiveEvent[] = [];
  /** All of it, as it came. */
  text = '';
  hasEnded = false;
  private readonly closing = new AbortController();

  /** Resolves when it has been greeted. */
  static async open(client: ApiClient): Promise<LiveReader> {
    const reader = new LiveReader();
    const response = await client.raw('/events', { signal: reader.closing.signal });
    if (response.status !== 200) throw new Error(`GET /events answered ${response.status}: ${await response.text()}`);
    void reader.read(response);
    await reader.until('hello', ({ event }) => event === 'hello');
    return reader;
  }

  /** The first event like that, of those that came after the first `from`. */
  async until(what: string, isIt: (event: LiveEvent) => boolean, from = 0): Promise<LiveEvent> {
    return eventually(what, async () => this.events.slice(from).find(isIt), 30_000);
  }

  /** Changes of records of this type. */
  changes(type: string): LiveEvent['data'][] {
    return this.events.filter(({ event, data }) => event === 'change' && data.type === type).map(({ data }) => data);
  }

  async ended(): Promise<void> {
    await eventually('the stream ends', async () => this.hasEnded, 14_000);
  }

  close(): void {
    this.closing.abort();
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of response.body ?? []) {
        const text = decoder.decode(chunk as Uint8Array, { stream: true });
        this.text += text;
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.keep(block);
      }
    } catch (error) {
      if (!this.closing.signal.aborted) throw error;
    }
    this.hasEnded = true;
  }

  private keep(block: string): void {
    const [, event] = /^event: (.+)$/m.exec(block) ?? [];
    const [, data = '{}'] = /^data: (.+)$/m.exec(block) ?? [];
    if (event !== undefined) this.events.push({ event, data: JSON.parse(data) as LiveEvent['data'], at: Date.now() });
  }
}
