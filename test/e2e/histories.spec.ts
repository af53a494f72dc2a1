import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { expectStatus } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';

interface History {
  total: number;
  items: { sentence: string }[];
}
interface Made {
  id: string;
}

const PASSWORD = 'nine wet umbrellas';

let app: AppProcess;
let admin: ApiClient;
let viewer: ApiClient;
/** An admin of another tenant. */
let stranger: ApiClient;
let strangersTenant: string;

beforeAll(async () => {
  app = await startApp();
  admin = await addPerson(app, { role: 'admin', email: 'anna@example.test' });
  viewer = await addPerson(app, { role: 'viewer', email: 'vera@example.test' });
  strangersTenant = await addTenant(app);
  stranger = await addPerson(app, { role: 'admin', email: 'eve@example.test', tenantId: strangersTenant });
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
});

const sentences = async (path: string, api = admin, query = ''): Promise<string[]> =>
  expectStatus(200, await api.get<History>(`${path}/history?limit=200&${query}`)).items.map(({ sentence }) => sentence);
const statusOf = async (path: string, api: ApiClient): Promise<number> => (await api.get(`${path}/history`)).status;

async function makePerson(email: string, role: string): Promise<string> {
  const request = { email, role, password: PASSWORD, mustChangePassword: false };
  return expectStatus(201, await admin.post<Made>('/users', request)).id;
}

describe('the history of a person', () => {
  it('is what was done to them and what they did, each by itself too, and stays when they are gone', async () => {
    const id = await makePerson('bob@example.test', 'admin');
    const bob = await app.anonymous.login('bob@example.test', PASSWORD);
    expectStatus(200, await bob.put('/settings', { retentionDays: 21 }));
    const key = expectStatus(
      201,
      await bob.post<Made & { key: string }>('/api-keys', { name: 'of bob', scopes: ['admin'] }),
    );
    expectStatus(200, await app.anonymous.withToken(key.key).put('/settings', { retentionDays: 22 }));
    const { items } = expectStatus(200, await bob.get<{ items: Made[] }>('/sessions'));
    expectStatus(200, await admin.delete(`/sessions/${items[0]?.id ?? ''}`));
    expectStatus(200, await admin.patch(`/users/${id}`, { role: 'operator', email: 'robert@example.test' }));
    const renamed = await app.anonymous.login('robert@example.test', PASSWORD);
    expectStatus(200, await renamed.post('/auth/logout'));

    const doneTo = [
      'anna@example.test changed user robert@example.test: role from admin to operator, address from bob@example.test to robert@example.test',
      'anna@example.test ended a session of bob@example.test',
      'anna@example.test made user bob@example.test, as admin',
    ];
    const doneBy = [
      'robert@example.test signed out',
      'robert@example.test signed in',
      'bob@example.test (API key "of bob") changed the setting “retention days”',
      'bob@example.test made API key of bob, which may admin',
      'bob@example.test changed the setting “retention days”',
      'bob@example.test signed in',
    ];
    expect(await sentences(`/users/${id}`, admin, 'part=done_to')).toEqual(doneTo);
    expect(await sentences(`/users/${id}`, admin, 'part=done_by')).toEqual(doneBy);
    const all = await sentences(`/users/${id}`);
    expect(all.toSorted()).toEqual([...doneTo, ...doneBy].toSorted());
    expect(all.indexOf(doneTo[0] ?? '')).toBe(2); // by time, whoever did it
    expect((await admin.get(`/users/${id}/history?part=both`)).status).toBe(400);

    expectStatus(200, await admin.delete(`/users/${id}`));
    expect((await admin.get(`/users/${id}`)).status).toBe(404);
    expect((await sentences(`/users/${id}`))[0]).toBe('anna@example.test deleted user robert@example.test');
    expect(await sentences(`/users/${id}`, admin, 'part=done_by')).toEqual(doneBy);
    // The key went with them.
    expect(await sentences(`/api-keys/${key.id}`)).toEqual([
      'anna@example.test revoked API key of bob, with user robert@example.test',
      'bob@example.test made API key of bob, which may admin',
    ]);

    // Who has the address now did none of it.
    const next = await makePerson('robert@example.test', 'viewer');
    expect(await sentences(`/users/${next}`)).toEqual(['anna@example.test made user robert@example.test, as viewer']);
  });

  it('is of their own tenant alone, though a superadmin acts in others', async () => {
    const me = expectStatus(200, await app.api.get<Made>('/auth/me'));
    expectStatus(200, await app.api.put('/settings', { tenantId: strangersTenant, retentionDays: 7 }));
    expect(await sentences(`/users/${me.id}`, app.api, 'part=done_by')).toContain(
      'admin@example.test changed the setting “retention days”',
    );
    expect(await statusOf(`/users/${me.id}`, stranger)).toBe(404);
    const id = await makePerson('carol@example.test', 'viewer');
    expect(await statusOf(`/users/${id}`, stranger)).toBe(404);
    expectStatus(200, await admin.delete(`/users/${id}`));
    expect(await statusOf(`/users/${id}`, stranger)).toBe(404);
  });

  it('is not told to who may not see people, under the address of another kind of record either', async () => {
    const id = await makePerson('dave@example.test', 'viewer');
    expect(await statusOf(`/users/${id}`, viewer)).toBe(403);
    for (const path of ['/sources', '/backups', '/restores', '/drills', '/schedules', '/tenants']) {
      expect([path, await statusOf(`${path}/${id}`, viewer)]).toEqual([path, 404]);
    }
    expect(await statusOf(`/api-keys/${id}`, admin)).toBe(404);
  });
});

