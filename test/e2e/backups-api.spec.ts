import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import { type SignedLink, signLink } from '../../src/features/backups/link-signature.js';
import { MasterKeys } from '../../src/platform/crypto/master-key.js';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { parseCsv } from '../support/csv.js';
import { cloneBackups } from '../support/cloned-backups.js';
import { sql } from '../support/database-state.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

/** What the API of backups has beside making, reading and deleting one. */
let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let operator: ApiClient;
let admin: ApiClient;
let stranger: ApiClient;
let before: BackupRecord;
let after: BackupRecord;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL);
     INSERT INTO migrations ("timestamp", name) VALUES (1, 'First1'), (2, 'Dropped2');
     CREATE TABLE "order" (id int PRIMARY KEY, note text, total int);
     INSERT INTO "order" SELECT n, 'note', n FROM generate_series(1, 100) n;
     CREATE TABLE same (id int); INSERT INTO same VALUES (1);
     CREATE TABLE rewritten (id int); INSERT INTO rewritten VALUES (1);
     CREATE TABLE gone (id int); INSERT INTO gone VALUES (1), (2);
     CREATE INDEX by_total ON "order" (total)`,
  );
  const sourceId = await jobs.addSource(database.target);
  before = await jobs.completedBackup(sourceId, { fingerprints: true });
  await sql(
    database.target,
    `DELETE FROM migrations WHERE name = 'Dropped2'; INSERT INTO migrations ("timestamp", name) VALUES (3, 'Third3');
     DELETE FROM "order" WHERE id > 90; ALTER TABLE "order" DROP note, ADD paid boolean NOT NULL DEFAULT false;
     ALTER TABLE "order" ALTER total TYPE bigint;
     DROP INDEX by_total; CREATE UNIQUE INDEX by_total ON "order" (total);
     UPDATE rewritten SET id = 2; DROP TABLE gone; CREATE TABLE coming (id int); INSERT INTO coming VALUES (1)`,
  );
  after = await jobs.completedBackup(sourceId, { fingerprints: true });
  operator = await addPerson(app, { role: 'operator' });
  admin = await addPerson(app, { role: 'admin' });
  stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

describe('two backups compared', () => {
  interface Comparison {
    tables: { name: string; rowsBefore: number | null; rowsAfter: number | null; change: number; sameRows: boolean }[];
    schema: { added: string[]; removed: string[]; changed: string[] };
    migrations: { added: string[]; removed: string[] };
    warnings: unknown[];
  }
  const compare = <Body = Comparison>(client: ApiClient, one: string, other: string) =>
    client.get<Body>(`/backups/${one}/compare/${other}`);

  it('differ in rows, definitions and migrations, from the first to the second', async () => {
    const viewer = await addPerson(app, { role: 'viewer' });
    const { tables, ...rest } = expectStatus(200, await compare(viewer, before.id, after.id));
    expect(tables.map(({ name, ...values }) => [name, ...Object.values(values)])).toEqual([
      ['public."order"', 100, 90, -10, false],
      ['public.coming', null, 1, 1, null],
      ['public.gone', 2, null, -2, null],
      ['public.migrations', 2, 2, 0, false],
      ['public.rewritten', 1, 1, 0, false],
      ['public.same', 1, 1, 0, true],
    ]);
    expect(rest).toEqual({
      backupId: before.id,
      otherId: after.id,
      schema: {
        added: ['public."order".paid', 'public.coming'],
        removed: ['public."order".note', 'public.gone'],
        changed: ['index public.by_total', 'public."order"', 'public."order".total'],
      },
      migrations: { added: ['Third3'], removed: ['Dropped2'] },
      warnings: [],
    });
  });

  it('are the same the other way round, and a backup is the same as itself', async () => {
    const back = expectStatus(200, await compare(app.api, after.id, before.id));
    expect(back.schema.added).toEqual(['public."order".note', 'public.gone']);
    expect(back.migrations).toEqual({ added: ['Dropped2'], removed: ['Third3'] });
    const itself = expectStatus(200, await compare(app.api, after.id, after.id.toUpperCase()));
    expect(itself.schema).toEqual({ added: [], removed: [], changed: [] });
    expect(itself.tables.every(({ change, sameRows }) => change === 0 && sameRows)).toBe(true);
  });

  it('without counts still say which tables there are', async () => {
    const [copy = ''] = await cloneBackups(app, before.id, 1, 3);
    await queryOnce(app.database.superuserUrl, `UPDATE backups SET "tableCounts" = NULL WHERE id = $1`, [copy]);
    const { tables } = expectStatus(200, await compare(app.api, copy, after.id));
    expect(tables.find(({ name }) => name === 'public.gone')).toMatchObject({ rowsBefore: null, change: null });
    expect(tables.find(({ name }) => name === 'public."order"')).toMatchObject({ rowsBefore: null, rowsAfter: 90 });
  });

  it('must be whole, there, and of the caller’s tenant', async () => {
    const [unfinished = ''] = await cloneBackups(app, before.id, 1, 3);
    await queryOnce(app.database.superuserUrl, `UPDATE backups SET status = 'running' WHERE id = $1`, [unfinished]);
    expect((await compare<ProblemBody>(app.api, unfinished, after.id)).body.code).toBe('BACKUP_NOT_READY');
    await queryOnce(app.database.superuserUrl, `UPDATE backups SET status = 'failed' WHERE id = $1`, [unfinished]);
    expect((await compare<ProblemBody>(app.api, after.id, unfinished)).body.code).toBe('BACKUP_NOT_READY');
    expect((await compare<ProblemBody>(stranger, before.id, after.id)).body.code).toBe('NOT_FOUND');
    expect((await compare<ProblemBody>(app.api, before.id, uuidV7())).body.code).toBe('NOT_FOUND');
    expect((await compare<ProblemBody>(app.api, before.id, 'x')).body.code).toBe('INVALID_PARAMETER');
    const [foreign = ''] = await cloneBackups(app, before.id, 1, 3);
    await queryOnce(
      app.database.superuserUrl,
      `UPDATE backups SET "tenantId" = (SELECT id FROM tenants WHERE slug LIKE 't-%') WHERE id = $1`,
      [foreign],
    );
    const ofTwoTenants = await compare<ProblemBody>(app.api, before.id, foreign);
    expect([ofTwoTenants.status, ofTwoTenants.body.code]).toEqual([400, 'INVALID_PARAMETER']);
  });

  it('are read from the store: one that lost an archive says so', async () => {
    const [copy = ''] = await cloneBackups(app, before.id, 1, 3);
    const [{ storageKey } = { storageKey: '' }] = await queryOnce<{ storageKey: string }>(
      app.database.superuserUrl,
      `SELECT "storageKey" FROM artifacts WHERE "backupId" = $1`,
      [copy],
    );
    await rm(join(app.backupDir, storageKey));
    const { status, body } = await compare<ProblemBody>(app.api, copy, after.id);
    expect([status, body.code]).toEqual([500, 'ARCHIVE_UNREADABLE']);
  });
});

describe('many backups at once', () => {
  interface Outcome {
    done: string[];
    refused: { id: string; code: string; detail: string }[];
  }
  const bulk = <Body = Outcome>(client: ApiClient, action: string, ids: unknown) =>
    client.post<Body>('/backups/bulk', { action, ids });
  const codes = ({ refused }: Outcome) => Object.fromEntries(refused.map(({ id, code }) => [id, code]));

  it('are pinned, unpinned and deleted, each as if it were alone', async () => {
    const [one = '', two = '', three = ''] = await cloneBackups(app, before.id, 3, 3);
    const [foreign = ''] = await cloneBackups(app, before.id, 1, 3);
    await queryOnce(
      app.database.superuserUrl,
      `UPDATE backups SET "tenantId" = (SELECT id FROM tenants WHERE slug LIKE 't-%') WHERE id = $1`,
      [foreign],
    );
    const nothing = uuidV7();
    const pinned = expectStatus(200, await bulk(admin, 'pin', [nothing, one, foreign, two]));
    expect(pinned.done).toEqual([one, two]);
    expect(codes(pinned)).toEqual({ [nothing]: 'NOT_FOUND', [foreign]: 'NOT_FOUND' });
    expect((await bulk(admin, 'unpin', [two])).body).toEqual({ done: [two], refused: [] });

    const deleted = expectStatus(200, await bulk(admin, 'delete', [one, two, three, foreign]));
    expect(deleted.done).toEqual([two, three]);
    expect(codes(deleted)).toEqual({ [one]: 'CONFLICT', [foreign]: 'NOT_FOUND' });
    expect(deleted.refused[0]?.detail).toBe('This backup is pinned.');
    expect((await app.api.get(`/backups/${two}`)).status).toBe(404);
    expect((await app.api.get(`/backups/${foreign}`)).status).toBe(200);
    const acts = await queryOnce<{ action: string }>(
      app.database.superuserUrl,
      `SELECT action FROM audit_events WHERE "subjectId" = $1 ORDER BY at`,
      [two],
    );
    expect(acts.map(({ action }) => action)).toEqual(['backup.update', 'backup.update', 'backup.delete']);
  });

  it('are verified by operators, who may do nothing else with them', async () => {
    const copies = await cloneBackups(app, before.id, 2, 3);
    expect(expectStatus(200, await bulk(operator, 'verify', copies)).done).toEqual(copies);
    for (const action of ['delete', 'pin', 'unpin']) {
      const { status, body } = await bulk<ProblemBody>(operator, action, copies);
      expect([action, status, body.code]).toEqual([action, 403, 'FORBIDDEN']);
    }
    const viewer = await addPerson(app, { role: 'viewer' });
    expect((await bulk(viewer, 'verify', copies)).status).toBe(403);
  });

  it('have one effect for an Idempotency-Key', async () => {
    const [one = ''] = await cloneBackups(app, before.id, 1, 3);
    const keyed = admin.with({ 'idempotency-key': uuidV7() });
    const first = await bulk(keyed, 'delete', [one]);
    const second = await bulk(keyed, 'delete', [one]);
    expect(first.body).toEqual({ done: [one], refused: [] });
    expect(second.body).toEqual(first.body);
  });

  it.each<[string, object]>([
    ['no action', { ids: [uuidV7()] }],
    ['an unknown action', { action: 'restore', ids: [uuidV7()] }],
    ['no ids', { action: 'pin', ids: [] }],
    ['more ids than 200', { action: 'pin', ids: Array.from({ length: 201 }, () => uuidV7()) }],
    ['ids that are none', { action: 'pin', ids: ['1'] }],
    [
      'an id twice, once in capitals',
      { action: 'pin', ids: ['0193ABCD-0000-7000-8000-000000000000', '0193abcd-0000-7000-8000-000000000000'] },
    ],
    ['an unknown property', { action: 'pin', ids: [uuidV7()], level: 'checksum' }],
  ])('are refused whole: %s', async (_case, body) => {
    const answer = await admin.post<ProblemBody>('/backups/bulk', body);
    expect([answer.status, ['INVALID_PARAMETER', 'MISSING_PARAMETER'].includes(answer.body.code)]).toEqual([400, true]);
  });
});

describe('backups as CSV', () => {
  async function table(client: ApiClient, query = ''): Promise<{ headers: Headers; rows: Record<string, string>[] }> {
    const response = await client.raw(`/backups/export.csv${query}`);
    if (response.status !== 200) throw new Error(await response.text());
    const [heading = [], ...lines] = parseCsv(await response.text());
    return {
      headers: response.headers,
      rows: lines.map((cells) => Object.fromEntries(heading.map((name, index) => [name, cells[index] ?? '']))),
    };
  }

  it('are those of the list, in its order, with its filters', async () => {
    for (const query of [
      'sort=createdAt&order=desc',
      'sort=name&order=asc',
      'sort=storedBytes&order=asc',
      'sort=durationMs&order=desc',
      'sort=id',
      'status=completed&sort=storedBytes',
      `ids=${before.id},${after.id}`,
      'q=nothing has this',
    ]) {
      const list = await app.api.get<{ items: BackupRecord[]; total: number }>(`/backups?limit=200&${query}`);
      const { rows } = await table(app.api, `?${query}`);
      expect([query, rows.map(({ id }) => id)]).toEqual([query, list.body.items.map(({ id }) => id)]);
    }
  });

  it('come as a file that a spreadsheet takes for text', async () => {
    const name = '=HYPERLINK("http://evil","x")';
    expectStatus(
      200,
      await admin.patch(`/backups/${before.id}`, { name, description: 'two\nlines, "quoted"', tags: ['ä', 'b'] }),
    );
    const { headers, rows } = await table(operator, `?ids=${before.id}`);
    expect(headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers.get('content-disposition')).toBe('attachment; filename="backups.csv"');
    expect(rows).toEqual([
      expect.objectContaining({
        number: '1',
        name: `'${name}`,
        description: 'two\nlines, "quoted"',
        tags: 'ä, b',
        status: 'completed',
        createdAt: before.createdAt,
        storedBytes: String(before.storedBytes),
        errorCode: '',
        source: expect.stringMatching(/^source/),
      }),
    ]);
  });

  it('are all there, however many, and whatever they have in common', async () => {
    // More than two batches of the same moment, a third of them without a size.
    await queryOnce(
      app.database.superuserUrl,
      `INSERT INTO backups (id, "tenantId", "sourceId", number, name, origin, status, "createdBy", "createdAt", "storedBytes")
       SELECT gen_random_uuid(), "tenantId", "sourceId", 100000 + n, 'many', 'manual', 'failed', 'test',
              '2020-01-01 00:00:00.123456Z', CASE WHEN n % 3 > 0 THEN n % 5 END
         FROM backups, generate_series(1, 2500) n WHERE id = $1`,
      [before.id],
    );
    const ids = await queryOnce<{ ids: string }>(
      app.database.superuserUrl,
      `SELECT string_agg(id::text, ',' ORDER BY id) AS ids FROM backups WHERE name = 'many'`,
    );
    for (const sort of ['createdAt', 'storedBytes', 'durationMs', 'name', 'id']) {
      for (const order of ['asc', 'desc']) {
        const { rows } = await table(app.api, `?q=many&status=failed&sort=${sort}&order=${order}`);
        expect([
          sort,
          rows
            .map(({ id }) => id)
            .sort()
            .join(),
        ]).toEqual([sort, ids[0]?.ids]);
        const values = rows.map((row) => row[sort] ?? '');
        const firstEmpty = order === 'asc' ? values.indexOf('') : values.lastIndexOf('');
        if (sort === 'storedBytes') expect(firstEmpty).toBe(order === 'asc' ? 1667 : 832);
      }
    }
  });

  it('are the caller’s own, and an order that is none is refused before anything is sent', async () => {
    const { rows } = await table(stranger);
    expect(rows.every(({ tenantId }) => tenantId !== before.tenantId)).toBe(true);
    expect((await app.anonymous.get('/backups/export.csv')).status).toBe(401);
    for (const query of ['sort=createdBy', 'page=2', 'limit=1', 'status=good']) {
      const answer = await app.api.get<ProblemBody>(`/backups/export.csv?${query}`);
      expect([query, answer.status, answer.body.code]).toEqual([query, 400, 'INVALID_PARAMETER']);
    }
  });
});

