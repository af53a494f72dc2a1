import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../common/app-error.js';
import type { DatabaseClient, Queryable } from './connection.js';
import { type DatabaseEntry, fetchDatabases, isNotAsExpected, sendAtOnce } from './database-ref.js';
import { OBJECT_IN_USE } from './in-use.js';
import { mapPostgresError, sqlStateOf } from './postgres-error.js';
import { endSessions, type Session, waitForBackend } from './sessions.js';
import { type Exchange, exchangeStatements } from './swap-statements.js';

export interface ExchangeOptions {
  /** Opens a session of our role on a database that is neither of the two. Called at least twice, and after a loss. */
  connect: () => Promise<DatabaseClient>;
  /** How long one try may keep clients waiting for sessions to end. Default 1,500: nobody is to wait for 2 s. */
  maxWaitMs?: number;
  /** Default 5. */
  maxAttempts?: number;
  /** Before each try, counted from 1; nothing is committed then. What it throws ends the exchange. */
  onAttempt?: (attempt: number) => void;
}

export interface ExchangeResult {
  /** From the first session ended to the commit, tries that failed included. */
  downtimeMs: number;
  endedSessions: number;
  attempts: number;
}

/** What an attempt came to. `refused` are sessions that our role may not end. */
type Attempt = { isDone: true } | { isDone: false; error: unknown; refused: Session[] };

/**
 * Does the exchange and `rest(db)` in one transaction of one message, while a second session keeps ending the sessions
 * of both databases. After any error, a lost connection at COMMIT too, the catalogue is asked by OID what happened.
 * Tries again, a bounded number of times, when sessions were in the way or the connection was lost.
 */
export async function commitExchange(
  exchange: Exchange,
  options: ExchangeOptions,
  rest: (db: Queryable) => Promise<string[]>,
): Promise<ExchangeResult> {
  const { maxWaitMs = 1_500, maxAttempts = 5 } = options;
  const result: ExchangeResult = { downtimeMs: 0, endedSessions: 0, attempts: 0 };
  const clients = await Sessions.open(options.connect);
  try {
    await refuseOwnDatabase(clients.sweeper, exchange);
    const startedAt = performance.now();
    for (;;) {
      result.attempts += 1;
      options.onAttempt?.(result.attempts);
      const statements = [...exchangeStatements(exchange, maxWaitMs), ...(await rest(clients.swapper))];
      const attempt = await tryOnce(clients, exchange, { statements, maxWaitMs }, result);
      result.downtimeMs = Math.round(performance.now() - startedAt);
      if (attempt.isDone) return result;
      if (await isCommitted(clients, exchange)) return result;
      if (!isWorthRetrying(attempt.error) || result.attempts >= maxAttempts) throw failure(attempt, exchange, result);
      await sleep(PAUSE_MS * result.attempts);
    }
  } finally {
    await clients.end();
  }
}

/** The two sessions, replaced when lost. */
class Sessions {
  private constructor(
    private readonly connect: () => Promise<DatabaseClient>,
    public swapper: DatabaseClient,
    public sweeper: DatabaseClient,
  ) {}

  static async open(connect: () => Promise<DatabaseClient>): Promise<Sessions> {
    const swapper = await connect();
    try {
      return new Sessions(connect, swapper, await connect());
    } catch (error) {
      await swapper.end();
      throw error;
    }
  }

  /** A server that restarts after a crash takes a while. */
  async reopen(): Promise<void> {
    const deadline = Date.now() + RECONNECT_MS;
    for (;;) {
      try {
        if (this.sweeper.isLost) this.sweeper = await this.connect();
        if (this.swapper.isLost) this.swapper = await this.connect();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(250);
      }
    }
  }

  async end(): Promise<void> {
    await Promise.all([this.swapper.end(), this.sweeper.end()]);
  }
}

const RECONNECT_MS = 30_000;
const SWEEP_PAUSE_MS = 5;
/** What an answer may take on its way. */
const ANSWER_MS = 1_000;
/** Between two tries clients go on with their work: once as long after the first, twice after the second. */
const PAUSE_MS = 250;

async function tryOnce(
  clients: Sessions,
  exchange: Exchange,
  message: { statements: string[]; maxWaitMs: number },
  result: ExchangeResult,
): Promise<Attempt> {
  const oids = [exchange.outgoing.oid, exchange.incoming.oid];
  const state = { isSent: true };
  // First the message, whose locks make new sessions wait; then the sweep of those that are there.
  const sent = sendAtOnce(clients.swapper, message.statements)
    .then((): { error?: unknown } => ({}))
    .catch((error: unknown) => ({ error }))
    .finally(() => {
      state.isSent = false;
    });
  let refused: Session[] = [];
  const ended = new Set<number>();
  const deadline = performance.now() + message.maxWaitMs;
  const sweep = async (): Promise<void> => {
    let idleSince: number | null = null;
    while (state.isSent) {
      // The server's own time-out counts for each statement; all of them together may take no longer.
      if (performance.now() > deadline) await cancelBackend(clients.sweeper, clients.swapper.backendPid);
      if (await isAtWork(clients.sweeper, clients.swapper.backendPid)) {
        idleSince = null;
        const sessions = await endSessions(clients.sweeper, oids);
        for (const { pid } of sessions.ended) ended.add(pid);
        refused = sessions.refused;
      } else {
        // It has answered, or never got the message: clients are not ended for an answer that is lost.
        idleSince ??= performance.now();
        if (performance.now() - idleSince > ANSWER_MS) clients.swapper.giveUp(answerLost());
      }
      await sleep(SWEEP_PAUSE_MS);
    }
  };
  // A sweep that fails makes the message fail by its time-out; its own error is then the better explanation.
  const sweepError = await sweep().then(
    () => undefined,
    (error: unknown) => error,
  );
  const outcome = await sent;
  result.endedSessions += ended.size;
  if (!('error' in outcome)) return { isDone: true };
  return { isDone: false, error: sweepError ?? outcome.error, refused };
}

