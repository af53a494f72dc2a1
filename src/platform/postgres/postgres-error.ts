import { types } from 'node:util';
import pg from 'pg';
import { AppError } from '../../common/app-error.js';
import type { ErrorCode } from '../../common/error-codes.js';

/** The SQLSTATE of an error of the server, looked for along its causes. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let current = error; types.isNativeError(current); current = current.cause) {
    if (current instanceof pg.DatabaseError) return current.code;
  }
  return undefined;
}

/** True when the session is over: ended by an administrator, a crash, or the network. */
export function isConnectionLoss(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state) return state.startsWith('08') || state.startsWith('57P') || state === '25P03' || state === '25P04';
  return LOST_ERRNOS.has(errnoOf(error) ?? '');
}

/**
 * Any error of a connection or query as an AppError, decided by SQLSTATE and errno alone; `doing` completes
 * "Could not …". An AppError is handed back as it is. `otherwise` is the code of what the table does not know.
 */
export function mapPostgresError(error: unknown, doing: string, otherwise: ErrorCode = 'INTERNAL_ERROR'): AppError {
  if (error instanceof AppError) return error;
  const reason =
    types.isNativeError(error) && error.message !== '' ? error.message : 'the server closed the connection';
  const [code, hint] = classify(sqlStateOf(error), errnoOf(error)) ?? [otherwise, undefined];
  return new AppError(code, `Could not ${doing}: ${reason}`, {
    hint: hint ?? detailOf(error),
    cause: error ?? undefined,
  });
}

/** A part of what says where a database is, and as whom it is connected to. */
export type ConnectionPart = 'host' | 'port' | 'user' | 'password' | 'database';

/** What of a connection that failed is most likely wrong; undefined: nothing that the error tells. */
export function refusedPart(error: unknown): ConnectionPart | undefined {
  const state = sqlStateOf(error);
  if (state !== undefined) return REFUSED_BY_SQLSTATE[state];
  const network = error instanceof AppError ? error.cause : error;
  return REFUSED_BY_ERRNO[errnoOf(network) ?? ''];
}

const REFUSED_BY_SQLSTATE: Partial<Record<string, ConnectionPart>> = {
  '28P01': 'password',
  '28000': 'user',
  '3D000': 'database',
  '42501': 'user',
};

/** Where nobody listens, the host answered that. */
const REFUSED_BY_ERRNO: Partial<Record<string, ConnectionPart>> = {
  ECONNREFUSED: 'port',
  ENOENT: 'host',
  EACCES: 'host',
  ENOTFOUND: 'host',
  EAI_AGAIN: 'host',
  ETIMEDOUT: 'host',
  EHOSTUNREACH: 'host',
  ENETUNREACH: 'host',
};

type Verdict = readonly [ErrorCode, string];

function classify(state: string | undefined, errno: string | undefined): Verdict | undefined {
  if (state) return BY_SQLSTATE[state] ?? BY_SQLSTATE[state.slice(0, 2)];
  return errno ? BY_ERRNO[errno] : undefined;
}

const NOT_ANSWERING = 'Check host and port, that the server is running, and that a firewall lets us through.';

/** By the whole SQLSTATE, else by its class (the first two characters). */
const BY_SQLSTATE: Partial<Record<string, Verdict>> = {
  '28P01': ['SOURCE_UNREACHABLE', 'Check user and password.'],
  '28': ['SOURCE_UNREACHABLE', 'Check the user, and that pg_hba.conf of the server lets it connect from here.'],
  '3D': ['SOURCE_UNREACHABLE', 'Check the name of the database; names are case-sensitive.'],
  '08': ['SOURCE_UNREACHABLE', NOT_ANSWERING],
  '57P01': ['SOURCE_UNREACHABLE', 'An administrator ended the session or stopped the server. Try again.'],
  '57P02': ['SOURCE_UNREACHABLE', 'The server crashed and is recovering. See its log, then try again.'],
  '57P03': ['SOURCE_UNREACHABLE', 'The server is starting or stopping. Try again in a moment.'],
  '57P04': ['SOURCE_UNREACHABLE', 'The database was dropped.'],
  '57P05': ['SOURCE_UNREACHABLE', 'The server ended the session for being idle. Try again.'],
  '57014': ['STALLED', 'The statement ran out of its time, or was canceled on the server.'],
  '25P03': ['SOURCE_UNREACHABLE', 'The server ended the session for being idle in a transaction.'],
  '25P04': ['SOURCE_UNREACHABLE', 'The server ended the session by its transaction_timeout.'],
  '25006': ['PERMISSION_DENIED', 'The server is read-only (a standby?): connect to the primary.'],
  '53100': ['DISK_FULL', 'The disk of the PostgreSQL server is full.'],
  '53200': ['INTERNAL_ERROR', 'The server ran out of memory: see max_locks_per_transaction and work_mem.'],
  '53300': ['SOURCE_UNREACHABLE', 'Every connection slot is taken: raise max_connections, or end idle sessions.'],
  '42501': ['PERMISSION_DENIED', 'Grant the role what is missing, or use another role.'],
  '55P03': ['LOCK_TIMEOUT', 'Another session holds the lock: see pg_stat_activity and pg_blocking_pids().'],
  '40P01': ['LOCK_TIMEOUT', 'Two sessions waited for each other. Try again.'],
};

const BY_ERRNO: Partial<Record<string, Verdict>> = {
  ECONNREFUSED: ['SOURCE_UNREACHABLE', NOT_ANSWERING],
  ENOENT: ['SOURCE_UNREACHABLE', 'There is no such socket: check the directory and the port.'],
  EACCES: ['SOURCE_UNREACHABLE', 'The socket may not be opened by this user.'],
  ENOTFOUND: ['SOURCE_UNREACHABLE', 'The name of the host is not known: check its spelling and the DNS.'],
  EAI_AGAIN: ['SOURCE_UNREACHABLE', 'The name of the host could not be looked up just now: check the DNS.'],
  ETIMEDOUT: ['SOURCE_UNREACHABLE', NOT_ANSWERING],
  EHOSTUNREACH: ['SOURCE_UNREACHABLE', NOT_ANSWERING],
  ENETUNREACH: ['SOURCE_UNREACHABLE', NOT_ANSWERING],
  ECONNRESET: ['SOURCE_UNREACHABLE', 'The connection was cut: see the log of the server.'],
  EPIPE: ['SOURCE_UNREACHABLE', 'The connection was cut: see the log of the server.'],
};

const LOST_ERRNOS = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED']);

function errnoOf(error: unknown): string | undefined {
  for (let current = error; types.isNativeError(current); current = current.cause) {
    // Node tries every address of a name and gathers the failures, most often all alike.
    if ('errors' in current && Array.isArray(current.errors)) return errnoOf(current.errors[0]);
    const code = (current as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && !(current instanceof pg.DatabaseError)) return code;
  }
  return undefined;
}

function detailOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? (error.hint ?? error.detail) : undefined;
}