describe('a link to an artifact', () => {
  interface Link {
    url: string;
    expiresAt: string;
  }
  const ask = <Body = Link>(client: ApiClient, id: string, body: object = {}) =>
    client.post<Body>(`/backups/${id}/download-url`, body);
  const make = async (client = operator, id = before.id) => expectStatus(200, await ask(client, id)).url;
  const status = async (url: string) => (await fetch(url)).status;

  it('gives the stored bytes to whoever has it, whole or in part', async () => {
    const { url, expiresAt } = expectStatus(200, await ask(operator, before.id));
    expect(url.startsWith(`${app.baseUrl}/api/v1/downloads/`)).toBe(true);
    const seconds = (Date.parse(expiresAt) - Date.now()) / 1_000;
    expect(Math.abs(seconds - 3_600)).toBeLessThan(60);
    const whole = await fetch(url);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const [artifact] = before.artifacts;
    expect([whole.status, bytes.length]).toEqual([200, artifact?.storedBytes]);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(artifact?.sha256);
    const etag = `"${artifact?.sha256 ?? ''}"`;
    expect([whole.headers.get('etag'), whole.headers.get('cache-control')]).toEqual([etag, 'no-store']);

    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(10, 20)]);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { range: 'bytes=999999999-' } })).status).toBe(416);
  });

  it('is written down, made and followed, without its signature', async () => {
    const url = await make();
    const [, id = '', signature = ''] = /downloads\/([^?]+)\?signature=(.+)$/.exec(url) ?? [];
    await fetch(url).then((response) => response.arrayBuffer());
    expect(await status(url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBe(401);
    const events = await queryOnce<{ action: string; actor: string | null; address: string | null }>(
      app.database.superuserUrl,
      `SELECT action, actor, address FROM audit_events WHERE data->>'linkId' = $1 ORDER BY at, id`,
      [id],
    );
    expect(events).toEqual([
      { action: 'backup.download_url', actor: expect.stringMatching(/^operator/), address: '127.0.0.1' },
      { action: 'backup.download', actor: null, address: '127.0.0.1' },
      { action: 'download_link.refuse', actor: null, address: '127.0.0.1' },
    ]);
    const [{ found } = { found: 1 }] = await queryOnce<{ found: number }>(
      app.database.superuserUrl,
      `SELECT count(*)::int AS found FROM audit_events e WHERE strpos(e::text, $1) > 0`,
      [signature],
    );
    expect([found, app.process.stderr.includes(signature)]).toEqual([0, false]);
  });

  it('is what was signed and nothing else', async () => {
    const [one, other] = [await make(), await make(operator, after.id)];
    const [, oneSignature = ''] = one.split('?');
    expect(await status(`${other.split('?')[0] ?? ''}?${oneSignature}`)).toBe(401);
    expect(await status(one.split('?')[0] ?? '')).toBe(401);
    expect(await status(`${app.baseUrl}/api/v1/downloads/${uuidV7()}?${oneSignature}`)).toBe(401);
    const problem = (await (await fetch(`${one}x`)).json()) as ProblemBody;
    expect(problem).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(problem.instance).toMatch(/^\/api\/v1\/downloads\/[\w-]+$/);
    // Neither more time nor another backup can be written to it.
    const id = /downloads\/([^?]+)/.exec(one)?.[1] ?? '';
    const change = (what: string) =>
      queryOnce(app.database.superuserUrl, `UPDATE download_links SET ${what} WHERE id = $1`, [id]);
    await change(`"expiresAt" = "expiresAt" + interval '1 day'`);
    expect(await status(one)).toBe(401);
    await change(`"expiresAt" = "expiresAt" - interval '1 day'`);
    expect(await status(one)).toBe(200);
    await change(`"backupId" = '${after.id}'`);
    expect(await status(one)).toBe(401);
  });

  it('ends after its hour', async () => {
    const id = /downloads\/([^?]+)/.exec(await make())?.[1] ?? '';
    const [link] = await queryOnce<SignedLink>(
      app.database.superuserUrl,
      `UPDATE download_links SET "expiresAt" = date_trunc('second', now()) - interval '1 s' WHERE id = $1
       RETURNING id, "tenantId", "backupId", "artifactId", "madeById", "expiresAt"`,
      [id],
    );
    if (link === undefined) throw new Error('The link is not there.');
    const signature = (of: SignedLink) => signLink(new MasterKeys(Buffer.from(app.masterKey, 'base64')), of);
    expect(await status(`${app.baseUrl}/api/v1/downloads/${id}?signature=${signature(link)}`)).toBe(401);
    const expiresAt = new Date(link.expiresAt.getTime() + 60_000);
    await queryOnce(app.database.superuserUrl, `UPDATE download_links SET "expiresAt" = $2 WHERE id = $1`, [
      id,
      expiresAt,
    ]);
    const url = `${app.baseUrl}/api/v1/downloads/${id}?signature=${signature({ ...link, expiresAt })}`;
    expect(await status(url)).toBe(200);
  });

  it('ends with the right of whoever made it, with their key, and with the backup', async () => {
    const email = `leaving-${uuidV7()}@example.test`;
    const person = await addPerson(app, { role: 'operator', email });
    const url = await make(person);
    const become = (role: string) =>
      queryOnce(app.database.superuserUrl, `UPDATE users SET role = $2 WHERE email = $1`, [email, role]);
    await become('viewer');
    expect(await status(url)).toBe(401);
    await become('operator');
    expect(await status(url)).toBe(200);
    const keepOut = (since: string) =>
      queryOnce(app.database.superuserUrl, `UPDATE users SET "disabledAt" = ${since} WHERE email = $1`, [email]);
    await keepOut('now()');
    expect(await status(url)).toBe(401);
    await keepOut('NULL');

    const key = expectStatus<{ id: string; key: string }>(
      201,
      await admin.post('/api-keys', { name: 'links', scopes: ['download'] }),
    );
    const byKey = await make(app.anonymous.withToken(key.key));
    expect(await status(byKey)).toBe(200);
    await admin.delete(`/api-keys/${key.id}`);
    expect(await status(byKey)).toBe(401);

    await queryOnce(app.database.superuserUrl, `DELETE FROM users WHERE email = $1`, [email]);
    expect(await status(url)).toBe(401);
    const [copy = ''] = await cloneBackups(app, before.id, 1, 3);
    const ofCopy = await make(operator, copy);
    expect(await status(ofCopy)).toBe(200);
    expectStatus(200, await admin.delete(`/backups/${copy}`));
    expect(await status(ofCopy)).toBe(401);
  });

  it('is made by those who may download', async () => {
    const viewer = await addPerson(app, { role: 'viewer' });
    expect((await ask<ProblemBody>(viewer, before.id)).body.code).toBe('FORBIDDEN');
    expect((await ask<ProblemBody>(stranger, before.id)).body.code).toBe('NOT_FOUND');
    expect((await ask<ProblemBody>(operator, before.id, { artifact: uuidV7() })).body.code).toBe('NOT_FOUND');
    expect((await ask<ProblemBody>(operator, before.id, { decrypt: true })).body.code).toBe('INVALID_PARAMETER');
  });
});

