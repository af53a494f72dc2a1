import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 10;
const AT_MOST_MS = 60_000;
/** Long enough for some of it to have come through. */
const COPIES_FOR = '400 ms';

/**
 * Waits until rows are being copied out of a database of our own server, or into it, and stops the server's process there:
 * the job stays as it is, for as long as somebody wants to look at it.
 * @param {import('pg').Client} client of the server's superuser
 * @param {string} database as a pattern of LIKE
 * @returns {Promise<() => void>} lets it go on
 */
export async function holdCopying(client, database) {
  const until = Date.now() + AT_MOST_MS;
  while (Date.now() < until) {
    const { rows } = await client.query(
      `SELECT pid FROM pg_stat_activity
        WHERE datname LIKE $1 AND state = 'active' AND query LIKE 'COPY %' AND now() - query_start > $2::interval`,
      [database, COPIES_FOR],
    );
    if (rows.length > 0) {
      for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
      return () => {
        for (const { pid } of rows) process.kill(pid, 'SIGCONT');
      };
    }
    await sleep(LOOK_MS);
  }
  throw new Error(`Nothing is copied in ${database}.`);
}
