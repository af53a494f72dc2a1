import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { inTime } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { SchedulesClient } from '../support/schedules-client.js';
import { queryOnce } from '../support/throwaway-database.js';
import { dumpOf, upload } from '../support/uploads.js';

interface Person {
  id: string;
  tenantId: string;
  email: string;
  name: string | null;
  role: string;
  active: boolean;
  mustChangePassword: boolean;
  lastSignInAt: string | null;
  password?: string;
  endedSessions?: number;
}

interface Tenant {
  id: string;
  slug: string;
  name: string;
  plan: string;
  status: string;
  limits: Record<string, unknown>;
  ownLimits: Record<string, unknown>;
  use: { backups: number; storedBytes: number };
}

interface Listed<Item> {
  items: Item[];
  total: number;
}

const PASSWORD = 'nine wet umbrellas';

let app: AppProcess;
let me: Person;
let acme: Tenant;
/** An admin of acme. */
let admin: ApiClient;
let adminId: string;

beforeAll(async () => {
  app = await startApp();
  me = (await app.api.get<Person>('/auth/me')).body;
  acme = expectStatus(201, await app.api.post<Tenant>('/tenants', { slug: 'acme', name: 'Acme Ltd.' }));
  ({ id: adminId } = await makePerson({ email: 'admin@acme.test', role: 'admin', tenantId: acme.id }));
  admin = await app.anonymous.login('admin@acme.test', PASSWORD);
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
});

let made = 0;
async function makePerson(request: Record<string, unknown> = {}, client = app.api): Promise<Person> {
  made += 1;
  const body = { email: `person${made}@example.test`, role: 'viewer', password: PASSWORD, ...request };
  return expectStatus(201, await client.post<Person>('/users', body));
}

const refusalOf = ({ status, body }: { status: number; body: ProblemBody }) => [status, body.code];

