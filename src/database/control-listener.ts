import { setTimeout as sleep } from 'node:timers/promises';
import { AnsweringClient } from './answering-client.js';

/** A connection that is cut off says nothing: it is asked this often, and is dead when it does not answer so soon. */
const ASK_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;
const RETRY_MS = { first: 100, longest: 2_000 };

export interface Hearing {
  onNotification: (payload: string) => void;
  /** From now on nothing is missed: at the start, and again after a loss, in which something may have been. */
  onListening: () => void;
  onLost: (reason: string) => void;
}

/**
 * Hears what is announced on a channel of the control database (NOTIFY), on a connection of its own that is made again
 * whenever it is lost, until `close`.
 */
export class ControlListener {
  private readonly closed = new AbortController();

  constructor(
    private readonly databaseUrl: string,
    /** A name that needs no quotes. */
    private readonly channel: string,
    private readonly hearing: Hearing,
  ) {
    void this.listen();
  }

  close(): void {
    this.closed.abort();
  }

  private async listen(): Promise<void> {
    let retryMs = RETRY_MS.first;
    for (;;) {
      const reason = await this.listenOnce(() => {
        retryMs = RETRY_MS.first;
      });
      if (this.closed.signal.aborted) return;
      this.hearing.onLost(reason);
      await sleep(retryMs, undefined, { signal: this.closed.signal, ref: false }).catch(() => undefined); // closed
      retryMs = Math.min(2 * retryMs, RETRY_MS.longest);
    }
  }

  /** Resolves when the connection is over, with what ended it. */
  private async listenOnce(onListening: () => void): Promise<string> {
    const client = new AnsweringClient({
      connectionString: this.databaseUrl,
      application_name: 'backstitch listen',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      answerWithinMs: ANSWER_WITHIN_MS,
    });
    const over = endOf(client, this.closed.signal);
    client.on('notification', ({ payload }) => {
      if (!this.closed.signal.aborted) this.hearing.onNotification(payload ?? '');
    });
    let asking: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      await client.query('SET idle_session_timeout = 0');
      await client.query(`LISTEN ${this.channel}`);
      if (this.closed.signal.aborted) return 'closed';
      onListening();
      this.hearing.onListening();
      asking = setInterval(() => {
        client.query('SELECT 1').catch(() => undefined); // the connection ends with it, which is what we wait for
      }, ASK_EVERY_MS);
      return await over;
    } catch (error) {
      return String(error);
    } finally {
      clearInterval(asking);
      await client.end().catch(() => undefined); // over already
    }
  }
}

async function endOf(client: AnsweringClient, closed: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    client.on('error', (error) => {
      resolve(String(error));
    });
    client.once('end', () => {
      resolve('The server ended the connection.');
    });
    closed.addEventListener('abort', () => {
      resolve('closed');
    });
  });
}