describe('an estimate', () => {
  interface Estimate {
    rawBytes: number;
    storedBytes: number;
    seconds: number;
    confidence: string;
    measuredBackups: number;
  }
  const estimate = <Body = Estimate>(client: ApiClient, id: string, body: object = {}) =>
    client.post<Body>(`/sources/${id}/estimate`, body);

  it('is what the last backups were, and waits for nobody’s lock', async () => {
    const holder = await database.open();
    await holder.query('BEGIN; LOCK TABLE public."order" IN ACCESS EXCLUSIVE MODE');
    const startedAt = performance.now();
    const found = expectStatus(200, await estimate(operator, before.sourceId, { contents: ['database'] }));
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await holder.query('ROLLBACK');
    await holder.end();
    expect(found).toMatchObject({ confidence: expect.stringMatching(/^(medium|high)$/), measuredBackups: 5 });
    expect(found.rawBytes / (before.rawBytes ?? 0)).toBeGreaterThan(0.5);
    expect(found.rawBytes / (before.rawBytes ?? 0)).toBeLessThan(2);
    expect(found.seconds).toBeGreaterThan(0);
  });

  it('of a source that has no backup yet says that it is not sure', async () => {
    const other = await createTestDatabase();
    await sql(
      other.target,
      `CREATE TABLE big AS SELECT n, repeat('x', 100) AS filler FROM generate_series(1, 20000) n`,
    );
    const id = await jobs.addSource(other.target);
    const found = expectStatus(200, await estimate(operator, id));
    expect(found).toMatchObject({ confidence: 'low', measuredBackups: 0 });
    expect(found.rawBytes).toBeGreaterThan(1_000_000);
    await other.drop();
    expect((await estimate<ProblemBody>(operator, id)).body.code).toBe('SOURCE_UNREACHABLE');
  });

  it('is of what can be backed up, and of one’s own', async () => {
    for (const body of [{ contents: ['files'] }, { contents: [] }, { surprise: 1 }]) {
      expect((await estimate<ProblemBody>(operator, before.sourceId, body)).body.code).toBe('INVALID_PARAMETER');
    }
    expect((await estimate<ProblemBody>(stranger, before.sourceId)).body.code).toBe('NOT_FOUND');
  });
});
