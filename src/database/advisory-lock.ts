import { Client } from 'pg';
import { giveUp } from './answering-client.js';

/** A server that does not answer for this long cannot be relied on to keep a lock for us. */
const ANSWER_TIMEOUT_MS = 10_000;
const GOODBYE_MS = 2_000;

/**
 * A session-level advisory lock on the control database, held by a connection of its own: PostgreSQL frees it the
 * moment our process dies. `lost` is aborted when that connection ends before `release`, which means that somebody
 * else may hold the lock now: whoever holds it must stop at once.
 */
export class AdvisoryLock {
  private readonly lostController = new AbortController();
  private released = false;

  private constructor(private readonly client: Client) {
    client.on('error', () => {
      this.markLost();
    });
    client.on('end', () => {
      this.markLost();
    });
  }

  /** null when another session holds it. `key` is any text; two texts colliding costs a wait, never safety. */
  static async tryAcquire(databaseUrl: string, key: string): Promise<AdvisoryLock | null> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'backstitch lock',
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    const lock = new AdvisoryLock(client);
    await client.connect();
    try {
      await client.query(`SET idle_session_timeout = 0`);
      const { rows } = await client.query<{ locked: boolean }>(
        `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked`,
        [key],
      );
      if (rows[0]?.locked === true) return lock;
    } catch (error) {
      await lock.release();
      throw error;
    }
    await lock.release();
    return null;
  }

  get lost(): AbortSignal {
    return this.lostController.signal;
  }

  /** Asks the server whether the lock is still ours; a frozen or cut connection shows here. Throws when it is not. */
  async confirm(): Promise<void> {
    await this.client.query('SELECT 1');
  }

  /** Never waits for a server that says nothing more: without our connection the lock is free all the same. */
  async release(): Promise<void> {
    this.released = true;
    const late = setTimeout(() => {
      giveUp(this.client, 'The control database does not say goodbye.');
    }, GOODBYE_MS);
    await this.client.end().catch(() => undefined); // lost already, which frees it too
    clearTimeout(late);
  }

  private markLost(): void {
    if (!this.released) this.lostController.abort(new Error('The connection that holds the lock was lost.'));
  }
}
