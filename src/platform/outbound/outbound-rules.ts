import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where requests that a tenant asks for may go. */
export interface OutboundRules {
  /**
   * Names (`hooks.internal`, `*.internal`), addresses and networks (`10.1.0.0/16`) that may be reached although they are
   * not public, and without TLS. The owner of the machine names them.
   */
  trusted: readonly string[];
  /** Networks that are never reached, by no name. */
  denied: readonly string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** All of IPv6 that is given out to anybody. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether anybody on the internet could connect to this address: neither private, loopback, link-local, shared (CGNAT),
 * multicast, reserved nor documentation, and no form of IPv6 that holds an IPv4 address (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return isIPv4(parsed) || parsed.match(GLOBAL_UNICAST);
}

/** Whether the owner of the machine named this host, or a network that the address lies in. A mapped IPv4 address is that IPv4 address. */
export function isTrusted(host: string, address: string | null, rules: OutboundRules): boolean {
  return rules.trusted.some(
    (entry) => namesHost(entry, host) || (address !== null && isNetwork(entry) && lies(address, entry)),
  );
}

/** Whether we may connect to this address, which is `host` or what it was resolved to. */
export function mayReach(host: string, address: string, rules: OutboundRules): boolean {
  if (!ipaddr.isValid(address) || rules.denied.some((network) => lies(address, network))) return false;
  return isPublicAddress(address) || isTrusted(host, address, rules);
}

/** An address, or one with the length of its prefix. */
function isNetwork(entry: string): boolean {
  return isIP(entry.split('/', 1)[0] ?? '') !== 0;
}

function namesHost(entry: string, host: string): boolean {
  if (isNetwork(entry)) return false;
  const name = host.toLowerCase().replace(/\.$/, '');
  const wanted = entry.toLowerCase();
  return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted;
}

function lies(address: string, network: string): boolean {
  const [base, bits] = ipaddr.isValidCIDR(network) ? ipaddr.parseCIDR(network) : wholeAddress(network);
  const parsed = unmapped(address);
  if (isIPv4(parsed)) return isIPv4(base) && parsed.match(base, bits);
  return !isIPv4(base) && parsed.match(base, bits);
}

function wholeAddress(text: string): [Address, number] {
  const address = unmapped(text);
  return [address, isIPv4(address) ? 32 : 128];
}

function unmapped(text: string): Address {
  return ipaddr.process(text);
}

function isIPv4(address: Address): address is ipaddr.IPv4 {
  return address.kind() === 'ipv4';
}
