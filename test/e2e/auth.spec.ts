import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { Browser } from '../support/browser.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface LoginBody {
  accessToken: string;
  expiresAt: string;
  user: { id: string; email: string; role: string; tenantId: string };
}

interface AuditRow {
  action: string;
  actor: string | null;
  outcome: string;
  tenantId: string | null;
  requestId: string;
  address: string;
  data: Record<string, unknown>;
}

let app: AppProcess;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
});

function auditOf(requestId: string): Promise<AuditRow[]> {
  return queryOnce<AuditRow>(app.database.superuserUrl, `SELECT * FROM audit_events WHERE "requestId" = $1`, [
    requestId,
  ]);
}

function signIn(client: ApiClient, email: string, password: string) {
  return client.post<LoginBody & ProblemBody>('/auth/login', { email, password });
}

describe('signing in', () => {
  it('answers a token of 24 hours and the user, without anything of the password', async () => {
    const { status, body } = await signIn(app.anonymous, ADMIN.email.toUpperCase(), ADMIN.password);
    expect(status).toBe(200);
    expect(body.accessToken).toMatch(/^bss_[0-9a-f]{32}_[\w-]{43}$/);
    expect(body.user).toEqual({
      id: expect.any(String),
      email: ADMIN.email,
      role: 'superadmin',
      tenantId: expect.any(String),
      name: null,
      mustChangePassword: false,
      mustSetUpSecondFactor: false,
    });
    const hours = (Date.parse(body.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });

  it('gives a token that says who is calling', async () => {
    const { status, body } = await app.api.get<LoginBody['user']>('/auth/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: ADMIN.email, role: 'superadmin', tenantName: 'Default' });
  });

  it('keeps neither the password nor the token in the control database, nor in the log', async () => {
    const { body } = await signIn(app.anonymous, ADMIN.email, ADMIN.password);
    const secret = body.accessToken.slice(-43);
    const rows = await queryOnce<{ text: string }>(
      app.database.superuserUrl,
      `SELECT u::text || s::text AS text FROM users u, sessions s UNION ALL SELECT a::text FROM audit_events a`,
    );
    const kept = rows.map(({ text }) => text).join() + app.process.stderr;
    expect(kept).toContain(ADMIN.email);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(ADMIN.password);
  });

  it('answers the same for a wrong password and for a user who does not exist', async () => {
    const wrong = await signIn(app.anonymous, ADMIN.email, 'not-it');
    const unknown = await signIn(app.anonymous, 'nobody@example.test', 'not-it');
    for (const { status, body } of [wrong, unknown]) {
      expect(status).toBe(401);
      expect(body.code).toBe('UNAUTHENTICATED');
    }
    expect(unknown.body.detail).toBe(wrong.body.detail);
    expect(unknown.body.hint).toBe(wrong.body.hint);
  });

  it('takes as long for a user who does not exist: the password is hashed all the same', async () => {
    const time = async (email: string): Promise<number> => {
      const startedAt = performance.now();
      await signIn(app.anonymous, email, 'not-it');
      return performance.now() - startedAt;
    };
    const times = { known: Infinity, unknown: Infinity };
    const isAlike = (): boolean => times.unknown > times.known * 0.5;
    // The shortest of each counts; a busy machine takes more rounds to show it. Without the hash none of them would.
    for (let round = 0; round < 20 && (round < 4 || !isAlike()); round += 1) {
      times.known = Math.min(times.known, await time(ADMIN.email));
      times.unknown = Math.min(times.unknown, await time(`timing${round}@example.test`));
      await signIn(app.anonymous, ADMIN.email, ADMIN.password); // or the tenth failure would be the last one heard
    }
    expect(times.unknown).toBeGreaterThan(times.known * 0.5);
  });

  it('writes every attempt to the audit trail, the refused ones too', async () => {
    const good = await signIn(app.anonymous.with({ 'x-request-id': 'good-attempt' }), ADMIN.email, ADMIN.password);
    await signIn(app.anonymous.with({ 'x-request-id': 'bad-attempt' }), 'someone@example.test', 'guess');
    expect(await auditOf('good-attempt')).toMatchObject([
      {
        action: 'auth.login',
        actor: ADMIN.email,
        outcome: 'ok',
        tenantId: good.body.user.tenantId,
        address: '127.0.0.1',
      },
    ]);
    const refused = await auditOf('bad-attempt');
    expect(refused).toMatchObject([
      {
        action: 'auth.login',
        actor: null,
        outcome: 'refused',
        tenantId: null,
        data: { email: 'someone@example.test' },
      },
    ]);
    expect(JSON.stringify(refused)).not.toContain('guess');
  });

  it('closes the way after ten failures, even for the right password and even when all come at once', async () => {
    const email = 'hunted@example.test';
    const answers = await Promise.all(Array.from({ length: 25 }, () => signIn(app.anonymous, email, 'guess')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);

    const { status, headers, body } = await signIn(app.anonymous, email, 'guess');
    expect(status).toBe(429);
    expect(body.code).toBe('RATE_LIMITED');
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(800);
    expect(wait).toBeLessThanOrEqual(900);
    // Somebody else is not locked out by it.
    expect((await signIn(app.anonymous, ADMIN.email, ADMIN.password)).status).toBe(200);
  });

  it('forgets failures after a success', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 6; attempt += 1) await signIn(app.anonymous, ADMIN.email, 'guess');
      expect((await signIn(app.anonymous, ADMIN.email, ADMIN.password)).status).toBe(200);
    }
  });
});

describe('a session', () => {
  it('is worth nothing after signing out, and signing out touches no other one', async () => {
    const mine = await app.anonymous.login(ADMIN.email, ADMIN.password);
    expect((await mine.post('/auth/logout')).status).toBe(200);
    const { status, headers, body } = await mine.get<ProblemBody>('/auth/me');
    expect(status).toBe(401);
    expect(body.code).toBe('UNAUTHENTICATED');
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect((await app.api.get('/auth/me')).status).toBe(200);
  });

  it('takes its event streams with it, in a browser too, within 15 s and a bit', async () => {
    const database = await createTestDatabase();
    const place = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
    try {
      const jobs = new JobsClient(place.api);
      const backup = await jobs.askBackup(await jobs.addSource(database.target));
      const browser = new Browser();
      await browser.signIn(place.anonymous, ADMIN);
      const csrf = { 'x-csrf-token': await browser.csrfToken(place.anonymous) };
      const client = browser.client(place.anonymous).with(csrf);
      const open = async (reader: ApiClient) => (await reader.raw(`/backups/${backup.id}/events`)).text();
      const ends: string[] = [];
      const revoked = open(client).then(() => ends.push('revoked'));
      // Until its process is stopped, at the end.
      void open(place.api).then(
        () => ends.push('other'),
        () => ends.push('other'),
      );
      expect((await client.post('/auth/logout')).status).toBe(200);
      await revoked;
      expect(ends).toEqual(['revoked']);
    } finally {
      await place.stop();
      await database.drop();
    }
  });

  it('ends when its time is over', async () => {
    const client = await app.anonymous.login(ADMIN.email, ADMIN.password);
    await queryOnce(
      app.database.superuserUrl,
      `UPDATE sessions SET "expiresAt" = now() WHERE id = (SELECT max(id::text)::uuid FROM sessions)`,
    );
    expect((await client.get('/auth/me')).status).toBe(401);
  });

  it('outlives a restart of the server', async () => {
    await app.restart();
    expect((await app.api.get('/auth/me')).status).toBe(200);
    expect(app.process.stdout).not.toMatch(/superadmin/);
  });

  it.each([
    ['no token', {}],
    ['a token of nobody', { authorization: `Bearer bss_${'0'.repeat(32)}_${'A'.repeat(43)}` }],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['no more than the word', { authorization: 'Bearer' }],
    ['something with a quote', { authorization: `Bearer bss_' OR 1=1 --` }],
  ])('is not had by %s; the attempt is on the record', async (_, headers: Record<string, string>) => {
    const requestId = `refused-${Math.random().toString(36).slice(2)}`;
    const client = app.anonymous.with({ ...headers, 'x-request-id': requestId });
    const { status, body } = await client.get<ProblemBody>('/auth/me');
    expect(status).toBe(401);
    expect(body.code).toBe('UNAUTHENTICATED');
    expect(await auditOf(requestId)).toMatchObject([
      { action: 'request.refuse', outcome: 'refused', data: { path: '/api/v1/auth/me', code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('is not had by thousands of bad tokens, which have no row each', async () => {
    const client = app.anonymous.with({ authorization: 'Bearer nobody', 'x-request-id': 'flood' });
    const attempts = 300;
    for (let sent = 0; sent < attempts; sent += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => client.get('/auth/me')));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 401));
    }
    expect((await auditOf('flood')).length).toBeLessThan(attempts / 2); // 20 in each of the minutes that it takes
    const guessing = app.anonymous.with({ 'x-request-id': 'guessing' });
    for (let sent = 0; sent < 100; sent += 1) await signIn(guessing, 'flooded@example.test', 'guess');
    expect((await auditOf('guessing')).length).toBeLessThan(90);
    await app.restart();
    const [counted] = await queryOnce<{ count: number; address: string }>(
      app.database.superuserUrl,
      `SELECT sum((data ->> 'count')::int)::int AS count, min(address) AS address FROM audit_events
        WHERE action = 'request.refuse' AND actor IS NULL AND data ? 'count' AND data ->> 'path' = '/api/v1/auth/me'`,
    );
    expect(counted?.address).toContain('127.0.0.1');
    expect((counted?.count ?? 0) + (await auditOf('flood')).length).toBeGreaterThanOrEqual(attempts);
  });

  it('is not had by the right id with another secret', async () => {
    const { body } = await signIn(app.anonymous, ADMIN.email, ADMIN.password);
    const forged = body.accessToken.slice(0, -43) + 'A'.repeat(43);
    expect((await app.anonymous.withToken(forged).get('/auth/me')).status).toBe(401);
  });
});

describe('the first superadmin', () => {
  it('has a generated password where none is set, shown once on standard output and never in the log', async () => {
    await queryOnce(app.database.superuserUrl, 'DELETE FROM users');
    delete app.env.ADMIN_PASSWORD;
    delete app.env.ADMIN_EMAIL;
    await app.restart();
    const [, password = ''] = /shown this once: (\S+)/.exec(app.process.stdout) ?? [];
    expect(password).toHaveLength(20);
    expect(app.process.stderr).not.toContain(password);
    expect((await signIn(app.anonymous, 'admin@localhost', password)).status).toBe(200);
  });
});
