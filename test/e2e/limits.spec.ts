import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { addPerson } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

/** In a minute; the test may take longer, and begins no second one with a clean slate: it asks twice as often. */
const OF_CALLER = 150;
const OF_ADDRESS = 60;
const STREAMS = 2;

let app: AppProcess;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp({
    env: {
      WORKER_CONCURRENCY: '0',
      RATE_LIMIT_PER_MINUTE: String(OF_CALLER),
      RATE_LIMIT_ANONYMOUS_PER_MINUTE: String(OF_ADDRESS),
      EVENT_STREAMS_PER_PERSON: String(STREAMS),
    },
  });
  database = await createTestDatabase();
});
afterAll(async () => {
  expect(await app.stop()).toBe(0);
  await database.drop();
});

/** Asks as often as that, twenty at a time. Answers how often each status came, and one refusal. */
async function hammer(client: ApiClient, path: string, times: number) {
  const counts: Record<number, number> = {};
  let refusal: { retryAfter: number; body: ProblemBody } | undefined;
  for (let asked = 0; asked < times; asked += 20) {
    for (const { status, headers, body } of await Promise.all(
      Array.from({ length: 20 }, () => client.get<ProblemBody>(path)),
    )) {
      counts[status] = (counts[status] ?? 0) + 1;
      if (status === 429) refusal ??= { retryAfter: Number(headers.get('retry-after')), body };
    }
  }
  return { counts, refusal };
}

describe('a person who calls too often', () => {
  it('is refused for the rest of the minute, over all sessions; nobody else is', async () => {
    const email = `fast-${uuidV7()}@example.test`;
    const [fast, key] = [await addPerson(app, { role: 'admin', email }), uuidV7()];
    const again = await app.anonymous.login(email, 'a-password-for-tests');
    const made = await fast.post<{ key: string }>('/api-keys', { name: key, scopes: ['read'] });
    const { counts, refusal } = await hammer(fast, '/sources', 4 * OF_CALLER);
    expect(counts[200]).toBeGreaterThanOrEqual(OF_CALLER - 20);
    expect(counts[429]).toBeGreaterThan(0);
    expect(refusal?.body.code).toBe('RATE_LIMITED');
    expect(refusal?.retryAfter).toBeGreaterThan(0);
    expect(refusal?.retryAfter).toBeLessThanOrEqual(60);
    expect((await hammer(again, '/sources', 2 * OF_CALLER)).counts[429]).toBeGreaterThan(0);
    // A key has a limit of its own.
    expect((await app.anonymous.withToken(made.body.key).get('/sources')).status).toBe(200);
    expect((await app.api.get('/sources')).status).toBe(200);
    const [rows] = await queryOnce<{ count: number }>(
      app.database.superuserUrl,
      `SELECT count(*)::int AS count FROM audit_events WHERE actor = $1 AND data ->> 'code' = 'RATE_LIMITED'`,
      [email],
    );
    expect(rows?.count).toBeGreaterThan(0);
    // Not one for each: 20 in each of the minutes that it takes.
    expect(rows?.count).toBeLessThan((counts[429] ?? 0) / 2);
  });
});

describe('an address that sends bad tokens', () => {
  it('is refused, and so is its signing in; whoever has a valid token there is not', async () => {
    const key = await app.api.post<{ key: string }>('/api-keys', { name: 'good', scopes: ['read'] });
    const { counts } = await hammer(
      app.anonymous.withToken(`bst_${'0'.repeat(32)}_${'A'.repeat(43)}`),
      '/sources',
      400,
    );
    expect(counts[401]).toBeGreaterThan(0);
    expect(counts[429]).toBeGreaterThan(0);
    expect(Object.keys(counts)).toHaveLength(2);
    expect((await app.anonymous.withToken(key.body.key).get('/sources')).status).toBe(200);
  });
});

describe('event streams', () => {
  it('are so many of one person at a time, whatever token they have', async () => {
    const jobs = new JobsClient(app.api);
    const backup = await jobs.askBackup(await jobs.addSource(database.target));
    const open = async (client: ApiClient, closing: AbortController) =>
      client.raw(`/backups/${backup.id}/events`, { signal: closing.signal });
    const closings = Array.from({ length: STREAMS }, () => new AbortController());
    for (const closing of closings) expect((await open(app.api, closing)).status).toBe(200);
    const key = await app.api.post<{ key: string }>('/api-keys', { name: 'reader', scopes: ['read'] });
    for (const client of [app.api, app.anonymous.withToken(key.body.key)]) {
      for (const path of [`/backups/${backup.id}/events`, '/events']) {
        const { status, body } = await client.get<ProblemBody>(path);
        expect([status, body.code]).toEqual([429, 'RATE_LIMITED']);
      }
    }
    closings[0]?.abort();
    const last = new AbortController();
    await eventually('a stream is free again', async () => {
      const response = await open(app.api, last);
      if (response.status !== 200) await response.body?.cancel();
      return response.status === 200;
    });
    for (const closing of [...closings, last]) closing.abort();
  });
});

describe('a body', () => {
  const post = (body: Uint8Array | string, type: string) =>
    app.api.raw('/sources', { method: 'POST', headers: { 'content-type': type }, body });

  it.each<[string, Uint8Array | string, string]>([
    ['a bomb of brackets', '['.repeat(900_000), 'application/json'],
    ['nested deeper than any of ours', `{"name":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`, 'application/json'],
    ['UTF-16', Buffer.from('{}', 'utf16le'), 'application/json; charset=utf-16'],
  ])('is refused where it is %s', async (_, body, type) => {
    const response = await post(body, type);
    expect([response.status, ((await response.json()) as ProblemBody).code]).toEqual([400, 'INVALID_PARAMETER']);
  });
});
