import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, ApiResponse, ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { Browser } from '../support/browser.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
});

const signIn = (browser: Browser, client: ApiClient = app.anonymous) => browser.signIn(client, ADMIN);

function expectProblem({ status, body }: ApiResponse<ProblemBody>, wanted: number, code: string): void {
  expect({ status, code: body.code }).toEqual({ status: wanted, code });
}

describe('the cookie of a session', () => {
  it('is for the browser alone, and for our pages alone', async () => {
    const browser = new Browser();
    const { headers } = await signIn(browser);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(
      /^backstitch_session=bss_[0-9a-f]{32}_[\w-]{43}; Max-Age=86400; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    expect(headers.getSetCookie()).toHaveLength(1);
  });

  it('lets in to what is read, with nothing else', async () => {
    const browser = new Browser();
    await signIn(browser);
    const { status, body } = await browser.client(app.anonymous).get<{ email: string; csrfToken: string }>('/auth/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: ADMIN.email, csrfToken: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it.each([
    ['POST', '/settings/preview'],
    ['PUT', '/settings'],
    ['PATCH', '/backups/01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10'],
    ['DELETE', '/backups/01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10'],
  ])('lets in to %s only with the token of its own session', async (method, path) => {
    const [mine, theirs] = [new Browser(), new Browser()];
    await Promise.all([signIn(mine), signIn(theirs)]);
    const ask = async (csrfToken: string | null) => {
      const headers = {
        'content-type': 'application/json',
        ...(csrfToken === null ? {} : { 'x-csrf-token': csrfToken }),
      };
      const response = await mine.client(app.anonymous).raw(path, { method, body: '{}', headers });
      return { status: response.status, code: ((await response.json()) as Partial<ProblemBody>).code };
    };
    for (const wrong of [null, '', 'x', await theirs.csrfToken(app.anonymous), 'A'.repeat(43)]) {
      expect(await ask(wrong)).toEqual({ status: 403, code: 'CSRF_FAILED' });
    }
    expect((await ask(await mine.csrfToken(app.anonymous))).code).not.toBe('CSRF_FAILED');
  });

  it('does nothing for what was refused, and the refusal is on the record with who it was', async () => {
    const browser = new Browser();
    await signIn(browser);
    const client = browser.client(app.anonymous).with({ 'x-request-id': 'forged' });
    expectProblem(await client.put('/settings', { maxBackups: 77 }), 403, 'CSRF_FAILED');
    expect((await app.api.get<{ maxBackups: number }>('/settings')).body.maxBackups).not.toBe(77);
    const rows = await queryOnce<{ actor: string; data: object }>(
      app.database.superuserUrl,
      `SELECT actor, data FROM audit_events WHERE "requestId" = 'forged'`,
    );
    expect(rows).toMatchObject([{ actor: ADMIN.email, data: { code: 'CSRF_FAILED', path: '/api/v1/settings' } }]);
  });

  it('is not needed, and its token neither, where a bearer token is sent; that one wins, even a bad one', async () => {
    const browser = new Browser();
    await signIn(browser);
    const both = browser.client(app.api);
    expect((await both.put('/settings', {})).status).toBe(200);
    const bad = browser.client(app.anonymous).withToken(`bss_${'0'.repeat(32)}_${'A'.repeat(43)}`);
    expectProblem(await bad.get('/auth/me'), 401, 'UNAUTHENTICATED');
    // A proxy's own password dialogue is no credential of ours.
    const dialogue = browser.client(app.anonymous).with({ authorization: 'Basic YTpi' });
    expect((await dialogue.get('/auth/me')).status).toBe(200);
  });

  it('is cleared by signing out, and worth nothing from then on', async () => {
    const browser = new Browser();
    await signIn(browser);
    const client = browser.client(app.anonymous);
    const { status, headers } = await client
      .with({ 'x-csrf-token': await browser.csrfToken(app.anonymous) })
      .post('/auth/logout');
    expect(status).toBe(200);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^backstitch_session=; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    expectProblem(await client.get('/auth/me'), 401, 'UNAUTHENTICATED');
  });

  it('is a new one with every sign-in, whatever the browser had before', async () => {
    const attacker = new Browser();
    await signIn(attacker);
    const planted = attacker.cookie;
    const victim = new Browser(planted);
    await signIn(victim, victim.client(app.anonymous));
    expect(victim.cookie).not.toBe(planted);
    const made = new Browser(`backstitch_session=bss_${'0'.repeat(32)}_${'A'.repeat(43)}`);
    await signIn(made, made.client(app.anonymous));
    expect(made.cookie).not.toContain('0000');
  });

  it('is not believed where there are two, of which a neighbour may have set one', async () => {
    const [mine, tossed] = [new Browser(), new Browser()];
    await Promise.all([signIn(mine), signIn(tossed)]);
    const client = app.anonymous.with({ cookie: `${tossed.cookie}; ${mine.cookie}` });
    expectProblem(await client.get('/auth/me'), 401, 'UNAUTHENTICATED');
  });

  it('holds no API key', async () => {
    const key = `bst_${'0'.repeat(32)}_${'A'.repeat(43)}`;
    const { body } = await app.anonymous.with({ cookie: `backstitch_session=${key}` }).get<ProblemBody>('/auth/me');
    expect(body.detail).toMatch(/carries no access token/);
  });

  it('notes when it was last used, by the minute and not with every request', async () => {
    const browser = new Browser();
    await signIn(browser);
    const lastUse = async (): Promise<number> => {
      const [row] = await queryOnce<{ age: number }>(
        app.database.superuserUrl,
        `SELECT extract(epoch FROM now() - "lastUsedAt")::float AS age FROM sessions WHERE id = $1`,
        [browser.sessionId],
      );
      return row?.age ?? NaN;
    };
    const makeOlder = (seconds: number) =>
      queryOnce(
        app.database.superuserUrl,
        `UPDATE sessions SET "lastUsedAt" = now() - make_interval(secs => $2) WHERE id = $1`,
        [browser.sessionId, seconds],
      );
    await makeOlder(30);
    await browser.client(app.anonymous).get('/auth/me');
    expect(await lastUse()).toBeGreaterThanOrEqual(30);
    await makeOlder(90);
    await Promise.all(Array.from({ length: 8 }, () => browser.client(app.anonymous).get('/auth/me')));
    expect(await lastUse()).toBeLessThan(60);
  });
});

describe('a page of another origin', () => {
  const FOREIGN: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { referer: 'https://evil.example/page' },
    { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  ];

  it.each(FOREIGN)('signs nobody in: %j', async (headers) => {
    const {
      status,
      headers: answered,
      body,
    } = await app.anonymous
      .with(headers)
      .post<ProblemBody>('/auth/login', { email: ADMIN.email, password: ADMIN.password });
    expectProblem({ status, headers: answered, body }, 403, 'CSRF_FAILED');
    expect(answered.getSetCookie()).toEqual([]);
    expect(body.hint).toContain('PUBLIC_URL');
  });

  it('signs nobody in by a form either, which can send no JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await app.anonymous.raw('/auth/login', {
        method: 'POST',
        body: JSON.stringify({ email: ADMIN.email, password: ADMIN.password }),
        headers: { 'content-type': type },
      });
      expect(response.status).toBe(400);
    }
  });

  it.each(FOREIGN)('does nothing with the cookie, even knowing its token: %j', async (headers) => {
    const browser = new Browser();
    await signIn(browser);
    const csrf = { 'x-csrf-token': await browser.csrfToken(app.anonymous) };
    expectProblem(
      await browser
        .client(app.anonymous)
        .with({ ...csrf, ...headers })
        .put('/settings', {}),
      403,
      'CSRF_FAILED',
    );
  });

  it('reads nothing with the cookie, and may lead to us by a link', async () => {
    const browser = new Browser();
    await signIn(browser);
    const client = browser.client(app.anonymous);
    expectProblem(await client.with({ origin: 'https://evil.example' }).get('/auth/me'), 403, 'CSRF_FAILED');
    expect((await client.with({ referer: 'https://wiki.example/' }).get('/auth/me')).status).toBe(200);
  });

  it('is no concern of bearer tokens', async () => {
    expect((await app.api.with({ origin: 'https://evil.example' }).put('/settings', {})).status).toBe(200);
  });

  it('is not one that is at the listening address, by either name', async () => {
    for (const origin of [app.baseUrl, app.baseUrl.replace('127.0.0.1', 'localhost')]) {
      expect((await signIn(new Browser(), app.anonymous.with({ origin }))).status).toBe(200);
    }
  });
});

