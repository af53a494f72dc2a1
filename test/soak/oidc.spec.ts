import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { type Account, OidcServer } from '../support/oidc-server.js';
import { addPerson } from '../support/people.js';
import { queryOnce } from '../support/throwaway-database.js';
import { TravellingBrowser, type Visit } from '../support/travelling-browser.js';

const PUBLIC = 'https://backup.example.test';
const CALLBACK = `${PUBLIC}/api/v1/auth/oidc/callback`;

let oidc: OidcServer;
let app: AppProcess;
beforeAll(async () => {
  oidc = await OidcServer.start({ redirectUri: CALLBACK });
  app = await startApp({
    env: {
      PUBLIC_URL: PUBLIC,
      OIDC_CLIENT_SECRET: oidc.client.secret,
      NODE_EXTRA_CA_CERTS: oidc.certificateFile,
    },
    serverFile: {
      oidc: {
        issuer: oidc.issuer,
        clientId: oidc.client.id,
        allowedDomains: ['example.test'],
        roleClaim: 'groups',
        roles: { ops: 'operator', dba: 'admin' },
        provision: { tenant: 'default', role: 'viewer' },
        trustedHosts: ['127.0.0.1'],
      },
    },
  });
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
  await oidc.stop();
});

const newBrowser = () => new TravellingBrowser({ [PUBLIC]: app.baseUrl });
const isCallback = (url: string): boolean => url.startsWith(CALLBACK);

function account(name: string, claims: Partial<Account> = {}): string {
  oidc.accounts.set(name, { email: `${name}@example.test`, email_verified: true, name, ...claims });
  return name;
}

/** The whole way: to the provider, back, and on to the admin page. */
async function signIn(name: string | null, browser = newBrowser()): Promise<Visit> {
  oidc.signedIn = name;
  return browser.visit(`${PUBLIC}/api/v1/auth/oidc`, (url) => url === `${PUBLIC}/admin/`);
}

/** Who the session of this browser is of. */
async function whoIs(browser: TravellingBrowser): Promise<{ id: string; email: string; role: string }> {
  const { status, body } = await browser.get(`${PUBLIC}/api/v1/auth/me`);
  expect(status).toBe(200);
  return JSON.parse(body) as { id: string; email: string; role: string };
}

function problemOf({ status, body }: Visit): { status: number; code: string; detail: string } {
  const { code, detail } = JSON.parse(body) as ProblemBody;
  return { status, code, detail };
}

const usersCalled = (email: string) =>
  queryOnce<{ id: string; role: string }>(app.database.superuserUrl, `SELECT id, role FROM users WHERE email = $1`, [
    email,
  ]);

describe('somebody new', () => {
  it('is added as the server’s file says, signed in by cookie, and led to the admin page', async () => {
    const browser = newBrowser();
    const { status, url } = await signIn(account('nora'), browser);
    expect([status, url]).toEqual([303, `${PUBLIC}/admin/`]);
    expect([...browser.cookiesOf('backup.example.test').keys()]).toEqual(['__Host-backstitch_session']);
    expect(await whoIs(browser)).toMatchObject({ email: 'nora@example.test', role: 'viewer' });
  });

  it('is the same person the next time, also under another address', async () => {
    await signIn(account('otto'));
    const [{ id } = { id: '' }] = await usersCalled('otto@example.test');
    account('otto', { email: 'otto.new@example.test' });
    const browser = newBrowser();
    await signIn('otto', browser);
    expect((await whoIs(browser)).id).toBe(id);
    expect(await usersCalled('otto.new@example.test')).toEqual([]);
  });

  it('has the highest role that the provider says, which follows it, with a trace', async () => {
    const browser = newBrowser();
    await signIn(account('rosa', { groups: ['x', 'ops', 'dba', 'superadmin'] }), browser);
    const { id, role } = await whoIs(browser);
    expect(role).toBe('admin');
    account('rosa', { groups: [] });
    await signIn('rosa');
    expect((await whoIs(browser)).role).toBe('viewer');
    const trail = await queryOnce<{ action: string; data: object }>(
      app.database.superuserUrl,
      `SELECT action, data FROM audit_events WHERE "subjectId" = $1 ORDER BY at`,
      [id],
    );
    expect(trail).toMatchObject([
      { action: 'user.create', data: { role: 'admin' } },
      { action: 'user.link', data: { issuer: oidc.issuer, subject: 'rosa' } },
      { action: 'user.update', data: { changes: { role: { from: 'admin', to: 'viewer' } } } },
    ]);
  });

  it('is made once by two sign-ins at the same moment', async () => {
    account('twin');
    oidc.signedIn = 'twin';
    const ends = await Promise.all([signIn('twin'), signIn('twin')]);
    expect(ends.map(({ status }) => status)).toEqual([303, 303]);
    expect(await usersCalled('twin@example.test')).toHaveLength(1);
  });

  it('has no password: nothing signs in with one', async () => {
    await signIn(account('paula'));
    for (const password of ['x', 'null', 'undefined']) {
      const { status } = await app.anonymous.post('/auth/login', { email: 'paula@example.test', password });
      expect(status).toBe(401);
    }
  });

  it.each([
    ['an address that is not verified', { email_verified: false }],
    ['no address', { email: undefined }],
    ['an address of another domain', { email: 'mallory@evil.example' }],
  ])('with %s does not come in', async (_, claims) => {
    const browser = newBrowser();
    expect(problemOf(await signIn(account('mallory', claims), browser))).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect([...browser.cookiesOf('backup.example.test').keys()]).toEqual([]);
  });
});

