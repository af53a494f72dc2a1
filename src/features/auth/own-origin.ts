import { isIP } from 'node:net';

/** Where a request was sent to, as our side of the connection knows it; not what its Host header says. */
export interface ListeningAddress {
  /** undefined: a Unix socket. */
  address: string | undefined;
  port: number | undefined;
}

/** What a browser says of the page that a request comes from. */
export interface PageHeaders {
  origin: string | undefined;
  referer: string | undefined;
}

/**
 * Whether a request comes from a page that is not ours: one of another origin than PUBLIC_URL and the address that the
 * connection was accepted at. `Host` and `X-Forwarded-Host` are not looked at: a name that an attacker points at us
 * (DNS rebinding) is no name of ours. Browsers send Origin with all that is not GET; where it is absent, Referer is
 * looked at; where both are, it is no page that asks.
 */
export function isForeign(page: PageHeaders, listening: ListeningAddress, publicUrl: string | null): boolean {
  const from = page.origin ?? page.referer;
  if (from === undefined) return false;
  const origin = originOf(from);
  return origin === null || !ownOrigins(listening, publicUrl).includes(origin);
}

function ownOrigins({ address, port }: ListeningAddress, publicUrl: string | null): (string | null)[] {
  const own = publicUrl === null ? [] : [originOf(publicUrl)];
  if (address === undefined || port === undefined) return own;
  const bare = address.replace(/^::ffff:(?=\d+\.)/, '');
  own.push(originOf(`http://${isIP(bare) === 6 ? `[${bare}]` : bare}:${port}`));
  if (/^127\.|^::1$/.test(bare)) own.push(originOf(`http://localhost:${port}`));
  return own;
}

/** null for `null`, which pages without an origin send, and for what is no address. */
function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { origin } = new URL(text);
  return origin === 'null' ? null : origin;
}
