import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { AppError } from '../common/app-error.js';

const ANSWER_TIMEOUT_MS = 10_000;
const PATIENCE_MS = 30_000;

/**
 * Ends the sessions of this name on the control database, which a process that was killed left at work: the server goes on
 * with their statement, and keeps their locks, until it next talks to a client that is no more. Nothing of them was
 * committed. Only for who holds the lock under which alone such sessions are opened. Answers their pids.
 * @throws AppError LOCK_TIMEOUT when they do not end, or our role may not end them
 */
export async function endOrphans(databaseUrl: string, applicationName: string): Promise<number[]> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'backstitch lock',
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  });
  await client.connect();
  try {
    const found = new Set<number>();
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const { rows } = await client.query<{ pid: number }>(END_SESSIONS, [applicationName]);
      if (rows.length === 0) return [...found];
      for (const { pid } of rows) found.add(pid);
      if (performance.now() > deadline) throw stillThere([...found]);
      await sleep(50);
    }
  } finally {
    await client.end();
  }
}

const END_SESSIONS = `
  SELECT pid, CASE WHEN pg_has_role(usesysid, 'MEMBER') THEN pg_terminate_backend(pid) END AS asked
    FROM pg_stat_activity
   WHERE application_name = $1 AND datname = current_database() AND pid <> pg_backend_pid()`;

function stillThere(pids: readonly number[]): AppError {
  return new AppError('LOCK_TIMEOUT', `What an earlier start left at work does not end: pid ${pids.join(', ')}.`, {
    hint: 'End it on the PostgreSQL server: SELECT pg_terminate_backend(pid), as a superuser. Then start again.',
  });
}
