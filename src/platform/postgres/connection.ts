import { AppError } from '../../common/app-error.js';
import { DatabaseClient } from './database-client.js';
import { isConnectionLoss, mapPostgresError, sqlStateOf } from './postgres-error.js';
import { unknownHost } from './pinned-host.js';
import { endSession, SessionActivity, type SessionId } from './session-activity.js';
import { addressOf } from './silent-server.js';
import { mayTryOtherTransport, tlsAttempts } from './ssl-mode.js';

export { DatabaseClient } from './database-client.js';

/** Where a database is. `password` is secret: it goes into PGPASSWORD or a client, never into argv, logs or errors. */
export interface ConnectionTarget {
  /** A name, an address, or the directory of a Unix socket (then it starts with `/`). */
  host: string;
  /**
   * All that `host` may be connected to as: nothing asks a name server for it again, and TLS is still checked by the name.
   * Absent: `host` is looked up whenever something connects. Empty: the name was not known, and nothing connects.
   */
  addresses?: readonly string[];
  port: number;
  database: string;
  user: string;
  password: string | null;
  /** libpq's words. Default `prefer`. */
  sslMode?: SslMode;
  /**
   * A statement, or a program's session, that shows no life for this long is given up; one that the server works on
   * never is. Default 300,000.
   */
  stallTimeoutMs?: number;
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
  /**
   * How long an answer may take before the connection is given up as dead, whatever the server does. Without it, it is
   * given up when the server does nothing for it any more (`stallTimeoutMs` of the target).
   */
  queryTimeoutMs?: number;
}

/**
 * Opens one direct connection with settings of our own (a role may carry others by default), set by
 * set_config once it is known that no pooler is in between (statement_timeout before, which could end that statement).
 * @throws AppError SOURCE_UNREACHABLE (behind a pooler, too), PERMISSION_DENIED
 */
export async function connect(target: ConnectionTarget, options: ConnectOptions): Promise<DatabaseClient> {
  if (target.addresses?.length === 0) throw unknownHost(target.host);
  const connectTimeoutMs = options.connectTimeoutMs ?? 10_000;
  const deadline = Date.now() + connectTimeoutMs;
  const attempts = await tlsAttempts(target);
  const failures: AppError[] = [];
  for (const [index, tls] of attempts.entries()) {
    try {
      const life = options.queryTimeoutMs === undefined ? lifeOn(target, options.applicationName) : null;
      return await DatabaseClient.open(target, {
        ...options,
        tls,
        connectTimeoutMs,
        deadline,
        life,
      });
    } catch (error) {
      const doing = `connect to database "${target.database}" at ${addressOf(target)}`;
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

export function stallTimeoutOf(target: ConnectionTarget): number {
  return target.stallTimeoutMs ?? 300_000;
}

/**
 * Looks from a connection of its own, since the one that is asked about may never hear anything again. Never rejects:
 * false where nobody answers in time. A server that answers and does not let us in (no connection is left for us, the
 * password was changed) lives; what it does for us cannot be told, and is not taken for nothing.
 */
export async function seesLife(
  target: ConnectionTarget,
  applicationName: string,
  look: (db: Queryable) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await withConnection(target, asking(applicationName), look);
  } catch (error) {
    return hasSqlState(error) && !isConnectionLoss(error) && sqlStateOf(error) !== NO_SUCH_DATABASE;
  }
}

const NO_SUCH_DATABASE = '3D000';

function asking(applicationName: string): ConnectOptions {
  return { applicationName: `${applicationName} ask`, queryTimeoutMs: 10_000 };
}

/** How a session is looked after from outside while it owes an answer. */
export interface SessionLife {
  timeoutMs: number;
  activityOf(session: SessionId): () => Promise<boolean>;
  /** Nobody waits for it any more. Never rejects: a server that cannot be asked notices by itself, some time. */
  end(session: SessionId): Promise<void>;
}

function lifeOn(target: ConnectionTarget, applicationName: string): SessionLife {
  return {
    timeoutMs: stallTimeoutOf(target),
    activityOf: (session) => {
      const activity = new SessionActivity(session);
      return () => seesLife(target, applicationName, (db) => activity.showsLife(db));
    },
    end: async (session) => {
      await withConnection(target, asking(applicationName), (db) => endSession(db, session)).catch(() => undefined);
    },
  };
}

function hasSqlState(failure: unknown): boolean {
  return sqlStateOf(failure) !== undefined;
}
