import { type ClientRequest, type ClientRequestArgs, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { allowedAddresses, type HostAddress, lookupOf, withoutBrackets } from './allowed-addresses.js';
import { OutboundRefusal } from './outbound-refusal.js';
import { isTrusted, type OutboundRules } from './outbound-rules.js';

export interface RequestHead {
  method: string;
  headers: Record<string, string | number>;
  signal: AbortSignal;
}

/** The addresses of a URL that the rules allow. Throws OutboundRefusal, also for one without TLS that nobody named. */
export async function allowedTarget(url: URL, rules: OutboundRules): Promise<HostAddress[]> {
  const host = withoutBrackets(url.hostname);
  const addresses = await allowedAddresses(host, rules);
  if (url.protocol === 'http:' && !addresses.every(({ address }) => isTrusted(host, address, rules))) {
    throw withoutTls(host);
  }
  return addresses;
}

/** Not sent yet. To these addresses, whatever the name says by now; no redirect is followed and no proxy is used. */
export function requestTo(url: URL, addresses: readonly HostAddress[], head: RequestHead): ClientRequest {
  const host = withoutBrackets(url.hostname);
  const options: ClientRequestArgs & { servername?: string } = {
    method: head.method,
    agent: false,
    host,
    path: `${url.pathname}${url.search}`,
    lookup: lookupOf(addresses),
    headers: { ...head.headers, host: url.host, connection: 'close' },
    signal: head.signal,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
  return url.protocol === 'https:' ? requestHttps(options) : requestHttp(options);
}

/** A name server that does not answer counts against the same patience. */
export async function whatComesFirst<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('It took too long.'));
      });
    }),
  ]);
}

export function withoutTls(host: string): OutboundRefusal {
  return new OutboundRefusal(`${host} is asked without TLS.`, 'Name an address that begins with https://.');
}
