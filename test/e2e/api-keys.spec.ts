import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import type { Role } from '../../src/common/caller.js';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface KeyBody {
  id: string;
  name: string;
  scopes: string[];
  status: string;
  expiresAt: string | null;
  allowedNetworks: string[] | null;
  userId: string;
  createdBy: string;
  madeByKeyId: string | null;
  lastUsedAt: string | null;
  lastAddress: string | null;
  revokedAt: string | null;
  key: string;
}

let app: AppProcess;
let database: TestDatabase;
// Nobody works on what is accepted here.
beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
  database = await createTestDatabase();
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
  await database.drop();
});

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, text, values);

async function makeKey(maker: ApiClient, body: object = {}): Promise<KeyBody & { client: ApiClient }> {
  const answer = await maker.post<KeyBody>('/api-keys', { name: 'nightly', scopes: ['read'], ...body });
  expect(answer.status).toBe(201);
  return { ...answer.body, client: app.anonymous.withToken(answer.body.key) };
}

const codeOf = async (asked: Promise<{ status: number; body: unknown }>): Promise<[number, string | undefined]> => {
  const { status, body } = await asked;
  return [status, (body as ProblemBody | null)?.code];
};

describe('a new API key', () => {
  it('is in the answer of its making alone, and acts for whoever made it', async () => {
    const answer = await app.api.post<KeyBody>('/api-keys', { name: 'nightly', scopes: ['read', 'backup'] });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/api-keys/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      name: 'nightly',
      scopes: ['read', 'backup'],
      expiresAt: null,
      status: 'active',
    });
    expect(answer.body.key).toMatch(new RegExp(`^bst_${answer.body.id.replaceAll('-', '')}_[\\w-]{43}$`));

    const client = app.anonymous.withToken(answer.body.key);
    expect((await client.get('/auth/me')).body).toMatchObject({ email: ADMIN.email, role: 'superadmin' });
    const read = await app.api.get<KeyBody>(`/api-keys/${answer.body.id}`);
    expect(read.body).toMatchObject({ createdBy: ADMIN.email, madeByKeyId: null });
    const listed = await app.api.get<{ items: KeyBody[] }>('/api-keys');
    expect(JSON.stringify([read.body, listed.body])).not.toContain(answer.body.key.slice(-43));
  });

  it('is kept nowhere, not even where its making is kept for an Idempotency-Key', async () => {
    const making = app.api.with({ 'idempotency-key': uuidV7() });
    const { key, client } = await makeKey(making);
    expect((await makeKey(making)).key).toBe(key);
    await client.get('/sources');
    const tables = await sql<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const kept = (
      await Promise.all(
        tables.map(({ name }) =>
          sql<{ text: string | null }>(`SELECT string_agg(t::text, '') AS text FROM "${name}" t`),
        ),
      )
    ).flat();
    const everything = kept.map(({ text }) => text ?? '').join('') + app.process.stdout + app.process.stderr;
    expect(everything).toContain('nightly');
    expect(everything).not.toContain(key.slice(-43));
    expect(everything).not.toContain(Buffer.from(key.slice(-43)).toString('hex'));
    // A body may hold a short secret, which a plain hash of it would let anybody find who has the rows.
    const requests = await sql<{ fingerprint: string }>('SELECT fingerprint FROM idempotency_keys');
    expect(requests.length).toBeGreaterThan(0);
    for (const { fingerprint } of requests) expect(fingerprint).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{43}$/);
  });

  it.each<[string, object, string]>([
    ['no scopes', { scopes: [] }, 'scopes'],
    ['a scope twice', { scopes: ['read', 'read'] }, 'scopes'],
    ['a scope that is none', { scopes: ['write'] }, 'scopes'],
    ['a time that is over', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a time that is none', { expiresAt: 'soon' }, 'expiresAt'],
    ['a network that is none', { allowedNetworks: ['10.0.0.0/33'] }, 'allowedNetworks'],
    ['no network', { allowedNetworks: [] }, 'allowedNetworks'],
    ['a name of two lines', { name: 'a\nb' }, 'name'],
    ['what is not known', { role: 'superadmin' }, 'role'],
  ])('cannot have %s', async (_, body, field) => {
    const { status, body: problem } = await app.api.post<ProblemBody>('/api-keys', {
      name: 'wrong',
      scopes: ['read'],
      ...body,
    });
    expect([status, problem.code, problem.errors?.map((error) => error.field)]).toEqual([
      400,
      'INVALID_PARAMETER',
      [field],
    ]);
  });

  it('is an admin’s to make, to see and to revoke, and of the tenant alone', async () => {
    const tenantId = await addTenant(app);
    const [theirs, ours] = [await addPerson(app, { role: 'admin', tenantId }), await makeKey(app.api)];
    const { id } = await makeKey(theirs, { name: 'theirs' });
    expect((await theirs.get<{ items: KeyBody[]; total: number }>('/api-keys')).body).toMatchObject({
      total: 1,
      items: [{ id }],
    });
    expect(await codeOf(theirs.get(`/api-keys/${ours.id}`))).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf(theirs.delete(`/api-keys/${ours.id}`))).toEqual([404, 'NOT_FOUND']);
    expect((await ours.client.get('/auth/me')).status).toBe(200);
    const approver = await addPerson(app, { role: 'approver', tenantId });
    expect(await codeOf(approver.post('/api-keys', { name: 'mine', scopes: ['read'] }))).toEqual([403, 'FORBIDDEN']);
    expect(await codeOf(approver.get(`/api-keys`))).toEqual([403, 'FORBIDDEN']);
    expect(await codeOf(approver.delete(`/api-keys/${id}`))).toEqual([403, 'FORBIDDEN']);
  });

  it('is the hundred and first of a tenant never', async () => {
    const tenantId = await addTenant(app);
    const admin = await addPerson(app, { role: 'admin', tenantId });
    const { id, userId } = await makeKey(admin);
    await sql(
      `INSERT INTO api_keys (id, "tenantId", "userId", name, scopes, "secretHash")
       SELECT gen_random_uuid(), $1, $2, 'many', '[]', '\\x00' FROM generate_series(1, 99)`,
      [tenantId, userId],
    );
    const another = () => admin.post('/api-keys', { name: 'one more', scopes: ['read'] });
    expect(await codeOf(another())).toEqual([422, 'QUOTA_EXCEEDED']);
    await admin.delete(`/api-keys/${id}`);
    expect((await another()).status).toBe(201);
  });
});

