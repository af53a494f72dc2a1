import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { Database } from '../../src/database/database.js';
import { TallyCompaction } from '../../src/features/backups/tally-compaction.js';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { addPerson } from '../support/people.js';
import { queryOnce } from '../support/throwaway-database.js';

// Real: the application, its control database. Backups are rows that we write there: what is tested is how they are counted.
let app: AppProcess;
let tenant: string;
const shop = uuidV7();
const blog = uuidV7();
beforeAll(async () => {
  app = await startApp();
  const [row] = await sql<{ id: string }>('SELECT id FROM tenants');
  tenant = row?.id ?? '';
  for (const [id, name] of [
    [shop, 'shop'],
    [blog, 'blog'],
  ]) {
    await sql(`INSERT INTO sources (id, "tenantId", name, database) VALUES ($1, $2, $3, '{}')`, [id, tenant, name]);
  }
});
afterAll(async () => {
  await app.stop();
});

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, text, values);

let number = 0;

/** `count` backups of a source, one a day back from `daysAgo`, in one statement. */
async function write(sourceId: string, status: string, count: number, daysAgo = 0, of = tenant): Promise<void> {
  const first = number;
  number += count;
  await sql(
    `INSERT INTO backups (id, "tenantId", number, "sourceId", name, origin, status, "createdAt", "startedAt", "finishedAt",
                          "durationMs", "rawBytes", "storedBytes", "createdBy")
     SELECT gen_random_uuid(), $1, $2 + n, $3, 'nightly ' || n, 'scheduled', $4, at, at,
            CASE WHEN $4 IN ('pending', 'running') THEN NULL ELSE at + interval '1 second' END,
            CASE WHEN $4 = 'completed' THEN 1000 * n END, CASE WHEN $4 = 'completed' THEN 400 END,
            CASE WHEN $4 = 'completed' THEN 100 END, 'test'
       FROM generate_series(1, $5) n, LATERAL (SELECT now() - ($6 + n - 1) * interval '1 day 2 seconds' AS at) times`,
    [of, first, sourceId, status, count, daysAgo],
  );
}

async function counts(query: string, api: ApiClient = app.api): Promise<Record<string, number>> {
  const { status, body } = await api.get<{
    total: number;
    items: { key: string; name: string | null; count: number }[];
  }>(`/backups/counts?${query}`);
  expect(status).toBe(200);
  expect(body.total).toBe(body.items.reduce((sum, { count }) => sum + count, 0));
  return Object.fromEntries(body.items.map(({ key, name, count }) => [name ?? key, count]));
}

/** What nobody has tallied: the records themselves. `q` makes the API count those, too. */
async function expectCountsToBeTrue(): Promise<void> {
  for (const by of ['day', 'status', 'source']) {
    const recounted = await counts(`by=${by}&q=nightly`);
    expect(await counts(`by=${by}`)).toEqual(recounted);
  }
}

it('counts what there is, whoever writes it, changes it and takes it away', async () => {
  await write(shop, 'completed', 10);
  await write(shop, 'failed', 2);
  await write(blog, 'completed', 3, 5);
  await write(blog, 'running', 1);
  expect(await counts('by=status')).toEqual({ completed: 13, failed: 2, running: 1 });
  expect(await counts('by=source')).toEqual({ shop: 12, blog: 4 });
  await expectCountsToBeTrue();
  await sql(`UPDATE backups SET status = 'corrupted' WHERE "sourceId" = $1 AND status = 'completed'`, [blog]);
  await sql(`UPDATE backups SET "deletedAt" = now() WHERE "sourceId" = $1 AND status = 'failed'`, [shop]);
  await sql(
    `UPDATE backups SET status = 'completed', "finishedAt" = now(), "storedBytes" = 7 WHERE status = 'running'`,
  );
  await sql(`UPDATE backups SET progress = '{"percent": 50}'`);
  await sql(`DELETE FROM backups WHERE id IN (SELECT id FROM backups WHERE status = 'corrupted' LIMIT 1)`);
  await sql(`DELETE FROM backups WHERE "deletedAt" IS NOT NULL`);
  expect(await counts('by=status')).toEqual({ completed: 11, corrupted: 2 });
  await expectCountsToBeTrue();
});

it('filters as the list does', async () => {
  const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  expect(await counts(`by=status&sourceId=${blog}`)).toEqual({ completed: 1, corrupted: 2 });
  expect(Object.values(await counts(`by=day&from=${day(3)}&to=${day(1)}`))).toEqual([1, 1]);
  expect(await counts(`by=source&status=completed,failed&from=${day(3)}`)).toEqual({ shop: 4, blog: 1 });
  expect(await counts('by=source&origin=manual')).toEqual({});
  for (const wrong of ['by=name', 'page=1', 'limit=5', 'status=lost']) {
    expect(await app.api.get(`/backups/counts?${wrong}`)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_PARAMETER' },
    });
  }
});

