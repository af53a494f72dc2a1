import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { AppError } from '../../common/app-error.js';
import { sendCancelRequest } from './cancel-request.js';
import type { ConnectionTarget, ConnectOptions, Queryable, QueryRows, SessionLife } from './connection.js';
import { socketTo } from './pinned-host.js';
import { isConnectionLoss, mapPostgresError, sqlStateOf } from './postgres-error.js';
import { TEXT_OF_VALUES } from './session-options.js';
import { addressOf, silentServer } from './silent-server.js';
import { SilenceWatch } from './silence-watch.js';

export interface OpenOptions extends ConnectOptions {
  tls: ConnectionOptions | false;
  /** What the caller gave to connect, all attempts together: an error names it. */
  connectTimeoutMs: number;
  /** When that time is over, in milliseconds since 1970; the session must be ready by then. */
  deadline: number;
  /** Null where every query has a time of its own (`queryTimeoutMs`). */
  life: SessionLife | null;
}

/**
 * One connection to PostgreSQL. A drop never crashes the process: it is told to `onLost`, and every query from then
 * on rejects with SOURCE_UNREACHABLE. Errors of the server reach the caller as pg's own, with their SQLSTATE in
 * `code`; `mapPostgresError` makes an AppError of them. An int8 arrives as a string: cast it on purpose.
 */
export class DatabaseClient implements Queryable {
  private lost: AppError | null = null;
  private isEnding = false;
  private isCanceled = false;
  private unanswered = 0;
  private answered = 0;
  private startedAt = '';
  private readonly lostListeners = new Set<(error: AppError) => void>();

  private constructor(
    readonly target: ConnectionTarget,
    private readonly client: pg.Client,
    private readonly socket: Socket,
    private readonly options: OpenOptions,
  ) {
    client.on('error', (error: unknown) => {
      this.markLost(error);
    });
    client.on('end', () => {
      this.markLost(null);
    });
  }

  /** Use `connect`, which knows sslMode. Rejects with pg's or Node's own error. */
  static async open(target: ConnectionTarget, options: OpenOptions): Promise<DatabaseClient> {
    const { connectTimeoutMs, deadline } = options;
    const socket = socketTo(target);
    const client = new pg.Client({
      host: target.host,
      port: target.port,
      database: target.database,
      user: target.user,
      // A function, even for none: otherwise pg falls back to PGPASSWORD and ~/.pgpass of whoever runs us.
      password: () => target.password ?? '',
      application_name: options.applicationName,
      // One that the role or the database has could end the very statement that sets ours.
      options: '-c statement_timeout=0',
      ssl: options.tls,
      keepAlive: true,
      keepAliveInitialDelayMillis: 30_000,
      stream: () => socket,
    });
    const database = new DatabaseClient(target, client, socket, options);
    const expiry = new AbortController();
    const timer = setTimeout(
      () => {
        expiry.abort();
        socket.destroy(timeoutError(connectTimeoutMs));
      },
      Math.max(1, deadline - Date.now()),
    );
    try {
      await client.connect().catch((error: unknown) => {
        throw sqlStateOf(error) === PROTOCOL_VIOLATION ? reachedByPooler(target) : error;
      });
      const { rows } = await client.query<{ startedAt: string }>(SESSION_SETTINGS, [
        String(options.statementTimeoutMs ?? 0),
        String(options.lockTimeoutMs ?? 0),
        database.backendPid,
      ]);
      if (rows[0] === undefined) throw reachedByPooler(target);
      database.startedAt = rows[0].startedAt;
      return database;
    } catch (error) {
      database.isEnding = true;
      socket.destroy();
      throw expiry.signal.aborted ? timeoutError(connectTimeoutMs) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The server process of this session, as pg_stat_activity names it. */
  get backendPid(): number {
    return (this.client as unknown as { processID: number }).processID;
  }

  /** The same database, at the one address that this session has found it at. */
  get reached(): ConnectionTarget {
    const { remoteAddress } = this.socket;
    if (this.target.addresses === undefined || remoteAddress === undefined) return this.target;
    return { ...this.target, addresses: [remoteAddress] };
  }

  get isLost(): boolean {
    return this.lost !== null;
  }

  /** Several statements in one `sql` without values are one message, run by the server as one transaction. */
  async query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<QueryRows<Row>> {
    if (this.lost) throw this.lost;
    const stopWaiting = this.watchAnswer();
    this.unanswered += 1;
    try {
      const result: unknown = values ? await this.client.query(sql, [...values]) : await this.client.query(sql);
      return lastResult<Row>(result);
    } catch (error) {
      if (this.isCanceled && sqlStateOf(error) === '57014') {
        this.isCanceled = false;
        throw new AppError('CANCELED', 'The query was canceled.', { cause: error });
      }
      throw this.asLoss(error) ?? error;
    } finally {
      this.unanswered -= 1;
      this.answered += 1;
      stopWaiting();
    }
  }

  /** Calls `listener` once if the connection drops without `end()`; at once if it already has. Returns the way out. */
  onLost(listener: (error: AppError) => void): () => void {
    if (this.lost && !this.isEnding) queueMicrotask(listener.bind(null, this.lost));
    else this.lostListeners.add(listener);
    return () => this.lostListeners.delete(listener);
  }

  /**
   * Asks the server to stop the running query, which then rejects with CANCELED. The session stays usable. A request
   * that overtakes the query is lost on the server: it is repeated until there is an answer.
   */
  async cancel(): Promise<void> {
    if (this.lost) return;
    this.isCanceled = true;
    const { processID, secretKey } = this.client as unknown as { processID: number; secretKey: number };
    const { host, port } = this.target;
    const { answered } = this;
    const isRunning = (): boolean => this.unanswered > 0 && this.answered === answered && !this.lost;
    do {
      await sendCancelRequest({ host: this.socket.remoteAddress ?? host, port }, processID, secretKey);
      for (let looks = 0; looks < 10 && isRunning(); looks += 1) await sleep(50);
    } while (isRunning());
  }

  /** Drops the connection. Whoever waits for an answer is told `reason`; what the server makes of the query is not known. */
  giveUp(reason: unknown): void {
    this.markLost(reason);
    this.socket.destroy();
  }

  /** Closes. Idempotent, never rejects, and waits at most 2 s for the server's side. */
  async end(): Promise<void> {
    this.isEnding = true;
    this.lost ??= new AppError('SOURCE_UNREACHABLE', 'The connection was closed.');
    if (this.socket.destroyed) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, 2_000);
    });
    await Promise.race([this.client.end().catch(() => undefined), patience]);
    clearTimeout(timer);
    this.socket.destroy();
  }

  /** Gives the connection up when the answer to a query will not come. Returns what ends the watch. */
  private watchAnswer(): () => void {
    const { queryTimeoutMs, life } = this.options;
    if (life !== null) return this.watchLife(life);
    if (queryTimeoutMs === undefined) return () => undefined;
    const timer = setTimeout(() => {
      this.giveUp(timeoutError(queryTimeoutMs));
    }, queryTimeoutMs);
    return () => {
      clearTimeout(timer);
    };
  }

  private watchLife(life: SessionLife): () => void {
    const session = { pid: this.backendPid, startedAt: this.startedAt };
    const isActive = life.activityOf(session);
    let { bytesRead } = this.socket;
    const watch = new SilenceWatch({
      timeoutMs: life.timeoutMs,
      ask: async () => {
        const hasHeard = this.socket.bytesRead !== bytesRead;
        bytesRead = this.socket.bytesRead;
        return hasHeard || isActive();
      },
      onSilent: async () => {
        // Told before the session is ended, which may end the connection, too.
        this.markLost(silentServer(this.target, `session ${session.pid} of ours`, life.timeoutMs));
        await life.end(session);
        this.socket.destroy();
      },
    });
    return () => {
      watch.stop();
    };
  }

  private markLost(error: unknown): void {
    if (this.lost) return;
    this.lost = mapPostgresError(error, `use the connection to ${addressOf(this.target)}`, 'SOURCE_UNREACHABLE');
    if (this.isEnding) return;
    for (const listener of this.lostListeners) listener(this.lost);
    this.lostListeners.clear();
  }

  private asLoss(error: unknown): AppError | null {
    if (this.lost) return this.lost;
    return isConnectionLoss(error) ? mapPostgresError(error, `query ${addressOf(this.target)}`) : null;
  }
}