describe('what a key may', () => {
  it('is what its scopes say', async () => {
    const { client } = await makeKey(app.api, { scopes: ['backup'] });
    const me = await client.get<{ permissions: string[] }>('/auth/me');
    expect(me.body.permissions).toEqual(['session:own', 'backups:create', 'drills:create']);
    const { status, body } = await client.get<ProblemBody>('/sources');
    expect([status, body.code, body.hint]).toEqual([403, 'FORBIDDEN', 'It takes a key with the scope read.']);
    expect(await codeOf(client.post('/api-keys', { name: 'more', scopes: ['read'] }))).toEqual([403, 'FORBIDDEN']);
  });

  it('is at most what the role of its person may, now', async () => {
    const email = `demoted-${uuidV7()}@example.test`;
    const admin = await addPerson(app, { role: 'admin', email });
    const { client, id } = await makeKey(admin, { scopes: ['admin'] });
    const become = (role: Role) => sql('UPDATE users SET role = $1 WHERE email = $2', [role, email]);
    expect((await client.get('/api-keys')).status).toBe(200);
    await become('operator');
    expect(await codeOf(client.get('/api-keys'))).toEqual([403, 'FORBIDDEN']);
    expect((await client.get('/sources')).status).toBe(200);
    await become('superadmin');
    expect((await client.get('/api-keys')).status).toBe(200);
    await sql('DELETE FROM users WHERE email = $1', [email]);
    expect(await codeOf(client.get('/sources'))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf(app.api.get(`/api-keys/${id}`))).toEqual([404, 'NOT_FOUND']);
  });

  it('is nothing from an address that it was not made for, and its tenant is told', async () => {
    const { client, id } = await makeKey(app.api, { allowedNetworks: ['10.0.0.0/8', '2001:db8::/32'] });
    expect(await codeOf(client.get('/sources'))).toEqual([403, 'FORBIDDEN']);
    const [event] = await sql<{ action: string; tenantId: string | null; address: string }>(
      `SELECT action, "tenantId", address FROM audit_events WHERE "subjectId" = $1 AND outcome = 'refused'`,
      [id],
    );
    expect(event).toEqual({ action: 'api_key.refuse', tenantId: expect.any(String), address: '127.0.0.1' });
    const here = await makeKey(app.api, { allowedNetworks: ['127.0.0.1'] });
    expect((await here.client.get('/sources')).status).toBe(200);
  });

  it('is no more through a key that it makes', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const maker = await makeKey(app.api, { scopes: ['admin'], expiresAt: soon, allowedNetworks: ['127.0.0.0/8'] });
    const made = await makeKey(maker.client, { scopes: ['admin'] });
    expect(made).toMatchObject({ expiresAt: soon, allowedNetworks: ['127.0.0.0/8'], madeByKeyId: maker.id });
    const later = new Date(Date.now() + 7_200_000).toISOString();
    const wanted = { name: 'more', scopes: ['read'] };
    expect(await codeOf(made.client.post('/api-keys', { ...wanted, expiresAt: later }))).toEqual([403, 'FORBIDDEN']);
    const anywhere = { ...wanted, allowedNetworks: ['0.0.0.0/0'] };
    expect(await codeOf(made.client.post('/api-keys', anywhere))).toEqual([403, 'FORBIDDEN']);
  });
});