/** Whether the backend carries out what it was sent; so it is taken where the server does not track it. */
async function isAtWork(db: Queryable, pid: number): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND state IN ('active', 'disabled')`,
    [pid],
  );
  return rows.length > 0;
}

function answerLost(): AppError {
  return new AppError('SOURCE_UNREACHABLE', 'The answer of the server to the swap was lost.', {
    hint: 'Something in between (a firewall) has forgotten the connection. The server is asked what it did.',
  });
}

async function cancelBackend(db: Queryable, pid: number): Promise<void> {
  await db.query('SELECT pg_catalog.pg_cancel_backend($1)', [pid]);
}

/** The message of a session that we lost may still be at work: it is ended, and waited for, before the catalogue is asked. */
async function isCommitted(clients: Sessions, exchange: Exchange): Promise<boolean> {
  const { liveName, outgoing, outgoingName, incoming } = exchange;
  const pid = clients.swapper.backendPid;
  const wasLost = clients.swapper.isLost;
  try {
    await clients.reopen();
    if (wasLost && !(await waitForBackend(clients.sweeper, pid, { end: true, timeoutMs: RECONNECT_MS }))) {
      throw new AppError('SOURCE_UNREACHABLE', `The server process ${pid} of the swap does not end.`);
    }
    const databases = await fetchDatabases(clients.sweeper);
    const isCalled = (oid: number, name: string): boolean =>
      databases.some((entry: DatabaseEntry) => entry.oid === oid && entry.name === name);
    return isCalled(incoming.oid, liveName) && isCalled(outgoing.oid, outgoingName);
  } catch (error) {
    throw new AppError('SOURCE_UNREACHABLE', 'The server was lost during the swap; it may or may not have happened.', {
      hint: 'One of the two databases is whole under the live name. Resume: the catalogue will tell which.',
      cause: mapPostgresError(error, 'ask the catalogue after the swap'),
    });
  }
}

/** Our own sessions would be ended by ourselves, and a database cannot be renamed from within. */
async function refuseOwnDatabase(db: Queryable, exchange: Exchange): Promise<void> {
  const { rows } = await db.query<{ oid: number }>(
    'SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()',
  );
  const oid = rows[0]?.oid;
  if (oid !== exchange.outgoing.oid && oid !== exchange.incoming.oid) return;
  throw new AppError('SWAP_FAILED', 'A database cannot be swapped from a session connected to it.', {
    hint: 'Name another maintenanceDatabase for the source (usually "postgres").',
  });
}

const QUERY_CANCELED = '57014';
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';
const BUSY = new Set([OBJECT_IN_USE, QUERY_CANCELED, LOCK_NOT_AVAILABLE, DEADLOCK]);

function isWorthRetrying(error: unknown): boolean {
  return BUSY.has(sqlStateOf(error) ?? '') || (error instanceof AppError && error.code === 'SOURCE_UNREACHABLE');
}

function failure(attempt: Attempt & { isDone: false }, exchange: Exchange, result: ExchangeResult): AppError {
  const { error, refused } = attempt;
  const live = `"${exchange.liveName}"`;
  if (refused.length > 0) {
    const who = refused.map((session) => `pid ${session.pid} (${session.user ?? 'unknown'})`);
    return new AppError(
      'SWAP_FAILED',
      `Database ${live} has sessions that the role of the source may not end: ${who.join(', ')}.`,
      {
        hint: 'End them, or use a role that may (pg_signal_backend; a superuser’s need a superuser). Nothing was changed.',
        cause: error,
      },
    );
  }
  if (isNotAsExpected(error)) {
    return new AppError('SWAP_FAILED', `The databases around ${live} are not those of this restore any more.`, {
      hint: 'Somebody renamed, dropped or made databases meanwhile. Nothing was changed.',
      cause: error,
    });
  }
  if (BUSY.has(sqlStateOf(error) ?? '')) {
    return new AppError('SWAP_FAILED', `Database ${live} was in use at each of ${result.attempts} tries.`, {
      hint: 'Look for prepared transactions and background workers on it. Nothing was changed.',
      cause: error,
    });
  }
  const mapped = mapPostgresError(error, `swap database ${live}`, 'SWAP_FAILED');
  if (mapped.code === 'PERMISSION_DENIED' || mapped.code === 'SWAP_FAILED') return mapped;
  return new AppError('SWAP_FAILED', mapped.message, { hint: mapped.hint ?? 'Nothing was changed.', cause: error });
}