interface Trends {
  days: { day: string; completed: number; failed: number; storedBytes: number; keptBytes: number }[];
  total: { completed: number; failed: number; successRate: number };
  durations: { p50Ms: number; p95Ms: number; backups: number };
  growthBytesPerDay: number;
}

it('tells day by day what ended, also of what is deleted since', async () => {
  const { body } = await app.api.get<Trends>('/stats/trends?days=30');
  expect(body.days).toHaveLength(30);
  expect(body.total).toMatchObject({ completed: 14, failed: 2, successRate: 87.5 });
  expect(body.days.at(-1)).toMatchObject({ completed: 2, failed: 1, storedBytes: 107, keptBytes: 1_207 });
  expect(body.days.at(-3)).toMatchObject({ completed: 1, failed: 0, storedBytes: 100 });
  // One of the blog's went today: it lay there until then.
  expect(body.days.at(-2)?.keptBytes).toBe(1_200);
  expect(body.durations).toEqual({ p50Ms: 5_000, p95Ms: 10_000, backups: 10 });
  expect(body.growthBytesPerDay).toBe(133);
  expect(await app.api.get('/stats/trends?days=367')).toMatchObject({ status: 400 });
});

it('gives an overview', async () => {
  const { status, body } = await app.api.get<{ sources: unknown[]; storage: Record<string, unknown> }>(
    '/stats/overview',
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({
    totalBackups: 13,
    backupsByStatus: { completed: 11, corrupted: 2 },
    backupsByOrigin: { scheduled: 13 },
    last24Hours: { completed: 2, failed: 0, successRate: 100 },
    totalSources: 2,
    storage: { storedBytes: 1_207, rawBytes: 4_800, compressionRatio: 4, growthBytesPerDay: 133 },
    restoresOfLast30Days: {},
  });
  expect(body.sources).toMatchObject([
    { name: 'shop', backups: 10, storedBytes: 1_000, last30Days: { completed: 10, failed: 0 } },
    { name: 'blog', backups: 3, storedBytes: 207, last30Days: { completed: 1, failed: 0 } },
  ]);
  expect(body.storage.freePercent).toBeGreaterThan(0);
  expect(body.storage.freeBytes).toBeGreaterThan(0);
});

it('shows a tenant nothing of another', async () => {
  const other = uuidV7();
  const theirs = uuidV7();
  await sql(`INSERT INTO tenants (id, slug, name) VALUES ($1, 'other', 'Other')`, [other]);
  await sql(`INSERT INTO sources (id, "tenantId", name, database) VALUES ($1, $2, 'theirs', '{}')`, [theirs, other]);
  await write(theirs, 'completed', 2, 0, other);
  const viewer = await addPerson(app, { role: 'viewer', tenantId: other });
  expect(await counts('by=source', viewer)).toEqual({ theirs: 2 });
  expect(await counts('by=source&q=nightly', viewer)).toEqual({ theirs: 2 });
  expect((await viewer.get('/stats/overview')).body).toMatchObject({
    totalBackups: 2,
    totalSources: 1,
    storage: { storedBytes: 200 },
  });
  expect((await viewer.get<Trends>('/stats/trends')).body).toMatchObject({
    total: { completed: 2, failed: 0 },
    durations: { backups: 2 },
  });
  expect(await counts('by=source')).toEqual({ blog: 3, shop: 10, theirs: 2 });
  await sql('DELETE FROM backups WHERE "sourceId" = $1', [theirs]);
});

it('adds up tallies that belong together, while backups go on, without a difference', async () => {
  const dataSource = await new DataSource({ type: 'postgres', url: app.database.url }).initialize();
  try {
    const compaction = new TallyCompaction(new Database(dataSource));
    const writing = Promise.all(Array.from({ length: 20 }, () => write(shop, 'completed', 3)));
    await Promise.all(Array.from({ length: 5 }, () => compaction.turn()));
    await writing;
    await compaction.turn();
    const [crowd] = await sql<{ rows: number; keys: number }>(
      `SELECT count(*)::int AS rows, count(DISTINCT (fact, "tenantId", "sourceId", day, origin, status))::int AS keys FROM backup_tallies`,
    );
    expect(crowd?.rows).toBe(crowd?.keys);
    expect(await counts('by=source')).toEqual({ blog: 3, shop: 70 });
    await expectCountsToBeTrue();
  } finally {
    await dataSource.destroy();
  }
});