describe('a key that may manage people', () => {
  it('makes nobody one who may approve, changes nobody who may, and does not switch off what asks for it', async () => {
    const tenantId = await addTenant(app);
    const admin = await addPerson(app, { role: 'admin', tenantId });
    const approver = await addPerson(app, { role: 'approver', tenantId });
    const { body: them } = await approver.get<{ id: string }>('/auth/me');
    const { client: key } = await makeKey(admin, { scopes: ['admin'] });
    const forbidden = [403, 'FORBIDDEN'];
    const make = (role: Role) => key.post<{ id: string }>('/users', { email: `${uuidV7()}@example.test`, role });
    for (const role of ['approver', 'admin'] as const)
      expect([role, await codeOf(make(role))]).toEqual([role, forbidden]);
    const { status, body: made } = await make('operator');
    expect(status).toBe(201);
    expect((await key.patch(`/users/${made.id}`, { name: 'A program’s' })).status).toBe(200);
    expect(await codeOf(key.patch(`/users/${made.id}`, { role: 'approver' }))).toEqual(forbidden);
    for (const change of [{ password: 'nine wet umbrellas' }, { email: 'taken@example.test' }, { role: 'viewer' }]) {
      expect(await codeOf(key.patch(`/users/${them.id}`, change))).toEqual(forbidden);
    }
    expect(await codeOf(key.delete(`/users/${them.id}/totp`))).toEqual(forbidden);
    expect(await codeOf(key.delete(`/users/${them.id}`))).toEqual(forbidden);

    expect((await admin.put('/settings', { approvalRequired: true, requireTotp: false })).status).toBe(200);
    for (const change of [{ approvalRequired: false }, { requireTotp: true }]) {
      expect(await codeOf(key.put('/settings', change))).toEqual(forbidden);
    }
    expect((await key.put('/settings', { approvalRequired: true, maxBackups: 9 })).status).toBe(200); // nothing of it changes
    expect((await admin.patch(`/users/${made.id}`, { role: 'approver' })).status).toBe(200);
    expect((await admin.delete(`/users/${made.id}`)).status).toBe(200);
  });
});

