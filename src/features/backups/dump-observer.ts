import { type DatabaseClient, seesLife } from '../../platform/postgres/connection.js';

const INTERVAL_MS = 1_000;

/** A program whose wait for a lock was cut off by the server needs this long at most to end and be heard of. */
const REMEMBERED_MS = 5_000;

/**
 * Watches the sessions of a dump from outside while no byte comes yet: whether they work, and who blocks them. What
 * was seen last tells afterwards why pg_dump gave up, without reading its words.
 */
export class DumpObserver {
  private readonly timer: NodeJS.Timeout;
  private looking = false;
  private last: { blockers: string; at: number } | null = null;

  constructor(
    private readonly db: DatabaseClient,
    private readonly applicationName: string,
  ) {
    this.timer = setInterval(() => void this.look(), INTERVAL_MS);
  }

  /** Who was seen blocking the sessions within the last seconds; null for nobody. */
  get blockers(): string | null {
    if (this.last === null || performance.now() - this.last.at > REMEMBERED_MS) return null;
    return this.last.blockers;
  }

  /**
   * True while a session of the dump is at work on the server: reading catalogues moves no byte, but is no stall. One
   * that waits for bytes, from us or by us, does nothing. Asked over a new connection: what silenced the dump may have
   * silenced this one, too.
   */
  async isWorking(): Promise<boolean> {
    return seesLife(this.db.target, this.applicationName, async (db) => {
      const { rows } = await db.query<{ working: boolean }>(
        `SELECT coalesce(bool_or(state = 'active' AND coalesce(wait_event_type, '') NOT IN ('Lock', 'Client')), false) AS working
           FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()`,
        [this.applicationName],
      );
      return rows[0]?.working === true;
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.db.end();
  }

  private async look(): Promise<void> {
    if (this.looking || this.db.isLost) return;
    this.looking = true;
    try {
      const { rows } = await this.db.query<{ blocker: string | null }>(
        `SELECT format('session %s of %s%s, in its transaction since %s', b.pid, b.usename,
                       coalesce(' (' || nullif(b.application_name, '') || ')', ''),
                       to_char(b.xact_start AT TIME ZONE 'UTC', 'HH24:MI:SS "UTC"')) AS blocker
           FROM pg_stat_activity a, unnest(pg_blocking_pids(a.pid)) AS blocking(pid)
           JOIN pg_stat_activity b ON b.pid = blocking.pid
          WHERE a.application_name = $1 AND a.wait_event_type = 'Lock'
         UNION ALL
         SELECT NULL FROM pg_stat_activity WHERE application_name = $1 AND state = 'active' AND query LIKE 'COPY %'`,
        [this.applicationName],
      );
      const blockers = rows.flatMap(({ blocker }) => blocker ?? []);
      if (blockers.length > 0) this.last = { blockers: blockers.join('; '), at: performance.now() };
      else if (rows.length > 0) this.last = null; // it has its locks, and is at the rows: who was in its way is not now
    } catch {
      // The server went away: pg_dump will say so.
      this.last = null;
    } finally {
      this.looking = false;
    }
  }
}