describe('people', () => {
  it('are made, found, changed and deleted, and can sign in meanwhile', async () => {
    const made = await app.api.post<Person>('/users', {
      ...{ email: ' Grace@Example.TEST ', name: 'Grace Hopper', role: 'operator', password: PASSWORD },
    });
    const grace = expectStatus(201, made);
    expect(made.headers.get('location')).toBe(`/api/v1/users/${grace.id}`);
    expect(grace).toEqual({
      ...{ id: expect.any(String), tenantId: me.tenantId, email: 'grace@example.test', name: 'Grace Hopper' },
      ...{
        role: 'operator',
        active: true,
        mustChangePassword: false,
        hasSecondFactor: false,
        lastSignInAt: null,
        createdAt: expect.any(String),
      },
    });
    await app.anonymous.login('grace@example.test', PASSWORD);
    const { lastSignInAt } = expectStatus(200, await app.api.get<Person>(`/users/${grace.id}`));
    expect(Date.now() - Date.parse(lastSignInAt ?? '')).toBeLessThan(60_000);

    const changes = { name: null, email: 'hopper@example.test', role: 'approver' };
    expect(expectStatus(200, await app.api.patch<Person>(`/users/${grace.id}`, changes))).toMatchObject(changes);
    await app.anonymous.login('hopper@example.test', PASSWORD);
    expect(expectStatus(200, await app.api.delete<Person>(`/users/${grace.id}`)).endedSessions).toBe(2);
    expect((await app.api.get(`/users/${grace.id}`)).status).toBe(404);
    expect((await app.anonymous.post('/auth/login', { email: 'hopper@example.test', password: PASSWORD })).status).toBe(
      401,
    );
  });

  it('are listed by pages, filters and order', async () => {
    const one = await makePerson({ email: 'zoe@list.test', name: 'Alpha 100%', role: 'approver' });
    const other = await makePerson({ email: 'abe@list.test', name: 'Beta', role: 'operator' });
    await app.api.patch(`/users/${other.id}`, { active: false });
    const found = async (query: string): Promise<string[]> =>
      expectStatus(200, await app.api.get<Listed<Person>>(`/users?${query}`)).items.map(({ email }) => email);
    expect(await found('q=LIST.test&sort=email&order=asc')).toEqual([other.email, one.email]);
    expect(await found('q=LIST.test&sort=name&order=asc')).toEqual([one.email, other.email]);
    expect(await found('q=100%25')).toEqual([one.email]);
    expect(await found('q=list.test&role=operator')).toEqual([other.email]);
    expect(await found('q=list.test&active=true')).toEqual([one.email]);
    expect(await found(`ids=${one.id}&active=false`)).toEqual([]);
    expect(await found(`tenantId=${acme.id}`)).toEqual(['admin@acme.test']);
    const page = expectStatus(200, await app.api.get<Listed<Person>>('/users?limit=1&page=2&q=list.test'));
    expect([page.total, page.items.length]).toEqual([2, 1]);
  });

  it.each([
    [{ email: 'not an address' }, 'email'],
    [{ email: null }, 'email'],
    [{ role: 'owner' }, 'role'],
    [{ password: 'too short' }, 'password'],
    [{ password: 'password1234' }, 'password'],
    [{ password: 'refused@example.test' }, 'password'],
    [{ password: 'x'.repeat(257) }, 'password'],
    [{ name: 'two\nlines' }, 'name'],
    [{ role: 'superadmin', tenantId: 'acme' }, 'role'],
    [{ admin: true }, 'admin'],
  ])('are not made with %j', async (change: Record<string, unknown>, field) => {
    const tenantId = change.tenantId === 'acme' ? { tenantId: acme.id } : {};
    const body = { email: 'refused@example.test', role: 'viewer', password: PASSWORD, ...change, ...tenantId };
    const refused = await app.api.post<ProblemBody>('/users', body);
    expect(refusalOf(refused)).toEqual([400, 'INVALID_PARAMETER']);
    expect(refused.body.errors?.map((error) => error.field)).toEqual([field]);
    if (typeof change.password === 'string') expect(JSON.stringify(refused.body)).not.toContain(change.password);
  });

  it('are made in no tenant but their own, by whoever may make them', async () => {
    const { tenantId } = me;
    for (const [client, wrong] of [
      [admin, tenantId] as const,
      [app.api, '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10'] as const,
    ]) {
      const body = { email: 'refused@example.test', role: 'viewer', password: PASSWORD, tenantId: wrong };
      const refused = await client.post<ProblemBody>('/users', body);
      expect([...refusalOf(refused), refused.body.errors?.[0]?.field]).toEqual([404, 'NOT_FOUND', 'tenantId']);
    }
  });

  it('have an address each, in the whole instance, whoever asks for it at once', async () => {
    const ask = (client: ApiClient) =>
      client.post<ProblemBody>('/users', { email: 'wanted@example.test', role: 'viewer', password: PASSWORD });
    const answers = await Promise.all([ask(app.api), ask(admin), ask(app.api), ask(admin)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const { id } = await makePerson({}, admin);
    expect(refusalOf(await admin.patch<ProblemBody>(`/users/${id}`, { email: 'wanted@example.test' }))).toEqual([
      409,
      'CONFLICT',
    ]);
    expect(refusalOf(await admin.patch<ProblemBody>(`/users/${id}`, { email: ADMIN.email }))).toEqual([
      409,
      'CONFLICT',
    ]);
  });

  it('are an admin’s in the own tenant alone, up to the own role', async () => {
    const theirs = await makePerson({ role: 'approver' }, admin);
    expect(theirs.tenantId).toBe(acme.id);
    expect(expectStatus(200, await admin.get<Listed<Person>>('/users?limit=200')).items).not.toContainEqual(
      expect.objectContaining({ tenantId: me.tenantId }),
    );
    for (const id of [me.id, '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10']) {
      expect(refusalOf(await admin.get<ProblemBody>(`/users/${id}`))).toEqual([404, 'NOT_FOUND']);
      expect(refusalOf(await admin.patch<ProblemBody>(`/users/${id}`, { role: 'viewer' }))).toEqual([404, 'NOT_FOUND']);
      expect(refusalOf(await admin.delete<ProblemBody>(`/users/${id}`))).toEqual([404, 'NOT_FOUND']);
    }
    const forbidden = [403, 'FORBIDDEN'];
    const superadmin = { email: 's@acme.test', role: 'superadmin', password: PASSWORD };
    expect(refusalOf(await admin.post<ProblemBody>('/users', superadmin))).toEqual(forbidden);
    expect(refusalOf(await admin.patch<ProblemBody>(`/users/${theirs.id}`, { role: 'superadmin' }))).toEqual(forbidden);
    expect(refusalOf(await admin.patch<ProblemBody>(`/users/${adminId}`, { role: 'viewer' }))).toEqual(forbidden);
    expect(refusalOf(await admin.patch<ProblemBody>(`/users/${adminId}`, { active: false }))).toEqual(forbidden);
    expect(refusalOf(await admin.patch<ProblemBody>(`/users/${adminId}`, { password: PASSWORD }))).toEqual(forbidden);
    expect(refusalOf(await admin.delete<ProblemBody>(`/users/${adminId}`))).toEqual(forbidden);
    // In the tenant of the superadmins there are admins, too.
    const neighbour = await addPerson(app, { role: 'admin' });
    expect(refusalOf(await neighbour.patch<ProblemBody>(`/users/${me.id}`, { active: false }))).toEqual(forbidden);
    expect(refusalOf(await neighbour.delete<ProblemBody>(`/users/${me.id}`))).toEqual(forbidden);
    for (const role of ['viewer', 'operator', 'approver'] as const) {
      const person = await addPerson(app, { role });
      expect(refusalOf(await person.get<ProblemBody>('/users'))).toEqual(forbidden);
    }
  });

  it('lose at once what is taken from them', async () => {
    const person = await makePerson({ role: 'admin' });
    const client = await app.anonymous.login(person.email, PASSWORD);
    const asked = await client.post<{ key: string }>('/api-keys', { name: 'a robot', scopes: ['admin'] });
    const key = app.anonymous.withToken(expectStatus(201, asked).key);
    for (const each of [client, key]) expect((await each.get('/users')).status).toBe(200);
    await app.api.patch(`/users/${person.id}`, { role: 'operator' });
    for (const each of [client, key]) expect((await each.get('/users')).status).toBe(403);
    expect((await client.get('/sources')).status).toBe(200);
    expect((await app.api.patch<Person>(`/users/${person.id}`, { active: false })).body).toMatchObject({
      ...{ active: false, endedSessions: 1 },
    });
    for (const each of [client, key]) expect((await each.get('/sources')).status).toBe(401);
    const signIn = () => app.anonymous.post<ProblemBody>('/auth/login', { email: person.email, password: PASSWORD });
    const kept = await signIn();
    expect([kept.status, kept.body.detail]).toEqual([401, 'The e-mail address or the password is wrong.']);
    await app.api.patch(`/users/${person.id}`, { active: true });
    expect((await signIn()).status).toBe(200);
    expect((await key.get('/sources')).status).toBe(200);
    await app.api.delete(`/users/${person.id}`);
    expect((await key.get('/sources')).status).toBe(401);
  });

  it('of whom two remove each other at once: one of them stays', async () => {
    for (const act of ['delete', 'demote', 'disable'] as const) {
      const pair = await Promise.all([makePerson({ role: 'superadmin' }), makePerson({ role: 'superadmin' })]);
      const clients = await Promise.all(pair.map(({ email }) => app.anonymous.login(email, PASSWORD)));
      const answers = await Promise.all(
        clients.map((client, index) => {
          const path = `/users/${pair[1 - index]?.id ?? ''}`;
          if (act === 'delete') return client.delete(path);
          return client.patch(path, act === 'demote' ? { role: 'admin' } : { active: false });
        }),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const left = await Promise.all(clients.map((client) => client.get('/tenants')));
      expect(left.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  });

  it('whose password was given to them choose one of their own before anything else', async () => {
    const created = await app.api.post<Person>('/users', { email: 'new@example.test', role: 'viewer' });
    const { id, password = '', mustChangePassword } = expectStatus(201, created);
    expect([password.length, mustChangePassword]).toEqual([20, true]);
    expect((await app.api.get<Person>(`/users/${id}`)).body.password).toBeUndefined();
    const client = await app.anonymous.login('new@example.test', password);
    const me = { mustChangePassword: true, permissions: ['session:own', 'account:manage'] };
    expect((await client.get('/auth/me')).body).toMatchObject(me);
    const refused = await client.get<ProblemBody>('/sources');
    expect(refusalOf(refused)).toEqual([403, 'FORBIDDEN']);
    expect(refused.body.hint).toMatch(/auth\/password/);
    const change = { currentPassword: password, newPassword: PASSWORD };
    expectStatus(200, await client.post('/auth/password', change));
    expect((await client.get('/sources')).status).toBe(200);
  });

  it('are on the audit trail, and no password is', async () => {
    const person = await makePerson({ email: 'traced@example.test' });
    await app.api.patch(`/users/${person.id}`, { role: 'operator', password: `${PASSWORD}!` });
    await app.api.delete(`/users/${person.id}`);
    const rows = await queryOnce<{ action: string; actor: string; data: unknown; text: string }>(
      app.database.superuserUrl,
      `SELECT action, actor, data, a::text AS text FROM audit_events a WHERE "subjectId" = $1 ORDER BY id`,
      [person.id],
    );
    expect(rows).toMatchObject([
      { action: 'user.create', actor: ADMIN.email, data: { email: person.email, role: 'viewer' } },
      {
        action: 'user.update',
        data: { email: person.email, changes: { role: { from: 'viewer', to: 'operator' } }, password: 'set' },
      },
      { action: 'user.delete', data: { email: person.email, role: 'operator' } },
    ]);
    expect(rows.map(({ text }) => text).join() + app.process.stderr).not.toContain(PASSWORD);
  });
});

describe('a password of one’s own', () => {
  const change = (client: ApiClient, currentPassword: string, newPassword: string) =>
    client.post<ProblemBody & { endedSessions: number }>('/auth/password', { currentPassword, newPassword });

  it('is changed knowing the old one, and ends all other sessions', async () => {
    const { email } = await makePerson();
    const [client, elsewhere] = [
      await app.anonymous.login(email, PASSWORD),
      await app.anonymous.login(email, PASSWORD),
    ];
    const wrong = await change(client, 'not mine at all', 'eleven dry towels');
    expect([...refusalOf(wrong), wrong.body.errors?.[0]?.field]).toEqual([400, 'INVALID_PARAMETER', 'currentPassword']);
    for (const newPassword of ['too short', email, PASSWORD]) {
      const refused = await change(client, PASSWORD, newPassword);
      expect([...refusalOf(refused), refused.body.errors?.[0]?.field]).toEqual([
        400,
        'INVALID_PARAMETER',
        'newPassword',
      ]);
    }
    expect((await elsewhere.get('/auth/me')).status).toBe(200);
    expect(expectStatus(200, await change(client, PASSWORD, 'eleven dry towels')).endedSessions).toBe(1);
    expect((await elsewhere.get('/auth/me')).status).toBe(401);
    expect((await client.get('/auth/me')).status).toBe(200);
    expect((await app.anonymous.post('/auth/login', { email, password: PASSWORD })).status).toBe(401);
    await app.anonymous.login(email, 'eleven dry towels');
  });

  it('is changed once by two at the same time', async () => {
    const { email } = await makePerson();
    const clients = await Promise.all([1, 2].map(() => app.anonymous.login(email, PASSWORD)));
    const answers = await Promise.all(
      clients.map((client, index) => change(client, PASSWORD, `four old kettles ${index}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is not guessed with a stolen session either', async () => {
    const { email } = await makePerson();
    const client = await app.anonymous.login(email, PASSWORD);
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => change(client, 'a guess at it', 'four old kettles')),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
    expect((await change(client, PASSWORD, 'four old kettles')).status).toBe(429);
  });
});

describe('sessions', () => {
  interface Session {
    id: string;
    userId: string;
    current: boolean;
    address: string;
  }
  const sessionsOf = async (client: ApiClient, query = ''): Promise<Session[]> =>
    expectStatus(200, await client.get<Listed<Session>>(`/sessions${query}`)).items;

  it('are one’s own, and end one by one or all but this one', async () => {
    const person = await makePerson({ role: 'operator' });
    const clients = await Promise.all([1, 2, 3].map(() => app.anonymous.login(person.email, PASSWORD)));
    const [mine, second, third] = [clients[0] ?? admin, clients[1] ?? admin, clients[2] ?? admin];
    const listed = await sessionsOf(mine);
    expect(listed.map(({ userId }) => userId)).toEqual([person.id, person.id, person.id]);
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
    const [current] = (await sessionsOf(second)).filter((session) => session.current);
    expect((await mine.delete(`/sessions/${current?.id ?? ''}`)).status).toBe(200);
    expect((await second.get('/auth/me')).status).toBe(401);
    expect((await mine.delete(`/sessions/${current?.id ?? ''}`)).status).toBe(404);
    expect((await mine.delete<{ endedSessions: number }>('/sessions')).body.endedSessions).toBe(1);
    expect((await third.get('/auth/me')).status).toBe(401);
    expect((await mine.get('/auth/me')).status).toBe(200);
  });

  it('of others are for those who manage them', async () => {
    const theirs = await makePerson({ role: 'operator' }, admin);
    const client = await app.anonymous.login(theirs.email, PASSWORD);
    const [session] = await sessionsOf(admin, `?userId=${theirs.id}`);
    const [ofAdmin] = await sessionsOf(admin);
    expect(session).toMatchObject({ userId: theirs.id, current: false, address: '127.0.0.1' });
    expect(refusalOf(await client.get<ProblemBody>(`/sessions?userId=${adminId}`))).toEqual([403, 'FORBIDDEN']);
    expect(refusalOf(await client.delete<ProblemBody>(`/sessions?userId=${adminId}`))).toEqual([403, 'FORBIDDEN']);
    expect(refusalOf(await client.delete<ProblemBody>(`/sessions/${ofAdmin?.id ?? ''}`))).toEqual([404, 'NOT_FOUND']);
    // Neither of another tenant nor of whoever is above.
    const [ofSuperadmin] = await sessionsOf(app.api);
    expect(refusalOf(await admin.get<ProblemBody>(`/sessions?userId=${me.id}`))).toEqual([404, 'NOT_FOUND']);
    expect(refusalOf(await admin.delete<ProblemBody>(`/sessions/${ofSuperadmin?.id ?? ''}`))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const neighbour = await addPerson(app, { role: 'admin' });
    expect(refusalOf(await neighbour.delete<ProblemBody>(`/sessions?userId=${me.id}`))).toEqual([403, 'FORBIDDEN']);
    expect(refusalOf(await neighbour.delete<ProblemBody>(`/sessions/${ofSuperadmin?.id ?? ''}`))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect((await admin.delete(`/sessions?userId=${theirs.id}`)).status).toBe(200);
    expect((await client.get('/auth/me')).status).toBe(401);
  });
});

describe('tenants', () => {
  it('are made, listed and changed by superadmins', async () => {
    const made = await app.api.post<Tenant>('/tenants', { slug: 'bolt', name: 'Bolt', plan: 'pro' });
    const bolt = expectStatus(201, made);
    expect(made.headers.get('location')).toBe(`/api/v1/tenants/${bolt.id}`);
    expect(bolt).toMatchObject({
      ...{ slug: 'bolt', name: 'Bolt', plan: 'pro', status: 'active', ownLimits: {} },
      limits: { maxBackups: 10, storedBytes: 10e9, retentionDays: 30, autoBackups: 'daily', backupsPerUserPerDay: 10 },
      use: { backups: 0, storedBytes: 0 },
    });
    const change = { name: 'Bolt & Nut', plan: 'team', ownLimits: { maxBackups: null, storedBytes: 5 } };
    const changed = expectStatus(200, await app.api.patch<Tenant>(`/tenants/${bolt.id}`, change));
    expect(changed).toMatchObject({ ...change, limits: { maxBackups: null, storedBytes: 5, retentionDays: 90 } });
    const list = async (query: string): Promise<string[]> =>
      expectStatus(200, await app.api.get<Listed<Tenant>>(`/tenants?${query}`)).items.map(({ slug }) => slug);
    expect(await list('sort=slug&order=asc')).toEqual(['acme', 'bolt', 'default']);
    expect(await list('q=NUT')).toEqual(['bolt']);
    expect(await list('plan=unlimited&sort=slug')).toEqual(['default', 'acme']);
    await app.api.patch(`/tenants/${bolt.id}`, { suspended: true, suspendedReason: 'No payment since May' });
    expect(await list('status=suspended')).toEqual(['bolt']);
    await app.api.patch(`/tenants/${bolt.id}`, { suspended: false, licenseExpiresAt: '2020-01-01' });
    expect(await list('status=expired')).toEqual(['bolt']);
    expect(await list('status=active')).toHaveLength(2);
    await app.api.patch(`/tenants/${bolt.id}`, { licenseExpiresAt: null });
    expect(await list('status=active')).toHaveLength(3);
  });

  it.each([
    ['post', { slug: 'Bolt' }, 'slug'],
    ['post', { slug: '-' }, 'slug'],
    ['post', { slug: 'x'.repeat(64) }, 'slug'],
    ['post', { slug: 'ok', plan: 'gold' }, 'plan'],
    ['post', { slug: 'ok', ownLimits: { maxBackups: -1 } }, 'ownLimits.maxBackups'],
    ['post', { slug: 'ok', ownLimits: { surprise: 1 } }, 'ownLimits.surprise'],
    ['patch', { slug: 'other' }, 'slug'],
    ['patch', { licenseExpiresAt: 'tomorrow' }, 'licenseExpiresAt'],
    ['patch', { suspended: 'yes' }, 'suspended'],
  ] as const)('%s refuses %j', async (method, body, field) => {
    const path = method === 'post' ? '/tenants' : `/tenants/${acme.id}`;
    const refused = await app.api[method]<ProblemBody>(path, method === 'post' ? { name: 'X', ...body } : body);
    expect(refusalOf(refused)).toEqual([400, 'INVALID_PARAMETER']);
    expect(refused.body.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('have a slug each', async () => {
    const ask = () => app.api.post('/tenants', { slug: 'once', name: 'Once' });
    expect((await Promise.all([ask(), ask(), ask()])).map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('are seen by their own people alone, who change nothing', async () => {
    expect(expectStatus(200, await admin.get<Tenant>(`/tenants/${acme.id}`))).toMatchObject({ slug: 'acme' });
    expect(refusalOf(await admin.get<ProblemBody>(`/tenants/${me.tenantId}`))).toEqual([404, 'NOT_FOUND']);
    expect((await admin.get('/tenants')).status).toBe(403);
    expect((await admin.post('/tenants', { slug: 'mine', name: 'Mine' })).status).toBe(403);
    expect((await admin.patch(`/tenants/${acme.id}`, { plan: 'unlimited' })).status).toBe(403);
  });

  it('can have these plans', async () => {
    const viewer = await addPerson(app, { role: 'viewer' });
    const { items } = expectStatus(
      200,
      await viewer.get<Listed<{ id: string; limits: Record<string, unknown> }>>('/plans'),
    );
    expect(items.map(({ id, limits }) => [id, ...Object.values(limits)])).toEqual([
      ['free', 3, 1e9, 7, 'none', 10],
      ['pro', 10, 10e9, 30, 'daily', 10],
      ['team', 30, 50e9, 90, 'daily', 10],
      ['enterprise', null, null, 365, 'any', 10],
      ['unlimited', null, null, null, 'any', null],
    ]);
  });
});

describe('a plan', () => {
  let database: TestDatabase;
  let jobs: JobsClient;
  let schedules: SchedulesClient;
  /** Of acme. */
  let sources: [string, string];

  beforeAll(async () => {
    database = await createTestDatabase();
    jobs = new JobsClient(admin);
    schedules = new SchedulesClient(admin, app.database.superuserUrl);
    const add = () => new JobsClient(app.api).addSource(database.target, { tenantId: acme.id });
    sources = [await add(), await add()];
  });
  afterAll(async () => {
    await database.drop();
  });

  const change = async (request: object): Promise<Tenant> =>
    expectStatus(200, await app.api.patch<Tenant>(`/tenants/${acme.id}`, request));
  const ask = (sourceId: string, client = admin) => client.post<ProblemBody>('/backups', { sourceId });
  const used = async (): Promise<number> =>
    expectStatus(200, await admin.get<Tenant>(`/tenants/${acme.id}`)).use.backups;

  it('refuses what it has no room for, also when two ask at once, and says why', async () => {
    await change({ plan: 'team', ownLimits: { maxBackups: 1 } });
    const answers = await Promise.all(sources.map((sourceId) => ask(sourceId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused?.body).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      detail: 'The plan team of Acme Ltd. allows 1 backup, and there is 1.',
      hint: expect.stringContaining('larger plan'),
    });
    expect(await used()).toBe(1);
  });

  it('never keeps a restore from its safety backup, nor counts that', async () => {
    const [kept] = await inTime('the backup is completed', async () => {
      const { items } = expectStatus(
        200,
        await admin.get<Listed<{ id: string; sourceId: string }>>('/backups?status=completed'),
      );
      return items.length > 0 ? items : null;
    });
    expect((await ask(kept?.sourceId ?? '')).status).toBe(422);
    const { status } = await jobs.endedRestore(kept?.id ?? '', {});
    expect(status).toBe('completed');
    const { use } = expectStatus(200, await admin.get<Tenant>(`/tenants/${acme.id}`));
    expect(use).toMatchObject({ backups: 1, safetyBackups: 1 });
  });

  it('lets go by the tenant’s own rules, where it has any', async () => {
    const { items } = expectStatus(
      200,
      await admin.get<Listed<{ sourceId: string }>>('/backups?origin=manual&status=completed'),
    );
    const [sourceId, other] = items[0]?.sourceId === sources[0] ? sources : [sources[1], sources[0]];
    expect(expectStatus(200, await admin.put('/settings', { maxBackups: 1 }))).toMatchObject({ maxBackups: 1 });
    // Of another source nothing goes by it, so there is no room for a second one.
    expect((await ask(other)).status).toBe(422);
    const made = expectStatus(202, await admin.post<{ backup: { id: string } }>('/backups', { sourceId })).backup;
    await jobs.backupEnds(made.id);
    await inTime('the older one has gone', async () => ((await used()) === 1 ? true : null));
    expect((await jobs.backup(made.id)).status).toBe('completed');
    await admin.put('/settings', { maxBackups: 0 });
  });

  it('counts stored bytes, and what one person asks for on a day', async () => {
    await change({ ownLimits: { storedBytes: 1 } });
    const tooLarge = await ask(sources[0]);
    expect([tooLarge.status, tooLarge.body.detail]).toEqual([
      422,
      expect.stringMatching(/allows 1 byte; .* are taken/),
    ]);
    const operator = await addPerson(app, { role: 'operator', tenantId: acme.id });
    await change({ ownLimits: { backupsPerUserPerDay: 1 } });
    const id = expectStatus(202, await operator.post<{ backup: { id: string } }>('/backups', { sourceId: sources[0] }))
      .backup.id;
    await jobs.backupEnds(id);
    await admin.delete(`/backups/${id}`);
    const tooMany = await ask(sources[0], operator);
    expect([tooMany.status, tooMany.body.detail]).toEqual([422, expect.stringMatching(/each person 1 backup a day/)]);
    expect(await used()).toBe(1);
  });

  it('counts uploads that are being read, so that none comes in past the others', async () => {
    const { use } = expectStatus(200, await admin.get<Tenant>(`/tenants/${acme.id}`));
    const file = Buffer.concat([await dumpOf(database.target, '-Fc'), Buffer.alloc(10_000)]);
    await change({ ownLimits: { maxBackups: null, storedBytes: use.storedBytes + Math.round(2.5 * file.length) } });
    const holder = new Client({ connectionString: app.database.superuserUrl });
    await holder.connect();
    const answers: { status: number; body: { backup?: { id: string } } }[] = [];
    try {
      await holder.query('BEGIN; LOCK TABLE artifacts IN SHARE MODE'); // no import gets further than to look at its upload
      for (let sent = 0; sent < 3; sent += 1) answers.push(await upload(admin, { sourceId: sources[0], file }));
    } finally {
      await holder.end();
    }
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 422]);
    for (const { body } of answers) if (body.backup !== undefined) await jobs.backupEnds(body.backup.id);
  });

  it('counts a first backup, which no other tells the size of, by its estimate', async () => {
    const large = await createTestDatabase();
    const room = (storedBytes: number) =>
      change({ plan: 'team', ownLimits: { maxBackups: null, backupsPerUserPerDay: null, storedBytes } });
    try {
      await sql(
        large.target,
        `CREATE TABLE noise AS SELECT n, md5(n::text) || md5((n + 1)::text) AS text FROM generate_series(1, 100000) n`,
      );
      const sourceId = await new JobsClient(app.api).addSource(large.target, { tenantId: acme.id });
      const { id } = await schedules.add(sourceId, { enabled: false });
      const { use } = expectStatus(200, await admin.get<Tenant>(`/tenants/${acme.id}`));
      await room(use.storedBytes + 500_000);
      const refused = await ask(sourceId);
      expect(refusalOf(refused)).toEqual([422, 'QUOTA_EXCEEDED']);
      expect(refused.body.detail).toMatch(/and about .* would be added/);
      expect(refusalOf(await admin.post<ProblemBody>(`/schedules/${id}/run`))).toEqual([422, 'QUOTA_EXCEEDED']);
      await room(use.storedBytes + 500_000_000);
      const { backup } = expectStatus(202, await admin.post<{ backup: { id: string } }>('/backups', { sourceId }));
      expect((await jobs.backupEnds(backup.id)).status).toBe('completed');
      expectStatus(200, await app.api.delete(`/sources/${sourceId}?withBackups=true`));
    } finally {
      await large.drop();
    }
  });

  it('says how long backups are kept, and how often they are made by themselves', async () => {
    await change({ plan: 'free', ownLimits: {} });
    expect((await admin.get<{ retentionDays: number }>('/settings')).body.retentionDays).toBe(7);
    const refused = async (method: 'post' | 'put' | 'patch', path: string, body: object) => {
      const answer = await admin[method]<ProblemBody>(path, body);
      expect([path, ...refusalOf(answer)]).toEqual([path, 422, 'QUOTA_EXCEEDED']);
    };
    await refused('put', '/settings', { retentionDays: 8 });
    await refused('put', '/settings', { retentionDays: 0 });
    await refused('put', '/settings', { keep: { yearly: 1 } });
    await refused('put', '/settings', { autoBackup: { enabled: true } });
    await refused('patch', `/sources/${sources[0]}`, { retention: { retentionDays: 30 } });
    await refused('post', '/schedules', { sourceId: sources[0], every: '24h' });
    expect((await admin.put('/settings', { retentionDays: 6, maxBackups: 2 })).status).toBe(200);
    await change({ plan: 'pro' });
    await refused('post', '/schedules', { sourceId: sources[0], cron: '0 3,4 * * 1' });
    const daily = { sourceId: sources[0], cron: '0 3 * * *', timeZone: 'Europe/Berlin' };
    const { id } = expectStatus(201, await admin.post<{ id: string }>('/schedules', daily));
    await refused('patch', `/schedules/${id}`, { cron: '0 * * * *' });
    expect((await admin.delete(`/schedules/${id}`)).status).toBe(200);
    const { items } = expectStatus(
      200,
      await admin.get<Listed<{ changedBy: string }>>('/settings/history?field=retentionDays'),
    );
    expect(items.slice(0, 2)).toMatchObject([
      { after: 6, changedBy: 'admin@acme.test' },
      { before: 90, after: 7, changedBy: ADMIN.email },
    ]);
    await admin.put('/settings', { retentionDays: 30, maxBackups: 0 });
  });

  it('that is full refuses scheduled backups on their run, and says so once', async () => {
    await change({ plan: 'team', ownLimits: { maxBackups: 0 } });
    const { id } = await schedules.add(sources[0], { runAtStart: true });
    const run = await schedules.newestRun(id, ({ status }) => status === 'failed');
    expect(run).toMatchObject({
      error: { code: 'QUOTA_EXCEEDED', message: expect.stringContaining('allows 0 backups') },
    });
    await admin.post(`/schedules/${id}/pause`);
    await admin.post(`/schedules/${id}/resume`);
    await schedules.newestRun(id, (newest) => newest.id !== run.id && newest.status === 'failed');
    expect(await schedules.missed(id)).toEqual([{ reason: 'refused', dueCount: 1 }]);
    expect((await admin.delete(`/schedules/${id}`)).status).toBe(200);
  });

  it('of a tenant that is suspended stops new backups alone; its schedules wait, and say so once', async () => {
    await change({ ownLimits: {}, suspended: true, suspendedReason: 'No payment since May' });
    const refused = await ask(sources[0]);
    expect(refusalOf(refused)).toEqual([403, 'FORBIDDEN']);
    expect(refused.body.detail).toMatch(/^Acme Ltd\. is suspended since .* \(No payment since May\)/);
    const { items } = expectStatus(
      200,
      await admin.get<Listed<{ id: string }>>('/backups?origin=manual&status=completed'),
    );
    expect((await admin.raw(`/backups/${items[0]?.id ?? ''}/download`)).status).toBe(200);
    expect((await jobs.plan(items[0]?.id ?? '')).safetyBackup).toBe(true);

    const { id } = await schedules.add(sources[0], { runAtStart: true });
    const run = await schedules.newestRun(id, ({ waiting }) => waiting !== null);
    expect(run).toMatchObject({ status: 'waiting', waiting: { reason: 'tenant_inactive' } });
    expect(refusalOf(await admin.post<ProblemBody>(`/schedules/${id}/run`))).toEqual([403, 'FORBIDDEN']);
    await change({ suspended: false, licenseExpiresAt: new Date(Date.now() - 1_000).toISOString() });
    expect((await ask(sources[0])).body.detail).toMatch(/licence of Acme Ltd\. expired/);
    expect((await schedules.runs(id)).map(({ status }) => status)).toEqual(['waiting']);
    await change({ licenseExpiresAt: null });
    await schedules.newestRun(id, ({ status }) => status === 'completed');
    expect(await schedules.missed(id)).toEqual([{ reason: 'tenant_inactive', dueCount: 1 }]);
    expect((await admin.delete(`/schedules/${id}`)).status).toBe(200);
  });

  it('may hold a tenant to one job at a time, which is a setting of its own', async () => {
    await admin.put('/settings', { maxJobs: 1 });
    const answers = await Promise.all(sources.map((sourceId) => ask(sourceId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const busy = answers.find(({ status }) => status === 409);
    expect(busy?.body).toMatchObject({
      code: 'SOURCE_BUSY',
      detail: expect.stringMatching(/^No more than 1 job at a time; there is backup of backup/),
    });
  });

  it('counts rehearsals among them, which hold no source', async () => {
    await admin.put('/settings', { maxJobs: 0 });
    const jobsIn = async (state: string) => (await admin.get<Listed<object>>(`/jobs?state=${state}`)).body.items.length;
    const allEnd = () =>
      inTime('all jobs end', async () => ((await jobsIn('waiting')) + (await jobsIn('active')) === 0 ? true : null));
    await allEnd();
    const backups = await Promise.all(sources.slice(0, 2).map((sourceId) => jobs.completedBackup(sourceId)));
    await admin.put('/settings', { maxJobs: 1 });
    const rehearse = ({ id }: { id: string }) =>
      admin.post<ProblemBody>(`/backups/${id}/verify`, { level: 'restored' });
    const drill = ({ id, sourceId }: BackupRecord) => admin.post<ProblemBody>('/drills', { sourceId, backupId: id });
    for (const wish of [rehearse, drill]) {
      const answers = await Promise.all(backups.map(wish));
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
      const busy = answers.find(({ status }) => status === 409);
      expect(busy?.body).toMatchObject({ code: 'SOURCE_BUSY', detail: expect.stringMatching(/at a time/) as unknown });
      await allEnd();
    }
    const check = ({ id }: { id: string }) => admin.post(`/backups/${id}/verify`, { level: 'checksum' });
    expect((await Promise.all(backups.map(check))).map(({ status }) => status)).toEqual([202, 202]);
  });
});