describe('somebody of ours', () => {
  it('is known once by the verified address, then by the provider’s name alone; keeps the role that was given here', async () => {
    await addPerson(app, { role: 'approver', email: 'ines@example.test' });
    const browser = newBrowser();
    await signIn(account('ines', { groups: ['dba'] }), browser);
    expect(await whoIs(browser)).toMatchObject({ email: 'ines@example.test', role: 'approver' });
    // Her address was given to somebody else.
    account('impostor', { email: 'ines@example.test' });
    expect(problemOf(await signIn('impostor'))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    await signIn('ines', browser);
    expect((await whoIs(browser)).role).toBe('approver');
  });

  it('needs not change a password that was given, which is worth nothing from then on', async () => {
    const { body } = await app.api.post<{ password: string }>('/users', {
      email: 'jana@example.test',
      role: 'operator',
    });
    const browser = newBrowser();
    await signIn(account('jana'), browser);
    expect((await browser.get(`${PUBLIC}/api/v1/sources`)).status).toBe(200);
    const given = { email: 'jana@example.test', password: body.password };
    expect(body.password).toHaveLength(20);
    expect((await app.anonymous.post('/auth/login', given)).status).toBe(401);
  });

  it('is kept out where an admin keeps them out', async () => {
    const browser = newBrowser();
    await signIn(account('kurt'), browser);
    const { id } = await whoIs(browser);
    expect((await app.api.patch(`/users/${id}`, { active: false })).status).toBe(200);
    expect((await browser.get(`${PUBLIC}/api/v1/auth/me`)).status).toBe(401);
    expect(problemOf(await signIn('kurt'))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('is no superadmin, since the server’s file does not say so', async () => {
    const before = await usersCalled(ADMIN.email);
    const { status, code, detail } = problemOf(await signIn(account('root', { email: ADMIN.email })));
    expect([status, code]).toEqual([403, 'FORBIDDEN']);
    expect(detail).toMatch(/superadmin signs in with a password/);
    expect(await usersCalled(ADMIN.email)).toEqual(before);
  });
});

describe('what comes back', () => {
  it('is nothing where they refused at the provider', async () => {
    expect(problemOf(await signIn(null))).toEqual({
      status: 401,
      code: 'UNAUTHENTICATED',
      detail: 'The sign-in provider did not let you in.',
    });
  });

  /** Until the provider sends the browser back: not answered yet. */
  async function onTheWayBack(browser: TravellingBrowser, name: string): Promise<string> {
    oidc.signedIn = account(name);
    return (await browser.visit(`${PUBLIC}/api/v1/auth/oidc`, isCallback)).url;
  }

  it('opens nothing in a browser that did not begin it', async () => {
    const link = await onTheWayBack(newBrowser(), 'attacker');
    const victim = newBrowser();
    const { headers, ...visit } = await victim.get(link);
    expect(problemOf({ headers, ...visit })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    // Nor in one that began another.
    await onTheWayBack(victim, 'victim');
    expect(problemOf(await victim.get(link))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect([...victim.cookiesOf('backup.example.test').keys()]).toEqual([]);
  });

  it.each([
    [
      'another state',
      (url: URL) => {
        url.searchParams.set('state', 'x');
      },
    ],
    [
      'no state',
      (url: URL) => {
        url.searchParams.delete('state');
      },
    ],
    [
      'another code',
      (url: URL) => {
        url.searchParams.set('code', 'x');
      },
    ],
    [
      'no code',
      (url: URL) => {
        url.searchParams.delete('code');
      },
    ],
    [
      'another issuer',
      (url: URL) => {
        url.searchParams.set('iss', 'https://evil.example');
      },
    ],
    [
      'two codes',
      (url: URL) => {
        url.searchParams.append('code', 'x');
      },
    ],
    [
      'an error beside it',
      (url: URL) => {
        url.searchParams.set('error', '<script>');
      },
    ],
  ])('is worth nothing with %s', async (_, change) => {
    const browser = newBrowser();
    const link = new URL(await onTheWayBack(browser, 'carla'));
    change(link);
    const visit = await browser.get(link.href);
    expect(problemOf(visit)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(visit.body).not.toContain('script');
  });

  it('is worth nothing the second time, in the same browser', async () => {
    const browser = newBrowser();
    const link = await onTheWayBack(browser, 'dora');
    const cookies = browser.cookiesOf('backup.example.test');
    const kept = new Map(cookies);
    expect((await browser.get(link)).status).toBe(303);
    for (const [name, value] of kept) cookies.set(name, value);
    expect(problemOf(await browser.get(link))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('leads to the admin page, whatever the link asked for', async () => {
    oidc.signedIn = account('elsa');
    for (const way of ['returnTo', 'redirect', 'next']) {
      const begin = `${PUBLIC}/api/v1/auth/oidc?${way}=https://evil.example/`;
      const { url } = await newBrowser().visit(begin, (at) => at === `${PUBLIC}/admin/` || at.includes('evil'));
      expect(url).toBe(`${PUBLIC}/admin/`);
    }
  });

  it('tells no secret to the log or the audit trail', async () => {
    const browser = newBrowser();
    const link = new URL(await onTheWayBack(browser, 'greta'));
    await browser.get(link.href);
    const session = browser.cookiesOf('backup.example.test').get('__Host-backstitch_session') ?? 'none';
    const rows = await queryOnce<{ text: string }>(
      app.database.superuserUrl,
      'SELECT a::text AS text FROM audit_events a UNION ALL SELECT i::text FROM oidc_identities i',
    );
    const told = rows.map(({ text }) => text).join() + app.process.stderr + app.process.stdout;
    expect(told).toContain('greta');
    for (const secret of [link.searchParams.get('code') ?? 'none', session.slice(-43), oidc.client.secret]) {
      expect(told).not.toContain(secret);
    }
  });
});

describe('the provider', () => {
  it('is asked with PKCE, state and nonce', async () => {
    const visit = await newBrowser().get(`${PUBLIC}/api/v1/auth/oidc`);
    expect(visit.status).toBe(303);
    const { origin, searchParams } = new URL(visit.headers.location ?? '');
    expect(origin).toBe(oidc.issuer);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: CALLBACK,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(visit.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-backstitch_oidc=.*; Max-Age=600; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  async function configured(change: object, env: Record<string, string> = {}): Promise<void> {
    const file = app.env.BACKSTITCH_CONFIG ?? '';
    const { oidc: before } = JSON.parse(await readFile(file, 'utf8')) as { oidc: object };
    await writeFile(file, JSON.stringify({ oidc: { ...before, ...change } }));
    Object.assign(app.env, env);
    await app.restart();
  }

  it('is not followed to where it redirects, and not asked where the rules forbid it', async () => {
    await configured({});
    oidc.redirected = { path: '/.well-known/openid-configuration', to: `${oidc.issuer}/elsewhere` };
    expect(problemOf(await signIn(account('nora')))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    oidc.redirected = null;
    expect(oidc.asked).not.toContain('/elsewhere');
    // It is asked anew, not only after an hour.
    expect((await signIn('nora')).status).toBe(303);

    await configured({ trustedHosts: [] });
    const asked = oidc.asked.length;
    const visit = await signIn('nora');
    expect(problemOf(visit)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(visit.body).toContain('oidc.trustedHosts');
    expect(oidc.asked).toHaveLength(asked);
  });

  it('lets a superadmin in where the server’s file says so', async () => {
    await configured({ trustedHosts: ['127.0.0.1'], superadmins: true });
    const browser = newBrowser();
    await signIn('root', browser);
    expect(await whoIs(browser)).toMatchObject({ email: ADMIN.email, role: 'superadmin' });
  });

  it('is said not to know us where our secret is another one', async () => {
    await configured({}, { OIDC_CLIENT_SECRET: 'another-secret' });
    const { status, code, detail } = problemOf(await signIn('nora'));
    expect([status, code]).toEqual([503, 'UNAVAILABLE']);
    expect(detail).toMatch(/does not take what Backstitch shows/);
    expect(app.process.stderr).not.toContain('another-secret');
  });
});