describe('the history of a tenant', () => {
  it('has its settings, and is told to its own people', async () => {
    const id = expectStatus(201, await app.api.post<Made>('/tenants', { slug: 'acme', name: 'Acme' })).id;
    const theirs = await addPerson(app, { role: 'viewer', tenantId: id });
    expectStatus(200, await app.api.patch(`/tenants/${id}`, { plan: 'enterprise' }));
    expectStatus(200, await app.api.patch(`/tenants/${id}`, { suspended: true, suspendedReason: 'unpaid' }));
    expectStatus(200, await app.api.patch(`/tenants/${id}`, { suspended: false, name: 'Acme Ltd.' }));
    expectStatus(200, await app.api.put('/settings', { tenantId: id, retentionDays: 7 }));
    const told = await sentences(`/tenants/${id}`, theirs);
    expect(told).toEqual([
      'admin@example.test changed the setting “retention days”',
      'admin@example.test lifted the suspension and changed name of tenant Acme Ltd.',
      'admin@example.test suspended tenant Acme',
      'admin@example.test changed plan of tenant Acme: the plan is enterprise',
      ...told.slice(4),
    ]);
    expect(told.at(-1)).toBe('admin@example.test made tenant Acme with the plan unlimited');
    expect(await statusOf(`/tenants/${id}`, viewer)).toBe(404);
    expect(await statusOf(`/tenants/${id}`, admin)).toBe(404);
  });

  it('is empty where nothing was written of it', async () => {
    const id = await addTenant(app);
    expect(await sentences(`/tenants/${id}`, app.api)).toEqual([]);
    expect(await sentences(`/tenants/${id}`, await addPerson(app, { role: 'viewer', tenantId: id }))).toEqual([]);
  });
});

describe('the history of an API key', () => {
  it('ends with what it was revoked with, and holds no secret', async () => {
    const { id, key } = expectStatus(
      201,
      await admin.post<Made & { key: string }>('/api-keys', {
        ...{ name: 'ci', scopes: ['read', 'admin'], expiresAt: '2099-01-31T00:00:00Z' },
      }),
    );
    const child = expectStatus(
      201,
      await app.anonymous.withToken(key).post<Made>('/api-keys', { name: 'of ci', scopes: ['read'] }),
    );
    expectStatus(200, await admin.delete(`/api-keys/${id}`));
    expect((await app.anonymous.withToken(key).get('/auth/me')).status).toBe(401);
    const { items } = expectStatus(200, await admin.get<History>(`/api-keys/${id}/history`));
    expect(items.map(({ sentence }) => sentence)).toEqual([
      'anna@example.test revoked API key ci',
      'anna@example.test made API key ci, which may read, admin, until 2099-01-31',
    ]);
    expect(JSON.stringify(items)).not.toContain(key.split('_').at(-1));
    expect(await sentences(`/api-keys/${child.id}`)).toEqual([
      'anna@example.test revoked API key of ci, with the key that had made it',
      'anna@example.test (API key "ci") made API key of ci, which may read, until 2099-01-31',
    ]);
    expect(await statusOf(`/api-keys/${id}`, stranger)).toBe(404);
    expect(await statusOf(`/api-keys/${id}`, viewer)).toBe(403);
  });

  it('tells who came with it from where it is not allowed, without the address', async () => {
    const draft = { name: 'far', scopes: ['read'], allowedNetworks: ['203.0.113.0/24'] };
    const { id, key } = expectStatus(201, await admin.post<Made & { key: string }>('/api-keys', draft));
    expect((await app.anonymous.withToken(key).get('/sources')).status).toBe(403);
    const { items } = expectStatus(200, await admin.get<History>(`/api-keys/${id}/history`));
    expect(items[0]?.sentence).toBe('Somebody unknown came with API key far, which was refused');
    expect(JSON.stringify(items)).not.toMatch(/127\.0\.0\.1|address/);
  });
});
