import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient, ApiResponse, ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';
import { upload } from '../support/uploads.js';

interface SourceBody {
  id: string;
  name: string;
}
interface BackupBody {
  backup: BackupRecord;
  jobId: string;
}

let app: AppProcess;
let database: TestDatabase;
// Nobody works on what is accepted here: it is about the requests.
beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
  database = await createTestDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const keyed = (key: string, client: ApiClient = app.api): ApiClient => client.with({ 'idempotency-key': key });
const isReplayed = ({ headers }: ApiResponse<unknown>): boolean => headers.get('idempotency-replayed') === 'true';
const aSource = (name = uniqueName('source')) => {
  const { host, port, user, database: name2 } = database.target;
  return { name, database: { host, port, user, database: name2 } };
};
/** On a server that nobody reaches: not the control database's, whose databases are a superadmin's to protect. */
const aSourceElsewhere = () => ({ ...aSource(), database: { host: '127.0.0.1', port: 1, database: 'x', user: 'x' } });

async function sourcesNamed(name: string): Promise<number> {
  const { body } = await app.api.get<{ total: number }>(`/sources?q=${name}`);
  return body.total;
}

async function keysKept(): Promise<string[]> {
  const rows = await queryOnce<{ text: string }>(
    app.database.superuserUrl,
    'SELECT k::text AS text FROM idempotency_keys k',
  );
  return rows.map(({ text }) => text);
}

