import { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { AppError } from '../../common/app-error.js';
import { sendCancelRequest } from './cancel-request.js';
import { isConnectionLoss, mapPostgresError, sqlStateOf } from './postgres-error.js';
import { mayTryOtherTransport, tlsAttempts } from './ssl-mode.js';

/** Where a database is. `password` is secret: it goes into PGPASSWORD or a client, never into argv, logs or errors. */
export interface ConnectionTarget {
  /** A name, an address, or the directory of a Unix socket (then it starts with `/`). */
  host: string;
  port: number;
  database: string;
  user: string;
  password: string | null;
  /** libpq's words. Default `prefer`. */
  sslMode?: SslMode;
}

export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

export interface QueryRows<Row> {
  rows: Row[];
}

/** The part of a pg client that catalogue queries need. `Row` is the caller's word for what the SQL gives. */
export interface Queryable {
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<QueryRows<Row>>;
}

export interface ConnectOptions {
  /** Shown in pg_stat_activity; PostgreSQL cuts it at 63 bytes. */
  applicationName: string;
  /** For name look-up, TCP, TLS and sign-in together. Default 10,000. */
  connectTimeoutMs?: number;
  /** The server's `lock_timeout`; 0 (default) waits for ever. */
  lockTimeoutMs?: number;
  /** The server's `statement_timeout`; 0 (default) is none. */
  statementTimeoutMs?: number;
  /** How long an answer may take before the connection is given up as dead. 0 (default) is none. */
  queryTimeoutMs?: number;
}

/**
 * Opens one direct connection with settings of our own (a role may carry others by default), set by
 * set_config and not by `options`, which PgBouncer refuses.
 * @throws AppError SOURCE_UNREACHABLE (behind a pooler, too), PERMISSION_DENIED
 */
export async function connect(target: ConnectionTarget, options: ConnectOptions): Promise<DatabaseClient> {
  const deadline = Date.now() + (options.connectTimeoutMs ?? 10_000);
  const attempts = await tlsAttempts(target);
  const failures: AppError[] = [];
  for (const [index, tls] of attempts.entries()) {
    try {
      return await DatabaseClient.open(target, options, tls, Math.max(1, deadline - Date.now()));
    } catch (error) {
      const doing = `connect to database "${target.database}" at ${address(target)}`;
      if (error instanceof AppError) throw error;
      const failure = mapPostgresError(error, doing, 'SOURCE_UNREACHABLE');
      const isLast = index === attempts.length - 1;
      if (isLast || !mayTryOtherTransport(error))
        throw hasSqlState(failure) ? failure : (failures.find(hasSqlState) ?? failure);
      failures.push(failure);
    }
  }
  throw new AppError('INTERNAL_ERROR', 'No way to connect was tried.');
}

/** Connects, works, and always closes; the error of the work wins over one of closing. */
export async function withConnection<T>(
  target: ConnectionTarget,
  options: ConnectOptions,
  work: (db: DatabaseClient) => Promise<T>,
): Promise<T> {
  const db = await connect(target, options);
  try {
    return await work(db);
  } finally {
    await db.end();
  }
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
  private readonly lostListeners = new Set<(error: AppError) => void>();

  private constructor(
    readonly target: ConnectionTarget,
    private readonly client: pg.Client,
    private readonly socket: Socket,
    private readonly queryTimeoutMs: number,
  ) {
    client.on('error', (error: unknown) => {
      this.markLost(error);
    });
    client.on('end', () => {
      this.markLost(null);
    });
  }

  /** Use `connect`, which knows sslMode. Rejects with pg's or Node's own error. */
  static async open(
    target: ConnectionTarget,
    options: ConnectOptions,
    tls: ConnectionOptions | false,
    timeoutMs: number,
  ): Promise<DatabaseClient> {
    const socket = new Socket();
    const client = new pg.Client({
      host: target.host,
      port: target.port,
      database: target.database,
      user: target.user,
      // A function, even for none: otherwise pg falls back to PGPASSWORD and ~/.pgpass of whoever runs us.
      password: () => target.password ?? '',
      application_name: options.applicationName,
      ssl: tls,
      keepAlive: true,
      keepAliveInitialDelayMillis: 30_000,
      stream: () => socket,
    });
    const database = new DatabaseClient(target, client, socket, options.queryTimeoutMs ?? 0);
    const expiry = new AbortController();
    const timer = setTimeout(() => {
      expiry.abort();
      socket.destroy(timeoutError(timeoutMs));
    }, timeoutMs);
    try {
      await client.connect();
      const { rowCount } = await client.query(SESSION_SETTINGS, [
        String(options.statementTimeoutMs ?? 0),
        String(options.lockTimeoutMs ?? 0),
        database.backendPid,
      ]);
      if (rowCount === 0) throw reachedByPooler(target);
      return database;
    } catch (error) {
      database.isEnding = true;
      socket.destroy();
      throw expiry.signal.aborted ? timeoutError(timeoutMs) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The server process of this session, as pg_stat_activity names it. */
  get backendPid(): number {
    return (this.client as unknown as { processID: number }).processID;
  }

  get isLost(): boolean {
    return this.lost !== null;
  }

  /** Several statements in one `sql` without values are one message, run by the server as one transaction. */
  async query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<QueryRows<Row>> {
    if (this.lost) throw this.lost;
    let timer: NodeJS.Timeout | undefined;
    if (this.queryTimeoutMs > 0) {
      timer = setTimeout(() => {
        this.markLost(timeoutError(this.queryTimeoutMs));
        this.socket.destroy();
      }, this.queryTimeoutMs);
    }
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
      clearTimeout(timer);
    }
  }

  /** Calls `listener` once if the connection drops without `end()`; at once if it already has. Returns the way out. */
  onLost(listener: (error: AppError) => void): () => void {
    if (this.lost && !this.isEnding) queueMicrotask(listener.bind(null, this.lost));
    else this.lostListeners.add(listener);
    return () => this.lostListeners.delete(listener);
  }

  /** Asks the server to stop the running query, which then rejects with CANCELED. The session stays usable. */
  async cancel(): Promise<void> {
    if (this.lost) return;
    this.isCanceled = true;
    const { processID, secretKey } = this.client as unknown as { processID: number; secretKey: number };
    await sendCancelRequest(this.target, processID, secretKey);
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

  private markLost(error: unknown): void {
    if (this.lost) return;
    this.lost = mapPostgresError(error, `use the connection to ${address(this.target)}`, 'SOURCE_UNREACHABLE');
    if (this.isEnding) return;
    for (const listener of this.lostListeners) listener(this.lost);
    this.lostListeners.clear();
  }

  private asLoss(error: unknown): AppError | null {
    if (this.lost) return this.lost;
    return isConnectionLoss(error) ? mapPostgresError(error, `query ${address(this.target)}`) : null;
  }
}

/**
 * transaction_timeout came with 17, idle_session_timeout with 14: what the server does not know is left out. Nothing is
 * set, and no row comes back, unless the server process is the one that this connection was told of: a pooler tells
 * something of its own, and what is set through it would stay with its next client.
 */
const SESSION_SETTINGS = `
  SELECT pg_catalog.set_config(s.name, s.value, false)
  FROM (VALUES
    ('default_transaction_read_only', 'off'), ('default_transaction_isolation', 'read committed'),
    ('statement_timeout', $1), ('lock_timeout', $2), ('transaction_timeout', '0'),
    ('idle_in_transaction_session_timeout', '0'), ('idle_session_timeout', '0'),
    ('search_path', 'pg_catalog'), ('row_security', 'off'), ('client_encoding', 'UTF8'), ('quote_all_identifiers', 'off'),
    ('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '1'),
    ('bytea_output', 'hex'), ('standard_conforming_strings', 'on')) AS s(name, value)
  WHERE pg_catalog.current_setting(s.name, true) IS NOT NULL AND pg_catalog.pg_backend_pid() = $3`;

function reachedByPooler(target: ConnectionTarget): AppError {
  const message = `The database "${target.database}" at ${address(target)} is not reached directly, but through a pooler.`;
  return new AppError('SOURCE_UNREACHABLE', message, {
    hint: 'Name host and port of PostgreSQL itself, not of PgBouncer or the like: a snapshot, or the swap of a restore, cannot go through it.',
  });
}

function hasSqlState(failure: AppError): boolean {
  return sqlStateOf(failure) !== undefined;
}

function timeoutError(milliseconds: number): Error {
  return Object.assign(new Error(`no answer within ${milliseconds} ms`), { code: 'ETIMEDOUT' });
}

/** pg answers a message of several statements with one result each. */
function lastResult<Row>(result: unknown): QueryRows<Row> {
  const last: unknown = Array.isArray(result) ? result.at(-1) : result;
  return { rows: (last as { rows?: Row[] } | undefined)?.rows ?? [] };
}

function address(target: ConnectionTarget): string {
  return target.host.startsWith('/') ? `${target.host} (port ${target.port})` : `${target.host}:${target.port}`;
}
