import { isIP, type LookupFunction, Socket } from 'node:net';
import { AppError } from '../../common/app-error.js';
import { lookupOf } from '../outbound/allowed-addresses.js';
import type { ConnectionTarget } from './connection.js';

/** Not connected yet. Where the target names addresses it goes to those, whatever the name says by then. */
export function socketTo({ addresses }: ConnectionTarget): Socket {
  if (addresses === undefined) return new Socket();
  return new PinnedSocket(lookupOf(addresses.map((address) => ({ address, family: isIP(address) }))));
}

/** pg tells it a port and a name. */
class PinnedSocket extends Socket {
  constructor(private readonly lookup: LookupFunction) {
    super();
  }

  override connect(...args: unknown[]): this {
    const [port, host] = args;
    if (typeof port !== 'number' || typeof host !== 'string') throw new TypeError('It goes to a port of a host.');
    return super.connect({ port, host, lookup: this.lookup });
  }
}

/**
 * The same for libpq: with PGHOSTADDR it looks nothing up, and PGHOST is what a certificate must be for. Of several
 * addresses each needs its name. Throws SOURCE_UNREACHABLE where there is none.
 */
export function libpqHost({ host, addresses }: ConnectionTarget): { PGHOST: string; PGHOSTADDR?: string } {
  if (addresses === undefined) return { PGHOST: host };
  if (addresses.length === 0) throw unknownHost(host);
  return { PGHOST: addresses.map(() => host).join(','), PGHOSTADDR: addresses.join(',') };
}

export function unknownHost(host: string): AppError {
  return new AppError('SOURCE_UNREACHABLE', `The name of the host ${host} is not known.`, {
    hint: 'Check its spelling and the DNS.',
  });
}
