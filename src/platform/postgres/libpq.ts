import type { ConnectionTarget } from './connection.js';
import { libpqHost } from './pinned-host.js';

/**
 * The environment that PostgreSQL's own programs connect by: nothing of it shows in argv. It is complete: the
 * process runner lets no PG* variable of ours through, so PGSERVICE and PGOPTIONS are absent, and the password
 * file of whoever runs us is put out of reach (a path below a device exists nowhere; /dev/null itself draws a
 * warning). PGDATABASE is read literally by libpq, never as a connection string, unlike `-d`.
 */
export function libpqEnvironment(target: ConnectionTarget, applicationName: string): Record<string, string> {
  return {
    ...libpqHost(target),
    PGPORT: String(target.port),
    PGUSER: target.user,
    PGDATABASE: target.database,
    ...(target.password === null ? {} : { PGPASSWORD: target.password }),
    PGSSLMODE: target.sslMode ?? 'prefer',
    PGGSSENCMODE: 'disable',
    PGAPPNAME: applicationName,
    PGCONNECT_TIMEOUT: '10',
    PGPASSFILE: '/dev/null/none',
    PGSERVICEFILE: '/dev/null/none',
  };
}

/** A value inside a libpq connection string. */
export function conninfoQuote(value: string): string {
  return `'${value.replaceAll(/[\\']/g, '\\$&')}'`;
}

/**
 * What `-d` of pg_dump, pg_restore and psql gets. Never the bare name: one that contains `=` or starts with
 * `postgres://` is read as a connection string, and one that starts with a dash as an option.
 */
export function dbnameArgument(database: string): string {
  return `dbname=${conninfoQuote(database)}`;
}
