import type { RawRequest } from './raw-http.js';
import { type OpenApi, type Route, routesOf } from './openapi.js';
import { anyText, anyValue, type Chance, nearValue, pick } from './values.js';

export interface HostileRequest extends RawRequest {
  /** The route that it is meant for; null where it is bent so far that none may be found. */
  route: Route | null;
  /** Enough to see what was sent. */
  says: string;
}

/** What a request may carry of real things: somebody's token, records that are there. */
export interface Loot {
  tokens: readonly string[];
  ids: readonly string[];
  /** In a body, it comes back nowhere. */
  secret: string;
}

/** They would end the session that the others use, or wait for what never comes. */
const LEFT_OUT = new Set(['POST /api/v1/auth/logout', 'DELETE /api/v1/sessions', 'POST /api/v1/auth/password']);

/** Requests from the document, each bent in one way or several. The same chance makes the same requests. */
export function hostileRequests(document: OpenApi, loot: Loot, chance: Chance): () => HostileRequest {
  const routes = routesOf(document).filter(({ method, path }) => !LEFT_OUT.has(`${method} ${path}`));
  return () => oneRequest(document, pick(routes, chance), loot, chance);
}

function oneRequest(document: OpenApi, route: Route, loot: Loot, chance: Chance): HostileRequest {
  const isBent = chance() < 0.25;
  const target = addressOf(document, route, loot, chance) + (isBent ? pick(ADDRESS_ENDS, chance) : '');
  const method = isBent && chance() < 0.3 ? pick(METHODS, chance) : route.method;
  const address = isBent && chance() < 0.3 ? pick(ADDRESSES, chance) : target;
  const version = isBent && chance() < 0.15 ? pick(VERSIONS, chance) : 'HTTP/1.1';
  const headers = ['Host: 127.0.0.1', 'Connection: close'];
  if (chance() < 0.85) headers.push(`Authorization: Bearer ${pick(loot.tokens, chance)}`);
  if (isBent) headers.push(...Array.from({ length: Math.floor(chance() * 3) }, () => pick(HEADERS, chance)));
  const { lines, bytes } = bodyOf(document, route, loot, chance);
  const head = Buffer.from(`${method} ${address} ${version}\r\n${[...headers, ...lines].join('\r\n')}\r\n\r\n`, 'utf8');
  const isSlow = bytes.length > 10 && chance() < 0.02;
  const pieces = isSlow ? [head, ...cut(bytes, 8)] : [Buffer.concat([head, bytes])];
  const says = Buffer.concat(pieces).toString('latin1').slice(0, 600);
  return { pieces, pauseMs: 60, method, route: isBent ? null : route, says };
}

function addressOf(document: OpenApi, { path, operation }: Route, { ids }: Loot, chance: Chance): string {
  const filled = path.replace(/\{[^}]+\}/g, () => {
    if (chance() < 0.5) return pick(ids, chance);
    return chance() < 0.6 ? pick(IDS, chance) : encoded(anyText(chance).slice(0, 400) || ' '); // without any, it is another address
  });
  const wanted = (operation.parameters ?? []).filter(
    (one) => one.in === 'query' && (one.required === true || chance() < 0.25),
  );
  const query = wanted.flatMap(({ name, schema = {} }) => {
    const values = Array.from({ length: chance() < 0.1 ? 3 : 1 }, () => nearValue(document, schema, chance, name));
    return values.map(
      (value) => `${name}${pick(['', '', '', '[]', '[__proto__]'], chance)}=${encoded(textOf(value).slice(0, 800))}`,
    );
  });
  if (chance() < 0.05) query.push(`${encoded(anyText(chance).slice(0, 100))}=1`);
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

