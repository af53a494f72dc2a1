import type { ConnectionTarget } from '../../postgres/connection.js';
import { libpqEnvironment } from '../../postgres/libpq.js';
import { unknownHost } from '../../postgres/pinned-host.js';
import { sessionOptions } from '../../postgres/session-options.js';

/**
 * Everything by which a program may learn of its database: DATABASE_URL, and libpq's variables. Whoever reads neither
 * gets it by the placeholders of its configuration.
 */
export function runnerEnvironment(
  database: ConnectionTarget,
  applicationName: string,
  settings: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const target = asTold(database);
  const query = new URLSearchParams({ application_name: applicationName });
  if (target.sslMode) query.set('sslmode', target.sslMode);
  return {
    ...libpqEnvironment(target, applicationName),
    ...(Object.keys(settings).length === 0 ? {} : { PGOPTIONS: sessionOptions(settings) }),
    DATABASE_URL: `${connectionUrl(target)}?${query.toString()}`,
  };
}

/** `{host} {port} {user} {password} {database} {url}`; anything else in braces is left as it is. */
export function fillPlaceholders(value: string, database: ConnectionTarget): string {
  const target = asTold(database);
  const values: Record<string, string> = {
    host: target.host,
    port: String(target.port),
    user: target.user,
    password: target.password ?? '',
    database: target.database,
    url: connectionUrl(target),
  };
  return value.replaceAll(
    /\{(host|port|user|password|database|url)\}/g,
    (whole, name: string) => values[name] ?? whole,
  );
}

/**
 * What a runner is told as its host. Most programs look a name up by themselves, and it may point elsewhere by then, so
 * they get the address. Under verify-full they get the name, which their certificate must be for: whoever answers to it
 * elsewhere cannot show that; libpq is told the address, too (PGHOSTADDR).
 */
function asTold({ addresses, ...target }: ConnectionTarget): ConnectionTarget {
  if (addresses === undefined) return target;
  const [address] = addresses;
  if (address === undefined) throw unknownHost(target.host);
  return target.sslMode === 'verify-full' ? { ...target, addresses: [address] } : { ...target, host: address };
}

/** Without parameters, so that a configuration may append its own. The directory of a socket is a host, percent-encoded. */
export function connectionUrl(target: ConnectionTarget): string {
  const user = encodeURIComponent(target.user);
  const identity = target.password === null ? user : `${user}:${encodeURIComponent(target.password)}`;
  const host = target.host.includes(':') ? `[${target.host}]` : encodeURIComponent(target.host);
  return `postgresql://${identity}@${host}:${target.port}/${encodeURIComponent(target.database)}`;
}

/** What must not show in any output: the password, and it inside of a URL or a query string. */
export function secretsOf(target: ConnectionTarget): string[] {
  if (!target.password) return [];
  return [target.password, encodeURIComponent(target.password), JSON.stringify(target.password).slice(1, -1)];
}
