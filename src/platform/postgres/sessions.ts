import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { sqlStateOf } from './postgres-error.js';

export interface Session {
  pid: number;
  user: string | null;
  applicationName: string;
  /** Empty where it is hidden from our role. */
  backendType: string;
}

export interface EndedSessions {
  ended: Session[];
  /** Those that our role may not end (a superuser's, when we are none; another role's without pg_signal_backend). */
  refused: Session[];
}

/**
 * Asks every session of these databases to end, once, without waiting for it. One pid at a time: ending a superuser's
 * session is an error for anyone else and would spare all the rest of one SELECT. Autovacuum (it alone has no user) is
 * left to the server, which ends its workers itself where they are in the way.
 */
export async function endSessions(
  db: Queryable,
  databaseOids: readonly number[],
  options: { except?: readonly number[] } = {},
): Promise<EndedSessions> {
  const { rows } = await db.query<Session>(`${SESSIONS} AND datid = ANY($1::oid[]) AND pid <> ALL($2::int[])`, [
    databaseOids,
    options.except ?? [],
  ]);
  const result: EndedSessions = { ended: [], refused: [] };
  for (const session of rows) {
    const done = await end(db, session.pid, 'datid = ANY($2::oid[])', databaseOids);
    if (done) result[done].push(session);
  }
  return result;
}

export interface FenceOptions {
  /** 12 hexadecimal digits: whose sessions. */
  id: string;
  /** Sessions of a lower epoch are ended; those of this one and above live on. */
  epoch: number;
  /** How long they may take to go. Default 10,000. */
  timeoutMs?: number;
}

/** What a worker and its child programs are called in pg_stat_activity; `part` tells them apart. */
export function fencedApplicationName(id: string, epoch: number, part?: string): string {
  return part === undefined ? `bst ${id} ${epoch}` : `bst ${id} ${epoch} ${part}`;
}

/**
 * Ends what an earlier worker of the same job left on the server, in whatever database, and returns when all of it is
 * gone: only then does the catalogue say what that worker achieved.
 * @returns how many sessions were ended
 * @throws AppError WORKER_LOST if one is still there after the time-out
 */
export async function endPredecessors(db: Queryable, options: FenceOptions): Promise<number> {
  const deadline = Date.now() + (options.timeoutMs ?? 10_000);
  const pids = new Set<number>();
  for (;;) {
    const older = (await sessionsOfJob(db, options.id)).filter(({ epoch }) => epoch < options.epoch);
    if (older.length === 0) return pids.size;
    if (Date.now() > deadline) {
      throw new AppError(
        'WORKER_LOST',
        `Sessions of an earlier worker do not end: pid ${older.map(pidOf).join(', ')}.`,
        {
          hint: 'End them on the PostgreSQL server (pg_terminate_backend), then resume.',
        },
      );
    }
    for (const session of older) {
      if (await end(db, session.pid, 'application_name = $2', session.applicationName)) pids.add(session.pid);
    }
    await sleep(20);
  }
}

/**
 * Ends every session of this name, in whatever database, and waits until they are gone. A backend whose client was
 * killed goes on with its statement, and with its locks, until it next talks to it.
 * @returns those that are still there after the time-out (default 10,000 ms), or that our role may not end
 */
export async function endSessionsNamed(db: Queryable, applicationName: string, timeoutMs = 10_000): Promise<Session[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { rows } = await db.query<Session>(`${SESSIONS} AND application_name = $1`, [applicationName]);
    if (rows.length === 0 || Date.now() > deadline) return rows;
    for (const { pid } of rows) await end(db, pid, 'application_name = $2', applicationName);
    await sleep(20);
  }
}

/** Waits until a backend is gone, ended by us if `end` is set. Returns false if it is still there after the time-out. */
export async function waitForBackend(
  db: Queryable,
  pid: number,
  options: { end: boolean; timeoutMs: number },
): Promise<boolean> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    const { rows } = await db.query('SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = $1', [pid]);
    if (rows.length === 0) return true;
    if (Date.now() > deadline) return false;
    if (options.end) await end(db, pid, 'pid = $2', pid);
    await sleep(20);
  }
}

const SESSIONS = `
  SELECT pid, usename AS "user", coalesce(application_name, '') AS "applicationName",
    coalesce(backend_type, '') AS "backendType"
  FROM pg_catalog.pg_stat_activity
  WHERE pid <> pg_catalog.pg_backend_pid() AND usesysid IS NOT NULL`;

async function sessionsOfJob(db: Queryable, id: string): Promise<(Session & { epoch: number })[]> {
  if (!/^[0-9a-f]{12}$/.test(id)) throw new AppError('INTERNAL_ERROR', 'A fence needs 12 hexadecimal digits.');
  const { rows } = await db.query<Session>(`${SESSIONS} AND application_name LIKE $1`, [`bst ${id} %`]);
  return rows.flatMap((session) => {
    const epoch = /^bst [0-9a-f]{12} (\d+)(?: |$)/.exec(session.applicationName)?.[1];
    return epoch === undefined ? [] : [{ ...session, epoch: Number(epoch) }];
  });
}

/** The condition is asked again with the pid: pids are used anew. Null: it was gone already. */
async function end(db: Queryable, pid: number, condition: string, value: unknown): Promise<keyof EndedSessions | null> {
  try {
    const { rows } = await db.query<{ done: boolean }>(
      `SELECT pg_catalog.pg_terminate_backend(pid) AS done FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND ${condition}`,
      [pid, value],
    );
    return rows[0]?.done ? 'ended' : null;
  } catch (error) {
    if (sqlStateOf(error) === '42501') return 'refused';
    throw error;
  }
}

function pidOf(session: Session): number {
  return session.pid;
}
