import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { expectStatus } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { queryOnce } from '../support/throwaway-database.js';

// Real: the application, its control database. Restores are rows that we write there: what is tested is how they are found.
let app: AppProcess;
let viewer: ApiClient;
let stranger: ApiClient;
const shop = uuidV7();
const blog = uuidV7();
const theirs = uuidV7();

interface Written {
  tenant: string;
  sourceId: string;
  number: number;
  /** Of the backup that is restored. */
  name: string;
  at: string;
  status?: string;
  strategy?: string;
  reason?: string;
  database?: string;
  by?: string;
}

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, text, values);

/** A restore of a backup of its own; resolves with the id of that. */
async function write(restore: Written): Promise<string> {
  const { tenant, sourceId, number, name, at, status = 'completed', strategy = 'swap' } = restore;
  const { reason = null, database = 'live', by = 'ada@example.test' } = restore;
  const backupId = uuidV7();
  await sql(
    `INSERT INTO backups (id, "tenantId", number, "sourceId", name, description, origin, status, "createdAt", "createdBy")
     VALUES ($1, $2, $3, $4, $5, 'described', 'manual', 'completed', $6, 'somebody')`,
    [backupId, tenant, number, sourceId, name, at],
  );
  await sql(
    `INSERT INTO restores (id, "createdAt", "tenantId", number, "backupId", "sourceId", strategy, status, options, "planId",
       plan, "planFingerprint", "requestedBy")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, jsonb_build_object('reason', $9::text), $1,
       jsonb_build_object('target', jsonb_build_object('database', $10::text), 'migrations', '[]'::jsonb), 'x', $11)`,
    [uuidV7(), at, tenant, number, backupId, sourceId, strategy, status, reason, database, by],
  );
  return backupId;
}

const LONG = `${'ß'.repeat(990)} at the END`;

beforeAll(async () => {
  app = await startApp();
  const [own] = await sql<{ id: string }>('SELECT id FROM tenants');
  const tenant = own?.id ?? '';
  const other = await addTenant(app);
  for (const [id, of, name] of [
    [shop, tenant, 'shop'],
    [blog, tenant, 'blog'],
    [theirs, other, 'theirs'],
  ]) {
    await sql(`INSERT INTO sources (id, "tenantId", name, database) VALUES ($1, $2, $3, '{}')`, [id, of, name]);
  }
  const [a, b] = [
    { tenant, sourceId: shop },
    { tenant, sourceId: blog },
  ];
  await write({ ...a, number: 1, name: 'before 100% off', at: '2026-10-31T23:59:59Z', reason: 'Order #7 was lost' });
  await write({ ...a, number: 2, name: 'nightly_7', at: '2026-11-01T00:00:00Z', status: 'failed', by: 'Grace O’Hara' });
  await write({ ...a, number: 3, name: 'c:\\dumps', at: '2026-11-01T12:00:00Z', strategy: 'in_place', reason: LONG });
  await write({ ...b, number: 7, name: 'it’s "quoted"', at: '2026-11-02T00:00:00Z', reason: 'two\nlines; --' });
  await write({
    ...b,
    number: 12,
    name: 'last',
    at: '2026-11-02T01:00:00Z',
    strategy: 'new_database',
    database: 'Copy_1',
  });
  await write({ tenant: other, sourceId: theirs, number: 7, name: 'nightly_7 of theirs', at: '2026-11-01T00:00:00Z' });
  viewer = await addPerson(app, { role: 'viewer' });
  stranger = await addPerson(app, { role: 'admin', tenantId: other });
});
afterAll(() => app.stop());

const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

async function found(values: Record<string, string>, client = viewer): Promise<number[]> {
  const answer = await client.get<{ items: { number: number }[]; total: number }>(`/restores?${query(values)}`);
  const { items, total } = expectStatus(200, answer);
  expect(total).toBe(items.length);
  return items.map(({ number }) => number);
}

async function counted(values: Record<string, string>, client = viewer): Promise<Record<string, number>> {
  interface Counts {
    by: string;
    total: number;
    items: { key: string; name: string | null; count: number }[];
  }
  const { items, total } = expectStatus(200, await client.get<Counts>(`/restores/counts?${query(values)}`));
  expect(total).toBe(items.reduce((sum, { count }) => sum + count, 0));
  return Object.fromEntries(items.map(({ key, name, count }) => [name ?? key, count]));
}

