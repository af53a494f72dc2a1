import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';

let app: AppProcess;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

async function sendText(body: string, type = 'application/json'): Promise<{ status: number; body: ProblemBody }> {
  const response = await app.anonymous.raw('/auth/login', { method: 'POST', body, headers: { 'content-type': type } });
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return { status: response.status, body: (await response.json()) as ProblemBody };
}

it('starts without a word of warning about its own routes', () => {
  expect(app.process.stderr).not.toContain('Unsupported route path');
});

describe('an error', () => {
  it('is application/problem+json with everything of the contract', async () => {
    const { status, headers, body } = await app.anonymous.post<ProblemBody>('/auth/login?next=/x', {});
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'urn:backstitch:problem:missing-parameter',
      title: 'A parameter is missing',
      status: 400,
      detail: 'Missing: email, password.',
      code: 'MISSING_PARAMETER',
      hint: expect.any(String),
      instance: '/api/v1/auth/login',
      requestId: headers.get('x-request-id'),
      errors: [
        { field: 'email', message: 'is missing' },
        { field: 'password', message: 'is missing' },
      ],
    });
  });

  it('carries the request id of the client, in the header, the body and the log', async () => {
    const { headers, body } = await app.anonymous.with({ 'x-request-id': 'mine-42' }).get<ProblemBody>('/nothing');
    expect(body.requestId).toBe('mine-42');
    expect(headers.get('x-request-id')).toBe('mine-42');
    expect(app.process.stderr).toContain('mine-42');
  });

  it.each(['a b', 'x'.repeat(200), 'é', '{"a":1}'])('takes no request id that could spoil a log: %j', async (id) => {
    const encoded = Buffer.from(id).toString('latin1');
    const { headers } = await app.anonymous.with({ 'x-request-id': encoded }).get('/health');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['half a JSON', '{"email":'],
    ['a bare text', '"text"'],
    ['a list', '[]'],
    ['a number', '7'],
    ['prototype tricks', '{"email":"a@b.c","password":"p","__proto__":{"role":"superadmin"}}'],
    ['a constructor', '{"email":"a@b.c","password":"p","constructor":"x"}'],
    ['a prototype', '{"email":"a@b.c","password":"p","prototype":{}}'],
  ])('is a 400 for %s', async (_, text) => {
    const { status, body } = await sendText(text);
    expect(status).toBe(400);
    expect(body.code).toMatch(/^(INVALID|MISSING)_PARAMETER$/);
  });

  it('is INVALID_PARAMETER for a property that is not known, never silence', async () => {
    const { body } = await sendText('{"email":"a@b.c","password":"p","admin":true}');
    expect(body).toMatchObject({
      code: 'INVALID_PARAMETER',
      errors: [{ field: 'admin', message: 'is not known here' }],
    });
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/merge-patch+json',
    'multipart/form-data; boundary=x',
  ])('is INVALID_PARAMETER for a body of the type %s, which nobody reads', async (type) => {
    const { status, body } = await sendText('{"level":"checksum"}', type);
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'INVALID_PARAMETER', 'Content-Type']);
  });

  it('is PAYLOAD_TOO_LARGE past 1 MB', async () => {
    const { status, body } = await sendText(JSON.stringify({ email: 'x'.repeat(1_100_000) }));
    expect(status).toBe(413);
    expect(body.code).toBe('PAYLOAD_TOO_LARGE');
  });

  it.each(['/nothing', '/auth', '/auth/login/more', '/../secret'])('is NOT_FOUND for %s', async (path) => {
    const { status, body } = await app.anonymous.get<ProblemBody>(path);
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each([
    ['PUT', '/backups', 'GET, HEAD, POST'],
    ['DELETE', '/auth/login', 'POST'],
    ['POST', '/backups/0198c6a2-0000-7000-8000-000000000000', 'DELETE, GET, HEAD, PATCH'],
    ['PATCH', '/health?verbose', 'GET, HEAD'],
  ])('is METHOD_NOT_ALLOWED for %s %s, with the methods that it takes', async (method, path, allow) => {
    const response = await app.anonymous.raw(path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED', hint: expect.stringContaining(allow) });
  });

  it('is a problem too for a path that cannot be decoded', async () => {
    const { status, body } = await app.api.get<ProblemBody>('/%FF');
    expect([400, 404]).toContain(status);
    expect(body.code).toMatch(/^(INVALID_PARAMETER|NOT_FOUND)$/);
  });

  it('is none for bytes that are no HTTP: the server goes on', async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(new URL(app.baseUrl).port), '127.0.0.1', () =>
        socket.end('no HTTP at all\r\n\r\n'),
      );
      socket.on('close', () => {
        resolve();
      });
      socket.on('error', reject);
      socket.resume();
    });
    expect((await app.anonymous.get('/health')).status).toBe(200);
  });
});

