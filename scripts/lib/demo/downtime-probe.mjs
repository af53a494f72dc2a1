import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Clients that do nothing but connect, ask which database they are in, leave, and come back, as an application with a
 * bad connection pool would. What they could not have is the downtime.
 *
 * @param {object} connection as pg takes it
 * @param {{clients?: number, pauseMs?: number}} [options]
 */
export function startDowntimeProbe(connection, { clients = 1, pauseMs = 5 } = {}) {
  let isStopped = false;
  const running = Array.from({ length: clients }, () => probe());

  async function probe() {
    /** The gap around every change of the database (by its OID) between two answers, ms. */
    const changes = [];
    let longestGapMs = 0;
    let refused = 0;
    let answers = 0;
    let last;
    while (!isStopped) {
      const oid = await ask(connection);
      const at = performance.now();
      if (oid === null) refused += 1;
      else {
        answers += 1;
        if (last) {
          longestGapMs = Math.max(longestGapMs, at - last.at);
          if (last.oid !== oid) changes.push(at - last.at);
        }
        last = { at, oid };
      }
      await sleep(pauseMs);
    }
    return { changes, longestGapMs, refused, answers };
  }

  return {
    /**
     * @returns {Promise<{swaps: number, downtimeMs: number | null, longestGapMs: number, refused: number, answers: number}>}
     *   swaps: how often the database behind the name became another one, as every client saw it;
     *   downtimeMs: from the last answer of the old one to the first of the new one, the worst of all clients
     */
    async stop() {
      isStopped = true;
      const seen = await Promise.all(running);
      const gaps = seen.flatMap(({ changes }) => changes);
      return {
        swaps: Math.min(...seen.map(({ changes }) => changes.length)),
        downtimeMs: gaps.length > 0 ? Math.max(...gaps) : null,
        longestGapMs: Math.max(...seen.map((client) => client.longestGapMs)),
        refused: seen.reduce((sum, client) => sum + client.refused, 0),
        answers: seen.reduce((sum, client) => sum + client.answers, 0),
      };
    },
  };
}

/** @returns {Promise<string | null>} the OID of the database; null: no answer to be had */
async function ask(connection) {
  const client = new pg.Client({ ...connection, application_name: 'downtime probe', connectionTimeoutMillis: 30_000 });
  client.on('error', () => {}); // the query rejects as well
  try {
    await client.connect();
    const { rows } = await client.query('SELECT oid FROM pg_database WHERE datname = current_database()');
    await client.end();
    return String(rows[0].oid);
  } catch {
    // Being turned away is what is counted here, for whatever reason.
    client.connection?.stream?.destroy();
    return null;
  }
}
