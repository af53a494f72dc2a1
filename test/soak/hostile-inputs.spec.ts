import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  properties?: Record<string, Schema>;
}

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const HOSTILE: unknown[] = [null, 'a\0b', '\ud83d', '', [], [null], [['a']], {}, [{}], 1e300, -1, 0.5];
const HOSTILE_TEXTS = ['%00', '%ED%A0%BD', '', '%FF', 'a%00b', '2026-W10', '1e300', '[]', 'null'];

let app: AppProcess;
let database: TestDatabase;
let document: OpenApi;
let sourceId: string;
let backupId: string;

// Nobody works on what is accepted here: it is about the requests.
beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
  database = await createTestDatabase();
  const jobs = new JobsClient(app.api);
  sourceId = await jobs.addSource(database.target);
  backupId = (await jobs.askBackup(sourceId)).id;
  document = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as OpenApi;
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const connection = () => ({
  host: database.target.host,
  port: database.target.port,
  database: database.target.database,
  user: database.target.user,
});

/** What each body needs to be taken, so that one hostile field is all that is wrong with it. */
const bases = (): Record<string, object> => ({
  '/sources': { name: uuidV7(), database: connection() },
  '/sources/test': { name: 'draft', database: connection() },
  '/backups': { sourceId },
  '/auth/login': { email: 'nobody@example.test', password: 'p' },
});

const operations = (): { method: string; path: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      operation,
    })),
  );

const addressOf = (path: string): string =>
  path.replace(/\{\w+\}/g, path.startsWith('/sources') ? sourceId : path.startsWith('/backups') ? backupId : uuidV7());

/** The fields of a body, those of objects inside of it by their path. */
function fieldsOf(schema: Schema): string[][] {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return fieldsOf(document.components.schemas[name] ?? {});
  const inherited = (schema.allOf ?? []).flatMap(fieldsOf);
  const own = Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => [
    [field],
    ...fieldsOf(inner).map((path) => [field, ...path]),
  ]);
  return [...inherited, ...own];
}

function withField(body: object, [field = '', ...rest]: string[], value: unknown): object {
  const inner = (body as Record<string, object | undefined>)[field] ?? {};
  return { ...body, [field]: rest.length === 0 ? value : withField(inner, rest, value) };
}

async function statusOf(method: string, address: string, body?: object): Promise<number> {
  const response = await app.api.raw(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  await response.body?.cancel();
  return response.status;
}

describe('a hostile value', () => {
  it('in any field of any body is never the server’s fault', async () => {
    const faults: string[] = [];
    let asked = 0;
    for (const { method, path, operation } of operations()) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      for (const field of schema === undefined ? [] : fieldsOf(schema)) {
        for (const value of HOSTILE) {
          const body = withField(bases()[path] ?? {}, field, value);
          const status = await statusOf(method, addressOf(path), body);
          asked += 1;
          if (status >= 500) faults.push(`${status} ${method} ${path} ${field.join('.')} = ${JSON.stringify(value)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(400);
  });

  it('in any parameter of any list is never the server’s fault', async () => {
    const faults: string[] = [];
    let asked = 0;
    const reads = operations().filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'));
    for (const { path, operation } of reads) {
      for (const { name } of (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')) {
        for (const text of HOSTILE_TEXTS) {
          const status = await statusOf('GET', `${addressOf(path)}?${name}=${text}`);
          asked += 1;
          if (status >= 500) faults.push(`${status} GET ${path}?${name}=${text}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});

describe('null', () => {
  it.each([
    ['name', { name: null }],
    ['database', { database: null }],
    ['database.password', { database: { password: null } }],
    ['database.sslMode', { database: { sslMode: null } }],
    ['database.maintenanceDatabase', { database: { maintenanceDatabase: null } }],
    ['database.host', { database: { host: null } }],
    ['migrations', { migrations: null }],
    ['migrations.table', { migrations: { table: null } }],
    ['migrations.codePath', { migrations: { codePath: null } }],
  ])('is no value of %s of a source', async (field, body) => {
    const answer = await app.api.patch<ProblemBody>(`/sources/${sourceId}`, body);
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_PARAMETER']);
    expect(answer.body.errors?.map((error) => error.field)).toEqual([field]);
  });

  it.each(['name', 'pinned', 'tags'])('is no value of %s of a backup', async (field) => {
    const answer = await app.api.patch<ProblemBody>(`/backups/${backupId}`, { [field]: null });
    expect([answer.status, answer.body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
  });

  it('takes away what may be none', async () => {
    await app.api.patch(`/backups/${backupId}`, { description: 'something' });
    const backup = await app.api.patch<{ description: string | null }>(`/backups/${backupId}`, { description: null });
    expect([backup.status, backup.body.description]).toEqual([200, null]);
    await app.api.patch(`/sources/${sourceId}`, { appVersion: '1' });
    const source = await app.api.patch<{ appVersion: string | null }>(`/sources/${sourceId}`, { appVersion: null });
    expect([source.status, source.body.appVersion]).toEqual([200, null]);
  });
});

describe('what PostgreSQL cannot keep', () => {
  it.each([
    ['POST', '/sources', () => ({ ...bases()['/sources'], appVersion: 'a\0b' })],
    ['PATCH', '/sources/{id}', () => ({ appVersion: 'a\0b' })],
    ['PATCH', '/sources/{id}', () => ({ migrations: { table: '\ud83d' } })],
    ['PATCH', '/backups/{id}', () => ({ tags: ['fine', '\ud83d'] })],
    ['POST', '/auth/login', () => ({ email: 'a\0b@example.test', password: 'p' })],
  ])('is a 400: %s %s', async (method, path, body) => {
    expect(await statusOf(method, addressOf(path), body())).toBe(400);
  });

  it.each(['/sources?q=%00', '/backups?q=%00'])('is a 400: GET %s', async (address) => {
    expect(await statusOf('GET', address)).toBe(400);
  });
});

describe('a time', () => {
  it.each(['2026-W10', '2026', '2026-02-30', 'now', '0000-01-01', '2026-11-20T03:15:00'])('is not %s', async (text) => {
    expect(await statusOf('GET', `/backups?from=${text}`)).toBe(400);
    expect(await statusOf('GET', `/backups?to=${text}`)).toBe(400);
    expect(await statusOf('PATCH', `/restores/${uuidV7()}`, { rollbackUntil: text })).toBe(400);
  });

  it.each(['2026-11-20', '0001-01-01', '9999-12-31T23:59:59-23:59', '2026-11-20T03:15:00%2B20:00'])(
    'may be %s',
    async (text) => {
      expect(await statusOf('GET', `/backups?from=${text}&to=${text}`)).toBe(200);
    },
  );
});