describe('an answer', () => {
  it('forbids caching, framing and sniffing', async () => {
    const { headers } = await app.api.get('/auth/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

/** Where the admin page draws itself. */
const PAGE = '<div id="root"></div>';

describe('the admin page', () => {
  it('is there', async () => {
    const response = await fetch(`${app.baseUrl}/admin`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(PAGE);
  });

  it('is where somebody is sent who enters the address of the host; a program is told that nothing is there', async () => {
    const answerTo = (accept: string): Promise<Response> =>
      fetch(`${app.baseUrl}/`, { headers: { accept }, redirect: 'manual' });
    const ofBrowser = await answerTo('text/html,application/xhtml+xml,*/*;q=0.8');
    expect([ofBrowser.status, ofBrowser.headers.get('location')]).toEqual([302, '/admin']);
    for (const accept of ['*/*', 'application/json']) {
      const ofProgram = await answerTo(accept);
      expect(ofProgram.status).toBe(404);
      expect(ofProgram.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('is known by what it holds, not by its date, and stands in no frame', async () => {
    const { headers } = await fetch(`${app.baseUrl}/admin`);
    expect(headers.get('last-modified')).toBeNull();
    expect(headers.get('x-frame-options')).toBe('DENY');
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const statusWith = async (conditions: Record<string, string>): Promise<number> =>
      (await fetch(`${app.baseUrl}/admin/backups`, { headers: { 'cache-control': 'max-age=0', ...conditions } }))
        .status;
    expect(await statusWith({ 'if-none-match': etag })).toBe(304);
    expect(await statusWith({ 'if-none-match': '"of-another-build"' })).toBe(200);
    expect(await statusWith({ 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() })).toBe(200);
  });

  it('gives its scripts in the smallest form that is taken, to be kept for ever', async () => {
    const page = await (await fetch(`${app.baseUrl}/admin`)).text();
    const [script = ''] = /\/admin\/assets\/vendor-[\w-]+\.js/.exec(page) ?? [];
    const sizes = [];
    for (const [taken, encoding] of [
      ['identity', null],
      ['gzip, deflate', 'gzip'],
      ['gzip, deflate, br', 'br'],
    ] as const) {
      const { headers } = await fetch(`${app.baseUrl}${script}`, { headers: { 'accept-encoding': taken } });
      expect(headers.get('content-encoding')).toBe(encoding);
      expect(headers.get('content-type')).toContain('javascript');
      expect(headers.get('cache-control')).toContain('immutable');
      expect(headers.get('vary')).toContain('Accept-Encoding');
      sizes.push(Number(headers.get('content-length')));
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(new Set(sizes).size).toBe(3);
  });

  it('comes whole, whatever range is asked for', async () => {
    for (const range of ['bytes=99999999999999999999-', 'bytes=9-1', 'bytes=0-3']) {
      const response = await fetch(`${app.baseUrl}/admin/backups`, { headers: { range } });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(PAGE);
    }
  });

  it('serves nothing from outside of its folder', async () => {
    for (const path of ['/admin/..%2fpackage.json', '/admin/%2e%2e/package.json', '/admin/.env']) {
      const response = await fetch(`${app.baseUrl}${path}`);
      if (response.ok) expect(await response.text()).toContain(PAGE); // which says itself that it knows no such place
    }
  });
});
