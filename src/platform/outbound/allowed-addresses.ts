import { lookup, Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { OutboundRefusal } from './outbound-refusal.js';
import { isTrusted, mayReach, type OutboundRules } from './outbound-rules.js';

export interface HostAddress {
  address: string;
  family: number;
}

/** Answers every address of a name; rejects when it has none. */
export type Resolve = (host: string) => Promise<HostAddress[]>;

const DNS_TIMEOUT_MS = 3_000;

/**
 * The addresses of a host that may be connected to. Whoever connects uses these and asks no name server again
 * (`lookupOf`): a name that points elsewhere a moment later is not followed. Throws OutboundRefusal when none is left,
 * and what the resolver throws.
 */
export async function allowedAddresses(
  host: string,
  rules: OutboundRules,
  resolve: Resolve = resolverFor(host, rules),
): Promise<HostAddress[]> {
  const bare = withoutBrackets(host);
  const family = isIP(bare);
  const found = family === 0 ? await resolve(bare) : [{ address: bare, family }];
  const allowed = found.filter(({ address }) => mayReach(bare, address, rules));
  if (allowed.length > 0) return allowed;
  throw new OutboundRefusal(
    `${bare} is not an address on the public internet.`,
    'Whoever runs the server may name hosts and networks of their own in notificationHosts of its configuration file.',
  );
}

/** For `connect` of net, tls and http: answers what was checked, whatever name it is asked for. */
export function lookupOf(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new Error('No address was allowed.'), '', 0);
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

/** As URLs write an IPv6 address. */
export function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

/**
 * Names that the owner of the machine named are resolved as everything on it is (/etc/hosts, search domains). Any other
 * is asked for by DNS alone, with a time-out and on no thread of the pool: a name server that never answers would take
 * one of four for seconds, from everything else that this process does.
 */
function resolverFor(host: string, rules: OutboundRules): Resolve {
  if (isTrusted(withoutBrackets(host), null, rules)) return (name) => lookup(name, { all: true });
  return resolveByDns;
}

async function resolveByDns(host: string): Promise<HostAddress[]> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = [
    ...addressesOf(four).map((address) => ({ address, family: 4 })),
    ...addressesOf(six).map((address) => ({ address, family: 6 })),
  ];
  if (addresses.length === 0 && four.status === 'rejected') throw four.reason;
  return addresses;
}

function addressesOf(result: PromiseSettledResult<string[]>): string[] {
  return result.status === 'fulfilled' ? result.value : [];
}