describe('a POST with an Idempotency-Key', () => {
  it('has the very same answer a second time, and one effect', async () => {
    const client = keyed(uuidV7());
    const request = aSource();
    const first = await client.post<SourceBody>('/sources', request);
    const second = await client.post<SourceBody>('/sources', request);
    expect(first.status).toBe(201);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(first.headers.get('location')).toBe(`/api/v1/sources/${first.body.id}`);
    expect([isReplayed(first), isReplayed(second)]).toEqual([false, true]);
    expect(await sourcesNamed(request.name)).toBe(1);
  });

  it('has it after a restart of the server too', async () => {
    const client = keyed(uuidV7());
    const request = aSource();
    const first = await client.post<SourceBody>('/sources', request);
    await app.restart();
    expect((await client.post<SourceBody>('/sources', request)).body).toEqual(first.body);
  });

  it('is the same request however its JSON is spelled', async () => {
    const key = uuidV7();
    const { name, database: where } = aSource();
    const first = await keyed(key).post<SourceBody>('/sources', { name, database: where });
    const second = await keyed(key).post<SourceBody>('/sources/', { database: where, name });
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('has one effect when twenty arrive at the same instant; all have its answer', async () => {
    const jobs = new JobsClient(app.api);
    const sourceId = await jobs.addSource(database.target);
    const client = keyed(uuidV7());
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.post<BackupBody>('/backups', { sourceId })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202));
    expect(new Set(answers.map(({ body }) => body.backup.id)).size).toBe(1);
    expect(answers.filter(isReplayed)).toHaveLength(19);
    expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
  });

  it('is refused with another body', async () => {
    const key = uuidV7();
    const request = aSource();
    await keyed(key).post('/sources', request);
    const other = aSource();
    const { status, body } = await keyed(key).post<ProblemBody>('/sources', other);
    expect([status, body.code]).toEqual([409, 'CONFLICT']);
    expect(body.detail).toMatch(/used for another request/);
    expect(await sourcesNamed(other.name)).toBe(0);
  });

  it('keeps a refusal word for word, its request id too', async () => {
    const taken = aSource();
    await app.api.post('/sources', taken);
    const client = keyed(uuidV7());
    const first = await client.post<ProblemBody>('/sources', taken);
    const second = await client.post<ProblemBody>('/sources', taken);
    expect([first.status, first.body.code]).toEqual([409, 'CONFLICT']);
    expect([second.status, second.body]).toEqual([409, first.body]);
    expect(second.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(isReplayed(second)).toBe(true);
  });

  it('may be sent again, corrected, when it was not understood', async () => {
    const client = keyed(uuidV7());
    expect((await client.post('/sources', { name: 'no database' })).status).toBe(400);
    const answer = await client.post('/sources', aSource());
    expect([answer.status, isReplayed(answer)]).toEqual([201, false]);
  });

  it('may be tried again when the server failed', async () => {
    const client = keyed(uuidV7());
    const request = aSource();
    await queryOnce(
      app.database.superuserUrl,
      `ALTER TABLE sources ADD CONSTRAINT broken CHECK (name <> '${request.name}')`,
    );
    expect((await client.post('/sources', request)).status).toBe(500);
    await queryOnce(app.database.superuserUrl, 'ALTER TABLE sources DROP CONSTRAINT broken');
    const answer = await client.post('/sources', request);
    expect([answer.status, isReplayed(answer)]).toEqual([201, false]);
  });

  it('is forgotten after 24 hours', async () => {
    const key = uuidV7();
    const request = aSource();
    await keyed(key).post('/sources', request);
    const age = (interval: string) =>
      queryOnce(
        app.database.superuserUrl,
        `UPDATE idempotency_keys SET "createdAt" = now() - interval '${interval}' WHERE key = $1`,
        [key],
      );
    await age('23 hours 59 minutes');
    expect(isReplayed(await keyed(key).post('/sources', request))).toBe(true);
    await age('24 hours 1 minute');
    const other = aSource();
    const anew = await keyed(key).post<SourceBody>('/sources', other);
    expect([anew.status, anew.body.name, isReplayed(anew)]).toEqual([201, other.name, false]);

    await age('25 hours');
    await app.restart(); // a sweep is due at every start
    await eventually('the key is swept', async () => !(await keysKept()).some((row) => row.includes(key)));
  });
});

describe('an upload with an Idempotency-Key', () => {
  const FILE = Buffer.from('PGDMP is how a dump begins; nobody looks further here');
  let sourceId: string;
  beforeAll(async () => {
    sourceId = await new JobsClient(app.api).addSource(database.target);
  });

  const uploads = async (): Promise<number> =>
    (await new JobsClient(app.api).backupsOf(sourceId)).filter(({ origin }) => origin === 'upload').length;

  it('is the same however its form is spelled, and has one effect', async () => {
    const client = keyed(uuidV7());
    const before = await uploads();
    const first = await upload<BackupBody>(client, { sourceId, file: FILE, fields: { name: 'a', description: 'b' } });
    const again = { sourceId, file: FILE, fields: { description: 'b', name: 'a' }, fileName: 'other.dump' };
    const second = await upload<BackupBody>(client, again);
    expect([first.status, isReplayed(first)]).toEqual([202, false]);
    expect([second.status, second.body, isReplayed(second)]).toEqual([202, first.body, true]);
    expect(second.headers.get('location')).toBe(`/api/v1/backups/${first.body.backup.id}`);
    expect(await uploads()).toBe(before + 1);
  });

  it('is refused with another file, also of the same length, and with another field or manifest', async () => {
    const client = keyed(uuidV7());
    expect((await upload(client, { sourceId, file: FILE })).status).toBe(202);
    const before = await uploads();
    for (const other of [
      { file: Buffer.from(FILE).fill('x', 20, 21) },
      { file: Buffer.concat([FILE, Buffer.alloc(100_000)]) },
      { file: FILE.subarray(1) },
      { file: FILE, fields: { name: 'another name' } },
      { file: FILE, manifest: '{}' },
    ]) {
      const { status, body } = await upload<ProblemBody>(client, { sourceId, ...other });
      expect([status, body.code]).toEqual([409, 'CONFLICT']);
      expect(body.detail).toMatch(/used for another request/);
    }
    expect(await uploads()).toBe(before);
  });

  it('may be sent again when it broke off', async () => {
    const key = uuidV7();
    const { host } = new URL(app.baseUrl);
    const { body: login } = await app.anonymous.post<{ accessToken: string }>('/auth/login', ADMIN);
    const headers = {
      ...{ host, 'content-type': 'multipart/form-data; boundary=b', 'transfer-encoding': 'chunked' },
      ...{ authorization: `Bearer ${login.accessToken}`, 'idempotency-key': key },
    };
    const sent = request(`${app.baseUrl}/api/v1/backups/import`, { method: 'POST', headers });
    sent.on('error', () => undefined);
    sent.write(`--b\r\nContent-Disposition: form-data; name="sourceId"\r\n\r\n${sourceId}\r\n`);
    sent.write('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nPGDMP');
    const rows = async () =>
      (await queryOnce(app.database.superuserUrl, 'SELECT FROM received_uploads WHERE bytes IS NULL')).length;
    await eventually('it comes in', async () => ((await rows()) === 1 ? true : null));
    sent.destroy();
    await eventually('it is taken away', async () => ((await rows()) === 0 ? true : null));
    const answer = await upload(keyed(key), { sourceId, file: FILE });
    expect([answer.status, isReplayed(answer)]).toEqual([202, false]);
  });

  it('may be sent again, to be judged anew, when it was refused', async () => {
    const client = keyed(uuidV7());
    expect((await upload(client, { sourceId: uuidV7(), file: FILE })).status).toBe(404);
    expect((await upload(client, { sourceId, file: FILE })).status).toBe(202);
  });
});

describe('a key', () => {
  it('is nobody else’s: not another user’s, not another tenant’s, not another route’s', async () => {
    const key = uuidV7();
    const request = aSourceElsewhere();
    const first = await keyed(key).post<SourceBody>('/sources', request);
    const colleague = await addPerson(app, { role: 'admin' });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    const theirs = await keyed(key, colleague).post<ProblemBody>('/sources', request);
    expect([theirs.status, isReplayed(theirs)]).toEqual([409, false]); // the name is taken
    const elsewhere = await keyed(key, stranger).post<SourceBody & ProblemBody>('/sources', request);
    expect(isReplayed(elsewhere)).toBe(false);
    expect(elsewhere.body.id).not.toBe(first.body.id);
    const test = await keyed(key).post(`/sources/${first.body.id}/test`);
    expect([test.status, isReplayed(test)]).toEqual([200, false]);
  });

  it('gives nothing to whoever may not call the route', async () => {
    const key = uuidV7();
    const mine = await addPerson(app, { role: 'admin' });
    const request = aSourceElsewhere();
    expect((await keyed(key, mine).post('/sources', request)).status).toBe(201);
    const { body: me } = await mine.get<{ id: string }>('/auth/me');
    await queryOnce(app.database.superuserUrl, `UPDATE users SET role = 'viewer' WHERE id = $1`, [me.id]);
    expect((await keyed(key, mine).post('/sources', request)).status).toBe(403);
    expect((await keyed(key, app.anonymous).post('/sources', request)).status).toBe(401);
  });

  it.each(['x'.repeat(256), 'with space', 'a,b', 'é'])('is refused when it is %j', async (key) => {
    const encoded = Buffer.from(key).toString('latin1');
    const { status, body } = await keyed(encoded).post<ProblemBody>('/sources', aSource());
    expect([status, body.code]).toEqual([400, 'INVALID_PARAMETER']);
    expect(body.errors?.map(({ field }) => field)).toEqual(['Idempotency-Key']);
  });

  it.each([
    '1',
    '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    `'; DROP TABLE users --`.replaceAll(' ', '_'),
    '~'.repeat(255),
  ])('may be %j', async (key) => {
    expect((await keyed(key).post('/sources', aSource())).status).toBe(201);
  });

  it('means nothing to a GET', async () => {
    const client = keyed(uuidV7());
    await client.get('/sources');
    expect(isReplayed(await client.get('/sources'))).toBe(false);
  });

  it('keeps no answer in clear', async () => {
    const name = uniqueName('secret_name');
    await keyed(uuidV7()).post('/sources', aSource(name));
    const rows = await keysKept();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.join()).not.toContain(name);
  });

  it('is documented on every POST that takes it', async () => {
    const document = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as {
      paths: Record<string, Record<string, { parameters?: { name: string }[]; security?: object[] }>>;
    };
    const posts = Object.values(document.paths).flatMap(({ post }) => (post?.security === undefined ? [] : [post]));
    expect(posts.length).toBeGreaterThan(5);
    for (const { parameters } of posts) expect(parameters?.map(({ name }) => name)).toContain('Idempotency-Key');
  });
});