describe('behind a proxy with TLS', () => {
  it('has a cookie of the host alone, and takes pages of PUBLIC_URL', async () => {
    Object.assign(app.env, { PUBLIC_URL: 'https://backup.example.test', TRUST_PROXY: 'on' });
    await app.restart();
    const proxied = app.anonymous.with({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' });
    const browser = new Browser();
    const { headers } = await signIn(browser, proxied.with({ origin: 'https://backup.example.test' }));
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-backstitch_session=bss_.*; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/),
    ]);
    expect((await browser.client(proxied).get('/auth/me')).status).toBe(200);
    // One that a page without TLS could have set.
    const plain = browser.cookie.replace('__Host-', '');
    expectProblem(await proxied.with({ cookie: plain }).get('/auth/me'), 401, 'UNAUTHENTICATED');
    const http = await proxied.with({ origin: 'http://backup.example.test' }).post<ProblemBody>('/auth/login', ADMIN);
    expectProblem(http, 403, 'CSRF_FAILED');
  });
});

describe('a guess that is spread', () => {
  const from = (address: string) => app.anonymous.with({ 'x-forwarded-for': address });
  const attempt = async (address: string, email: string, password = 'guess') =>
    (await from(address).post('/auth/login', { email, password })).status;
  /** Failures of others, a minute ago. */
  const failures = (count: number, email: string, address: string) =>
    queryOnce(
      app.database.superuserUrl,
      `INSERT INTO login_attempts (id, "createdAt", email, address)
       SELECT gen_random_uuid(), now() - interval '1 minute', replace($2, '#', n::text), replace($3, '#', n::text)
         FROM generate_series(1, $1) AS n`,
      [count, email, address],
    );

  it.each([
    ['over many addresses, on a user', ADMIN.email],
    ['over many addresses, on nobody', 'nobody@example.test'],
  ])('%s, comes to an end', async (_, email) => {
    await failures(49, email, '198.51.100.#');
    expect(await attempt('192.0.2.1', email)).toBe(401);
    const { status, headers } = await from('192.0.2.2').post('/auth/login', { email, password: ADMIN.password });
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(840);
  });

  it('does not lock its victim out where they sign in from', async () => {
    expect(await attempt('192.0.2.3', ADMIN.email, ADMIN.password)).toBe(429);
    // Signed in from there before, behind the proxy.
    expect(await attempt('203.0.113.7', ADMIN.email, ADMIN.password)).toBe(200);
  });

  it('over many users, from one address, comes to an end for all but who is at home there', async () => {
    await failures(99, 'somebody#@example.test', '203.0.113.7');
    expect(await attempt('203.0.113.7', 'last@example.test')).toBe(401);
    expect(await attempt('203.0.113.7', 'one.more@example.test')).toBe(429);
    expect(await attempt('203.0.113.7', ADMIN.email, ADMIN.password)).toBe(200);
  });
});