/** What a pooler answers that does not take `options`; PostgreSQL itself has none against a start-up message of ours. */
const PROTOCOL_VIOLATION = '08P01';

/**
 * transaction_timeout came with 17, idle_session_timeout with 14: what the server does not know is left out. Nothing is
 * set, and no row comes back, unless the server process is the one that this connection was told of: a pooler tells
 * something of its own, and what is set through it would stay with its next client.
 */
const SESSION_SETTINGS = `
  SELECT pg_catalog.set_config(s.name, s.value, false),
    (SELECT (extract(epoch FROM a.backend_start) * 1000000)::bigint::text FROM pg_catalog.pg_stat_get_activity($3) a) AS "startedAt"
  FROM (VALUES
    ('default_transaction_read_only', 'off'), ('default_transaction_isolation', 'read committed'),
    ('statement_timeout', $1), ('lock_timeout', $2), ('transaction_timeout', '0'),
    ('idle_in_transaction_session_timeout', '0'), ('idle_session_timeout', '0'),
    ('row_security', 'off'), ('client_encoding', 'UTF8'), ('quote_all_identifiers', 'off'),
    ('standard_conforming_strings', 'on'), ('array_nulls', 'on'),
    ('transform_null_equals', 'off'),
    ${Object.entries(TEXT_OF_VALUES)
      .map(([name, value]) => `('${name}', '${value}')`)
      .join(', ')}) AS s(name, value)
  WHERE pg_catalog.current_setting(s.name, true) IS NOT NULL AND pg_catalog.pg_backend_pid() = $3`;

function reachedByPooler(target: ConnectionTarget): AppError {
  const message = `The database "${target.database}" at ${addressOf(target)} is not reached directly, but through a pooler.`;
  return new AppError('SOURCE_UNREACHABLE', message, {
    hint: 'Name host and port of PostgreSQL itself, not of PgBouncer or the like: a snapshot, or the swap of a restore, cannot go through it.',
  });
}

function timeoutError(milliseconds: number): Error {
  return Object.assign(new Error(`no answer within ${milliseconds} ms`), { code: 'ETIMEDOUT' });
}

/** pg answers a message of several statements with one result each. */
function lastResult<Row>(result: unknown): QueryRows<Row> {
  const last: unknown = Array.isArray(result) ? result.at(-1) : result;
  return { rows: (last as { rows?: Row[] } | undefined)?.rows ?? [] };
}