describe('a key that may make tenants', () => {
  it('makes none with fewer safeguards than another has; a person does', async () => {
    type Safeguards = Record<'approvalRequired' | 'requireTotp' | 'maxBackups', unknown>;
    const { client: key } = await makeKey(app.api, { scopes: ['admin'] });
    const madeBy = async (api: ApiClient): Promise<string> => {
      const { body } = await api.post<{ id: string }>('/tenants', { slug: `t-${uuidV7()}`, name: 'T', plan: 'free' });
      return body.id;
    };
    const guarded = await madeBy(app.api);
    expect((await app.api.put('/settings', { tenantId: guarded, approvalRequired: true })).status).toBe(200);
    const made = await madeBy(key);
    const settings = (tenantId: string) => app.api.get<Safeguards>(`/settings?tenantId=${tenantId}`);
    expect((await settings(made)).body).toMatchObject({ approvalRequired: true, requireTotp: false });
    expect(await codeOf(key.put('/settings', { tenantId: made, approvalRequired: false }))).toEqual([403, 'FORBIDDEN']);
    expect((await settings(await madeBy(app.api))).body).toMatchObject({ approvalRequired: false });
    expect((await app.api.put('/settings', { tenantId: made, approvalRequired: false })).status).toBe(200);
  });
});

describe('a key that is revoked', () => {
  it('opens nothing from that moment on, nor does any that was made with it; the records stay', async () => {
    const maker = await makeKey(app.api, { scopes: ['admin'] });
    const made = await makeKey(maker.client, { scopes: ['admin'] });
    const last = await makeKey(made.client, {});
    const other = await makeKey(app.api);
    const revoked = await app.api.delete<KeyBody>(`/api-keys/${maker.id}`);
    expect([revoked.status, revoked.body.status]).toEqual([200, 'revoked']);
    for (const { client } of [maker, made, last]) {
      expect(await codeOf(client.get('/auth/me'))).toEqual([401, 'UNAUTHENTICATED']);
    }
    expect((await other.client.get('/auth/me')).status).toBe(200);
    const again = await app.api.delete<KeyBody>(`/api-keys/${last.id}`);
    expect([again.status, again.body.status]).toEqual([200, 'revoked']);
    const listed = await app.api.get<{ items: KeyBody[] }>('/api-keys?status=revoked&limit=200');
    expect(listed.body.items.map(({ id }) => id)).toEqual(expect.arrayContaining([maker.id, made.id, last.id]));
    const trail = await sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_events WHERE action = 'api_key.revoke' AND "subjectId" = ANY ($1)`,
      [[maker.id, made.id, last.id]],
    );
    expect(trail).toEqual([{ count: 3 }]);
  });

  it('loses its open event streams at once', async () => {
    const jobs = new JobsClient(app.api);
    const backup = await jobs.askBackup(await jobs.addSource(database.target));
    const { client, id } = await makeKey(app.api);
    const stream = await client.raw(`/backups/${backup.id}/events`);
    expect(stream.status).toBe(200);
    const ended = stream.text();
    const revokedAt = performance.now();
    await app.api.delete(`/api-keys/${id}`);
    await ended;
    // The heartbeat, which would find out as well, comes every 15 s.
    expect(performance.now() - revokedAt).toBeLessThan(8_000);
  });

  it('as a session does, however that ends, and a key whose person is kept out', async () => {
    const jobs = new JobsClient(app.api);
    const { id } = await jobs.askBackup(await jobs.addSource(database.target));
    const ways: Record<string, (client: ApiClient, userId: string) => Promise<unknown>> = {
      'sign-out': (client) => client.post('/auth/logout'),
      'one of them': async (client, userId) => {
        const { body } = await app.api.get<{ items: { id: string }[] }>(`/sessions?userId=${userId}`);
        return client.delete(`/sessions/${body.items[0]?.id ?? ''}`);
      },
      'all of them': (_client, userId) => app.api.delete(`/sessions?userId=${userId}`),
      'another password': (_client, userId) => app.api.patch(`/users/${userId}`, { password: 'nine wet umbrellas' }),
      disabled: (_client, userId) => app.api.patch(`/users/${userId}`, { active: false }),
      deleted: (_client, userId) => app.api.delete(`/users/${userId}`),
      'disabled, of a key': (_client, userId) => app.api.patch(`/users/${userId}`, { active: false }),
    };
    const late = await Promise.all(
      Object.entries(ways).map(async ([way, end]) => {
        const client = await addPerson(app, { role: 'admin' });
        const userId = (await client.get<{ id: string }>('/auth/me')).body.id;
        const reader = way.endsWith('of a key') ? (await makeKey(client)).client : client;
        const stream = await reader.raw(`/backups/${id}/events`);
        expect([way, stream.status]).toEqual([way, 200]);
        const ended = stream.text();
        const endedAt = performance.now();
        await end(client, userId);
        await ended;
        return performance.now() - endedAt < 8_000 ? [] : [way];
      }),
    );
    expect(late.flat()).toEqual([]);
  });

  it('is told in the same words as one that is expired, forged or no key at all', async () => {
    const [one, two] = [await makeKey(app.api), await makeKey(app.api)];
    await sql(`UPDATE api_keys SET "expiresAt" = now() WHERE id = $1`, [one.id]);
    await app.api.delete(`/api-keys/${two.id}`);
    const tokens = [
      ...[one.key, two.key, two.key.slice(0, -43) + 'A'.repeat(43), `bst_${'0'.repeat(32)}_${'A'.repeat(43)}`],
      ...['bst_', `${one.key}x`, one.key.replace('bst_', 'bss_'), `bst_'OR'1'='1`],
    ];
    const details = new Set<string>();
    for (const token of tokens) {
      const { status, body } = await app.anonymous.withToken(token).get<ProblemBody>('/auth/me');
      expect(status).toBe(401);
      details.add(`${body.detail} ${body.hint ?? ''}`);
    }
    expect(details.size).toBe(1);
    expect((await app.api.get<KeyBody>(`/api-keys/${one.id}`)).body.status).toBe('expired');
  });
});

describe('the last use of a key', () => {
  it('is noted with its address, once a minute', async () => {
    const { client, id } = await makeKey(app.api);
    await client.get('/sources');
    const noted = await eventually('the key was used', async () => {
      const { body } = await app.api.get<KeyBody>(`/api-keys/${id}`);
      return body.lastUsedAt === null ? null : body;
    });
    expect(noted.lastAddress).toBe('127.0.0.1');
    // Another process, which does not remember; and the minute is not over, however slow this machine is.
    await sql(`UPDATE api_keys SET "lastUsedAt" = now() + interval '1 hour' WHERE id = $1`, [id]);
    const [before] = await sql<{ xmin: string }>(`SELECT xmin::text FROM api_keys WHERE id = $1`, [id]);
    await app.restart();
    for (let asked = 0; asked < 5; asked += 1) expect((await client.get('/sources')).status).toBe(200);
    expect(await sql(`SELECT xmin::text FROM api_keys WHERE id = $1`, [id])).toEqual([before]);
  });

  it('keeps no request waiting while its row is locked', async () => {
    const { client, id } = await makeKey(app.api);
    const locker = new Client({ connectionString: app.database.superuserUrl });
    await locker.connect();
    try {
      await locker.query('BEGIN');
      await locker.query('SELECT id FROM api_keys WHERE id = $1 FOR UPDATE', [id]);
      expect((await client.get('/sources')).status).toBe(200);
      const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%lastUsedAt%'`;
      expect(await sql(waiting)).toEqual([]);
    } finally {
      await locker.end();
    }
  });
});
