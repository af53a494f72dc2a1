import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface Visit {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
  url: string;
}

/** Goes where it is sent, with the cookies of each host, as somebody does who signs in elsewhere. */
export class TravellingBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param aliases origins that others are served at: a public name without a name server and a proxy */
  constructor(private readonly aliases: Record<string, string>) {}

  /** Follows redirects until `isThere`, or somebody answers anything else. */
  async visit(url: string, isThere: (url: string) => boolean = () => false): Promise<Visit> {
    let at = url;
    for (let hop = 0; hop < 12; hop += 1) {
      const visit = await this.get(at);
      const { location } = visit.headers;
      if (location === undefined) return visit;
      at = new URL(location, at).href;
      if (isThere(at)) return { ...visit, url: at };
    }
    throw new Error(`There is no end to where ${url} leads.`);
  }

  async get(url: string): Promise<Visit> {
    const { origin, host, pathname, search } = new URL(url);
    const real = new URL(`${pathname}${search}`, this.aliases[origin] ?? origin);
    const cookies = this.cookiesOf(host);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options = { headers: { host, ...(cookie === '' ? {} : { cookie }) }, rejectUnauthorized: false };
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = real.protocol === 'https:' ? requestHttps(real, options) : requestHttp(real, options);
      request.on('response', resolve).on('error', reject).end();
    });
    let body = '';
    for await (const chunk of message.setEncoding('utf8')) body += String(chunk);
    for (const line of message.headers['set-cookie'] ?? []) keep(cookies, line);
    return { status: message.statusCode ?? 0, headers: message.headers, body, url };
  }

  cookiesOf(host: string): Map<string, string> {
    const cookies = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, cookies);
    return cookies;
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (/Expires=Thu, 01 Jan 1970/i.test(line) || value === '') cookies.delete(name);
  else cookies.set(name, value);
}
