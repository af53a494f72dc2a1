import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { AppError } from '../../common/app-error.js';

export interface HostRules {
  allowedHosts: readonly string[];
  deniedNetworks: readonly string[];
  socketHosts: readonly string[];
}

/**
 * Refuses hosts that the server's configuration does not allow as a source, so that nobody can use us to reach what
 * only this machine can reach. Names are resolved, because a name may point anywhere.
 */
export async function assertHostAllowed(host: string, rules: HostRules): Promise<void> {
  if (host.startsWith('/')) {
    if (!rules.socketHosts.includes(host))
      throw refused(host, 'Add it to socketHosts in the configuration file of the server.');
    return;
  }
  if (!rules.allowedHosts.some((pattern) => matches(host, pattern))) {
    throw refused(host, 'Add it to allowedHosts in the configuration file of the server.');
  }
  const denied = new BlockList();
  for (const network of rules.deniedNetworks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    denied.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  for (const { address, family } of await addressesOf(host)) {
    if (denied.check(address, family === 6 ? 'ipv6' : 'ipv4')) {
      throw refused(host, 'It lies in one of deniedNetworks in the configuration file of the server.');
    }
  }
}

/** A name that cannot be resolved (yet) is no reason to refuse it: connecting will say so. */
async function addressesOf(host: string): Promise<{ address: string; family: number }[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return lookup(host, { all: true }).then(
    (found) => found,
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
