import ipaddr from 'ipaddr.js';

type Network = [base: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** `10.1.0.0/16`, `2001:db8::/32`, or one address. Bits after the prefix do not matter. */
export function isNetwork(text: string): boolean {
  return networkOf(text) !== null;
}

/** A mapped IPv4 address (`::ffff:10.0.0.1`) is that IPv4 address. What is no address lies nowhere. */
export function liesIn(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const one = ipaddr.process(address);
  return networks.some((network) => isWithin([one, bitsOf(one)], networkOf(network)));
}

/** Whether every one of `inner` lies whole in one of `outer`. */
export function areWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((one) => outer.some((other) => isWithin(networkOf(one), networkOf(other))));
}

/** What somebody has who has this address: of IPv6 that is 2^64 of them. */
export function neighbourhoodOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const one = ipaddr.process(address);
  if (one.kind() === 'ipv4') return one.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${one.toString()}/64`).toString()}/64`;
}

function networkOf(text: string): Network | null {
  // ipaddr.js takes `10.1` and `0x7f000001` for addresses, too: what is meant by those nobody should have to guess.
  if (!/^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(\/[0-9]{1,3})?$/i.test(text)) return null;
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  return [address, bitsOf(address)];
}

function isWithin(inner: Network | null, outer: Network | null): boolean {
  if (inner === null || outer === null) return false;
  const [[base, bits], [outerBase, outerBits]] = [inner, outer];
  if (base.kind() !== outerBase.kind() || bits < outerBits) return false;
  return base.match(outerBase, outerBits);
}

function bitsOf(address: ipaddr.IPv4 | ipaddr.IPv6): number {
  return address.kind() === 'ipv4' ? 32 : 128;
}
