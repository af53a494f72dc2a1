import { AppError } from '../../common/app-error.js';
import { type ConnectionTarget, SSL_MODES, type SslMode } from './connection.js';

/**
 * `postgres://user:password@host:port/database?sslmode=…` as something to connect to. The host may be the directory of
 * a Unix socket: percent-encoded, or as `?host=`. The URL may hold a password: it is in no error.
 */
export function targetOfUrl(databaseUrl: string): ConnectionTarget {
  const url = parse(databaseUrl);
  const sslMode = url.searchParams.get('sslmode');
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1)) || user;
  if (user === '' || database === '') {
    throw new AppError('INVALID_PARAMETER', 'The address of the control database names no user or no database.', {
      hint: 'Write it as postgres://user:password@host:port/database.',
    });
  }
  if (sslMode !== null && !isSslMode(sslMode)) {
    throw new AppError('INVALID_PARAMETER', `The address of the control database has an unknown sslmode.`, {
      hint: `It may be ${SSL_MODES.join(', ')}.`,
    });
  }
  return {
    host: decodeURIComponent(url.searchParams.get('host') ?? url.hostname).replace(/^\[(.*)\]$/, '$1') || 'localhost',
    port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
    user,
    database,
    password: url.password === '' ? null : decodeURIComponent(url.password),
    ...(sslMode === null ? {} : { sslMode }),
  };
}

/** The same address with another database. */
export function withDatabase(databaseUrl: string, database: string): string {
  const url = parse(databaseUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** As libpq and pg do, it lets the host be left out (`postgres://app@/control?host=/run/postgresql`), which WHATWG does not. */
function parse(databaseUrl: string): URL {
  const address = databaseUrl.replace(/@(?=\/)/, '@localhost');
  if (URL.canParse(address)) return new URL(address);
  throw new AppError('INVALID_PARAMETER', 'The address of the control database is not an address.', {
    hint: 'Write it as postgres://user:password@host:port/database.',
  });
}

function isSslMode(text: string): text is SslMode {
  return (SSL_MODES as readonly string[]).includes(text);
}
