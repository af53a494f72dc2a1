import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createApiClient } from '../../admin-ui/src/api/client.js';
import { CLIENT_TYPES_FILE, contractFiles, DOCUMENT_FILE } from '../../scripts/lib/openapi-files.mjs';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';

interface Operation {
  summary?: string;
  operationId?: string;
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; schema?: Record<string, unknown>; description?: string }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>;
}

interface Schema {
  type?: string;
  enum?: string[];
  properties?: Record<string, Record<string, unknown> & { description?: string }>;
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
}

let app: AppProcess;
let document: OpenApi;
let operations: [string, Operation][];
beforeAll(async () => {
  app = await startApp();
  document = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as OpenApi;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});
afterAll(async () => {
  await app.stop();
});

const namesWhere = (isWrong: (operation: Operation, name: string) => boolean): string[] =>
  operations.filter(([name, operation]) => isWrong(operation, name)).map(([name]) => name);

it('is OpenAPI 3 and knows the routes', () => {
  expect(document.openapi).toMatch(/^3\./);
  const names = operations.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['POST /api/v1/auth/login', 'GET /api/v1/auth/me', 'GET /api/v1/health']),
  );
});

it('gives every operation a summary and a name of its own', () => {
  expect(namesWhere(({ summary }) => (summary ?? '').length < 10)).toEqual([]);
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

it('asks for a bearer token, or for a cookie and its token, everywhere but where the contract does not', () => {
  expect(namesWhere(({ security }) => security === undefined).sort()).toEqual([
    'GET /api/v1/auth/methods',
    'GET /api/v1/auth/oidc',
    'GET /api/v1/auth/oidc/callback',
    'GET /api/v1/downloads/{id}',
    'GET /api/v1/health',
    'POST /api/v1/auth/login',
  ]);
  expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer', 'cookie', 'csrf']);
  const both = (name: string) => [{ bearer: [] }, { cookie: [], ...(name.startsWith('GET ') ? {} : { csrf: [] }) }];
  expect(
    operations
      .filter(([name, { security }]) => name.includes('/api/v1/') && security !== undefined)
      .filter(([name, { security }]) => JSON.stringify(security) !== JSON.stringify(both(name)))
      .map(([name]) => name),
  ).toEqual([]);
});

it('documents errors as problems, on every operation', () => {
  const errorsOf = ({ responses }: Operation) => Object.entries(responses).filter(([status]) => Number(status) >= 400);
  expect(namesWhere((operation) => errorsOf(operation).length === 0)).toEqual([]);
  expect(
    namesWhere((operation) =>
      errorsOf(operation).some(([, { content }]) => content?.['application/problem+json'] === undefined),
    ),
  ).toEqual([]);
  expect(namesWhere(({ security, responses }) => security !== undefined && responses['401'] === undefined)).toEqual([]);
});

it('describes every parameter, every property of a request body, and every answer', () => {
  const isBare = ({ description = '' }: { description?: string }): boolean => description.length < 5;
  const bare = operations.flatMap(([name, { parameters = [], responses }]) => [
    ...parameters.filter(isBare).map((parameter) => `${name}: ${parameter.in} ${parameter.name}`),
    ...Object.entries(responses).flatMap(([status, response]) => (isBare(response) ? [`${name}: ${status}`] : [])),
  ]);
  expect(bare).toEqual([]);

  const sent = schemasOf(operations.map(([, { requestBody }]) => requestBody));
  expect(sent.length).toBeGreaterThan(40);
  expect(
    sent.flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties).flatMap(([name, property]) => (isBare(property) ? [`${schema}.${name}`] : [])),
    ),
  ).toEqual([]);
});

/** Those that are referred to, and those that they refer to. */
function schemasOf(bodies: unknown): [string, Schema][] {
  const found = new Map<string, Schema>();
  const follow = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = document.components.schemas[name];
      if (schema === undefined || found.has(name)) continue;
      found.set(name, schema);
      follow(JSON.stringify(schema));
    }
  };
  follow(JSON.stringify(bodies));
  return [...found];
}

it('leaves no property without a type', () => {
  const untyped = Object.entries(document.components.schemas).flatMap(([schema, { properties }]) =>
    Object.entries(properties ?? {})
      .filter(([, property]) => !['type', '$ref', 'allOf', 'oneOf', 'anyOf', 'enum'].some((key) => key in property))
      .map(([name]) => `${schema}.${name}`),
  );
  expect(untyped).toEqual([]);
});

it('has the shape of a login, introspected by the build', () => {
  expect(document.components.schemas.LoginResultDto?.properties).toMatchObject({
    accessToken: { type: 'string' },
    expiresAt: { type: 'string', format: 'date-time' },
    user: { $ref: '#/components/schemas/UserDto' },
  });
});

it('shows it all in the browser', async () => {
  const page = await fetch(`${app.baseUrl}/api/docs`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('swagger-ui');
});

// Both are made by `npm run openapi`: a change of the contract is one that somebody has seen.
it('is the document that is versioned: when this fails, run npm run openapi', () => {
  expect(JSON.parse(readFileSync(DOCUMENT_FILE, 'utf8'))).toEqual(document);
});

// That this compiles is half of the test.
it('can be called by the typed client', async () => {
  const anonymous = createApiClient({ baseUrl: app.baseUrl });
  const refused = await anonymous.GET('/api/v1/backups');
  const problem: string | undefined = refused.error?.code;
  expect([refused.response.status, problem]).toEqual([401, 'UNAUTHENTICATED']);

  const signedIn = await anonymous.POST('/api/v1/auth/login', { body: ADMIN });
  const client = createApiClient({ baseUrl: app.baseUrl, token: signedIn.data?.accessToken ?? '' });
  const list = await client.GET('/api/v1/backups', { params: { query: { limit: 1, status: ['completed'] } } });
  expect(list.data).toEqual({ items: [], total: 0, page: 1, pages: 0 });
  const me = await client.GET('/api/v1/auth/me');
  const email: string | undefined = me.data?.email;
  expect(email).toBe(ADMIN.email);
  const settings = await client.PUT('/api/v1/settings', { body: { retentionDays: 30 } });
  const days: number | undefined = settings.data?.retentionDays;
  expect(days).toBe(30);
  const absent = { params: { path: { id: '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10' } } };
  expect((await client.GET('/api/v1/restores/{id}', absent)).error).toMatchObject({ code: 'NOT_FOUND' });
});

// Last: it takes seconds in which nothing else is done, and kept connections are closed meanwhile.
it('has its types in the client: when this fails, run npm run openapi', async () => {
  const files = await contractFiles(document);
  expect(readFileSync(CLIENT_TYPES_FILE, 'utf8')).toBe(files[CLIENT_TYPES_FILE]);
});
