import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '../../common/app-error.js';
import { liesIn } from '../../common/networks.js';

export interface HostRules {
  allowedHosts: readonly string[];
  deniedNetworks: readonly string[];
  socketHosts: readonly string[];
}

/** Answers every address of a name; rejects when it has none. */
export type ResolveHost = (host: string) => Promise<{ address: string }[]>;

const resolveHost: ResolveHost = (host) => lookup(host, { all: true });

/**
 * The addresses of a host that may be a source: whoever connects goes to these, and asks nobody again, for a name may
 * point elsewhere a moment later (decision 74). null: it is a socket. None: the name is not known (yet), which is no reason to
 * refuse it, and connecting will say so. Throws INVALID_PARAMETER for what the server's configuration does not allow, so that
 * nobody can use us to reach what only this machine can reach; also where one of several addresses is denied.
 */
export async function allowedAddressesOf(
  host: string,
  rules: HostRules,
  resolve: ResolveHost = resolveHost,
): Promise<string[] | null> {
  if (host.startsWith('/')) {
    if (rules.socketHosts.includes(host)) return null;
    throw refused(host, 'Add it to socketHosts in the configuration file of the server.');
  }
  if (!rules.allowedHosts.some((pattern) => matches(host, pattern))) {
    throw refused(host, 'Add it to allowedHosts in the configuration file of the server.');
  }
  const addresses = isIP(host) === 0 ? await namedBy(host, resolve) : [host];
  if (addresses.some((address) => liesIn(address, rules.deniedNetworks))) {
    throw refused(host, 'It lies in one of deniedNetworks in the configuration file of the server.');
  }
  return addresses;
}

function namedBy(host: string, resolve: ResolveHost): Promise<string[]> {
  return resolve(host).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
}

function matches(host: string, pattern: string): boolean {
  const name = host.toLowerCase();
  const wanted = pattern.toLowerCase();
  if (wanted === '*') return true;
  return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted;
}

function refused(host: string, hint: string): AppError {
  return new AppError('INVALID_PARAMETER', `The host ${host} is not allowed as a source.`, {
    hint,
    errors: [{ field: 'database.host', message: 'is not an allowed host' }],
  });
}