function bodyOf(
  document: OpenApi,
  { operation }: Route,
  loot: Loot,
  chance: Chance,
): { lines: string[]; bytes: Buffer } {
  const content = Object.values(operation.requestBody?.content ?? {});
  if (content.length === 0 && chance() > 0.05) return { lines: [], bytes: Buffer.alloc(0) };
  const { schema } = content[0] ?? {};
  const value = schema === undefined || chance() < 0.1 ? anyValue(chance) : nearValue(document, schema, chance);
  const secret =
    typeof value === 'object' && value !== null && chance() < 0.3 ? { ...value, password: loot.secret } : value;
  let bytes = Buffer.from(JSON.stringify(secret));
  const bend = chance();
  if (bend < 0.03) bytes = Buffer.from(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  else if (bend < 0.05)
    bytes = Buffer.from(bytes.toString('latin1').slice(0, Math.floor(bytes.length * chance())), 'latin1');
  else if (bend < 0.07) bytes = Buffer.concat([bytes, Buffer.from([0xff, 0xfe, 0x00])]);
  else if (bend < 0.09)
    bytes = Buffer.from(`{"__proto__": {"role": "superadmin"}, "constructor": 1, "password": "${loot.secret}"}`);
  else if (bend < 0.11) bytes = Buffer.from(`{"password": "${loot.secret}" oops`);
  else if (bend < 0.12) bytes = Buffer.alloc(1_200_000, 0x20);
  else if (bend < 0.14) bytes = Buffer.from(`{"name": 1${'0'.repeat(400)}, "name": "again"}`);
  const type = chance() < 0.9 ? 'application/json' : pick(TYPES, chance);
  if (chance() < 0.08) {
    const half = Math.floor(bytes.length / 2);
    const chunk = (part: Buffer): Buffer =>
      Buffer.concat([
        Buffer.from(`${part.length.toString(16)}${pick(['', ';a=b'], chance)}\r\n`),
        part,
        Buffer.from('\r\n'),
      ]);
    const last = Buffer.from(pick(['0\r\n\r\n', '0\r\nTrailer: x\r\n\r\n', 'zz\r\n\r\n'], chance));
    const parts = [bytes.subarray(0, half), bytes.subarray(half)].filter((part) => part.length > 0);
    return {
      lines: [`Content-Type: ${type}`, 'Transfer-Encoding: chunked'],
      bytes: Buffer.concat([...parts.map(chunk), last]),
    };
  }
  return { lines: [`Content-Type: ${type}`, `Content-Length: ${bytes.length}`], bytes };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Percent-encoded, byte by byte: of a lone surrogate its stand-in. */
function encoded(text: string): string {
  const bytes = [...Buffer.from(text)];
  return bytes
    .map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`))
    .join('');
}

function isPlain(byte: number): boolean {
  return /^[\w.~-]$/.test(String.fromCharCode(byte));
}

function cut(bytes: Buffer, count: number): Buffer[] {
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size)).filter(
    ({ length }) => length > 0,
  );
}

const IDS = [
  '00000000-0000-0000-0000-000000000000',
  '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '1',
  '-1',
  '999999999',
  '99999999999',
  'counts',
  '%00',
  '%ff',
  '%E0%A4%A',
  '..',
  '%2e%2e%2f',
  'a%2fb',
  '*',
];
const METHODS = [
  'GET',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'PUT',
  'DELETE',
  'POST',
  'PROPFIND',
  'get',
  'FOO',
  'CONNECT',
];
const ADDRESS_ENDS = [
  '/',
  '//',
  '/.',
  '/..',
  '%',
  '%00',
  '%zz',
  '#x',
  '?',
  '?a=%ff',
  ';a=b',
  '?__proto__[x]=1',
  '?page[page]=1',
  `?q=${'a'.repeat(20_000)}`,
  '\\',
];
const ADDRESSES = [
  '*',
  '/',
  '//evil/api/v1/backups',
  'http://evil/api/v1/health',
  '/api/v1/../../etc/passwd',
  '/api/v1/%2e%2e/metrics',
  '/API/V1/HEALTH',
  '/admin/../package.json',
  '/admin/%2e%2e/%2e%2e/package.json',
  '/api/docs-json?x=1',
  '/metrics',
  '/api/v1/%',
  `/${'a/'.repeat(5_000)}`,
  'é',
];
const VERSIONS = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', ''];
const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/xml',
  '',
  'application/json, text/html',
  'application/problem+json',
];
const HEADERS = [
  'Host: evil',
  'X-Forwarded-For: 1.2.3.4, nonsense',
  'X-Forwarded-Proto: https',
  'X-Request-Id: a\u0001b',
  `X-Request-Id: ${'x'.repeat(3_000)}`,
  'Range: bytes=0-',
  'Range: bytes=9-1',
  'Range: bytes=99999999999999999999-',
  'If-None-Match: "',
  'If-Range: x',
  'Last-Event-ID: -1',
  'Last-Event-ID: 1e99',
  'Idempotency-Key: ',
  `Idempotency-Key: ${'k'.repeat(300)}`,
  'Idempotency-Key: one-key-for-all',
  'Cookie: backstitch=nonsense; ;=;',
  'Origin: http://evil',
  'Origin: null',
  'Authorization: Basic YTpi',
  'Authorization: Bearer',
  'Authorization: Bearer bst_x_y',
  'Authorization: Bearer bss_é',
  'Content-Encoding: gzip',
  'Content-Encoding: nonsense',
  'Expect: 100-continue',
  'Expect: nonsense',
  'Upgrade: h2c',
  'Connection: Upgrade',
  'Accept: application/xml;q=x',
  'Accept-Encoding: nonsense',
  'traceparent: 00-zz-zz-00',
  'Content-Length: 5',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: nonsense',
  ' folded: line',
  'No colon here',
  `A: ${'a'.repeat(20_000)}`,
];
