import type { Queryable } from './connection.js';

/** One session of a server. The time tells it from a later one with the same pid. */
export interface SessionId {
  pid: number;
  /** Its `backend_start`, in microseconds since 1970. */
  startedAt: string;
}

/**
 * Whether sessions do anything for us, asked again and again from outside of them: one session, or all that a program
 * of ours has open. One that waits for a lock is at work. One that waits for its client is not: it has said all that it
 * will say, or was never told what to do.
 */
export class SessionActivity {
  private lastSeen: string | null = null;

  constructor(private readonly sessions: SessionId | { applicationName: string }) {}

  /** True when one of them works, or any has done something since it was asked last. */
  async showsLife(db: Queryable): Promise<boolean> {
    const { condition, values } = this.which();
    const { rows } = await db.query<{ isWorking: boolean; seen: string | null }>(
      `SELECT coalesce(bool_or(state = 'disabled' OR state = 'active' AND wait_event_type IS DISTINCT FROM 'Client'), false)
           AS "isWorking",
         string_agg(concat_ws(' ', pid, backend_start, state_change), ',' ORDER BY pid) AS seen
       FROM pg_catalog.pg_stat_activity WHERE ${condition} AND pid <> pg_catalog.pg_backend_pid()`,
      values,
    );
    const { isWorking = false, seen = null } = rows[0] ?? {};
    const hasMoved = seen !== null && this.lastSeen !== null && seen !== this.lastSeen;
    this.lastSeen = seen;
    return isWorking || hasMoved;
  }

  private which(): { condition: string; values: unknown[] } {
    const { sessions } = this;
    if ('applicationName' in sessions)
      return { condition: 'application_name = $1', values: [sessions.applicationName] };
    return { condition: THIS_SESSION, values: [sessions.pid, sessions.startedAt] };
  }
}

const THIS_SESSION = 'pid = $1 AND (extract(epoch FROM backend_start) * 1000000)::bigint = $2::bigint';

/** What it held (locks, a snapshot) is free then. Nothing happens where it is gone already. */
export async function endSession(db: Queryable, { pid, startedAt }: SessionId): Promise<void> {
  await db.query(`SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE ${THIS_SESSION}`, [
    pid,
    startedAt,
  ]);
}