describe('restores are found', () => {
  it.each([
    ['by their number', '12', [12]],
    ['by their number as it is written, and by texts that have it', '#7', [7, 1]],
    ['by a number that stands in texts, too', '7', [7, 2, 1]],
    ['by who asked for them', 'grace', [2]],
    ['by the reason, capitals or not', 'ORDER', [1]],
    ['by the end of a long reason', 'AT THE end', [3]],
    ['by the target database', 'copy_1', [12]],
    ['by the name of the backup', 'NIGHTLY', [2]],
    ['not by what the backup is described by', 'described', []],
    ['by % as it is', '100%', [1]],
    ['by % alone', '%', [1]],
    ['by _ as it is', 'y_7', [2]],
    ['by _ alone', '_', [12, 2]],
    ['by \\ as it is', 'c:\\d', [3]],
    ['by quotes as they are', '"quoted"', [7]],
    ['by an apostrophe, which ends nothing', `'; DROP TABLE restores; --`, []],
    ['by a line of several', 'LINES', [7]],
    ['not by a number that no record could have', '2147483648', []],
    ['not by a number that is longer still', `#${'9'.repeat(100)}`, []],
    ['not by what looks like a number to some', '1e1', []],
  ])('%s', async (_name, q, numbers) => {
    expect(await found({ q })).toEqual(numbers);
    const days = Object.values(await counted({ q, by: 'day' }));
    expect(days.reduce((sum, count) => sum + count, 0)).toBe(numbers.length);
  });

  it.each([
    ['a day', { from: '2026-11-01', to: '2026-11-02' }, [3, 2]],
    ['a moment on', { from: '2026-11-02T01:00:00+01:00' }, [12, 7]],
    ['a strategy', { strategy: 'in_place' }, [3]],
    ['strategies', { strategy: 'in_place,new_database' }, [12, 3]],
    ['a source and a strategy that it has none of', { sourceId: blog, strategy: 'in_place' }, []],
    ['all at once', { sourceId: shop, from: '2026-11-01', status: 'completed', strategy: 'in_place', q: 'ada' }, [3]],
  ])('within %s', async (_name, filters, numbers) => {
    expect(await found(filters)).toEqual(numbers);
  });

  it('by the name that their backup has now, and as long as it is there', async () => {
    const [backup] = await sql<{ id: string }>(`SELECT id FROM backups WHERE name = 'last'`);
    const id = backup?.id ?? '';
    expectStatus(200, await app.api.patch(`/backups/${id}`, { name: 'Renamed', description: 'x'.repeat(2_000) }));
    expect([await found({ q: 'renamed' }), await found({ q: 'last' })]).toEqual([[12], []]);
    expectStatus(200, await app.api.delete(`/backups/${id}`));
    expect(await found({ q: 'renamed' })).toEqual([]);
    expect(await found({ q: '#12' })).toEqual([12]);
  });

  it('never in another tenant', async () => {
    expect(await found({}, stranger)).toEqual([7]);
    expect(await found({ q: '7' }, stranger)).toEqual([7]);
    for (const q of ['grace', '100%', '12', 'copy', 'at the end']) expect(await found({ q }, stranger)).toEqual([]);
    expect(await found({ q: 'theirs' })).toEqual([]);
    expect(await found({ sourceId: theirs, q: 'nightly' })).toEqual([]);
    expect(await found({ q: 'nightly' }, app.api)).toEqual([7, 2]);
  });
});

describe('restores are counted', () => {
  it('by day in the order of days, by status, and by source with its name', async () => {
    expect(Object.entries(await counted({}))).toEqual([
      ['2026-10-31', 1],
      ['2026-11-01', 2],
      ['2026-11-02', 2],
    ]);
    expect(await counted({ by: 'status' })).toEqual({ completed: 4, failed: 1 });
    expect(Object.entries(await counted({ by: 'source' }))).toEqual([
      ['blog', 2],
      ['shop', 3],
    ]);
  });

  it('with the filters of the list', async () => {
    expect(await counted({ by: 'day', sourceId: shop, from: '2026-11-01' })).toEqual({ '2026-11-01': 2 });
    expect(await counted({ by: 'source', q: '7' })).toEqual({ blog: 1, shop: 2 });
    expect(await counted({ by: 'status', strategy: 'swap', status: 'failed' })).toEqual({ failed: 1 });
    const [one] = await sql<{ id: string }>('SELECT id FROM restores WHERE number = 1');
    expect(await counted({ by: 'day', ids: one?.id ?? '' })).toEqual({ '2026-10-31': 1 });
  });

  it('in the own tenant alone', async () => {
    expect(await counted({ by: 'source' }, stranger)).toEqual({ theirs: 1 });
    expect(await counted({ by: 'source', sourceId: shop }, stranger)).toEqual({});
    expect(await counted({ by: 'source' }, app.api)).toEqual({ blog: 2, shop: 3, theirs: 1 });
  });
});

it.each([
  ['restores', 'q='],
  ['restores', `q=${'x'.repeat(201)}`],
  ['restores', 'q=a%00'],
  ['restores', 'q=two%0Alines'],
  ['restores', 'q[]=a'],
  ['restores', 'strategy=magic'],
  ['restores', 'from=yesterday'],
  ['restores', 'to=2026-02-30'],
  ['restores', 'by=day'],
  ['restores/counts', 'by=name'],
  ['restores/counts', 'page=1'],
  ['restores/counts', 'sort=createdAt'],
  ['drills', 'q='],
  ['jobs', 'q=%00'],
  ['jobs', 'from=1'],
  ['jobs/counts', 'to=x'],
])('GET /%s?%s is refused', async (path, wrong) => {
  const { status, body } = await viewer.get<ProblemBody>(`/${path}?${wrong}`);
  expect([status, body.code]).toEqual([400, 'INVALID_PARAMETER']);
});

/** Bytes of an address that are no text stay as they were written. */
it.each(['/restores?q=%ED%A0%80', '/restores/counts?q=%ED%A0%BD', '/jobs?q=%ED%B0%80', '/drills?q=a%ED%A0%80b'])(
  'half a surrogate pair finds nothing: GET %s',
  async (path) => {
    const { total } = expectStatus<{ total: number }>(200, await viewer.get(path));
    expect(total).toBe(0);
  },
);
