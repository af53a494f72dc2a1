import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { AUDITED_ROUTES, UNAUDITED_ROUTES } from '../support/audited-routes.js';
import { commandsUnder, runShell, type ShellResult } from '../support/documents.js';
import { JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface Verification {
  ok: boolean;
  events: number;
  firstBroken?: { tenantId: string | null; seq: number | null; reason: string; message: string };
  chains: { tenantId: string | null; ok: boolean; events: number; hash: string }[];
  head: { chains: { chain: string; seq: number; hash: string }[] };
  anchors: { from: string } | null;
}
interface AuditPage {
  total: number;
  items: {
    id: string;
    action: string;
    actor: string;
    tenantId: string;
    subjectName: string;
    sentence: string;
    data: Record<string, unknown>;
  }[];
}
interface History {
  total: number;
  items: { sentence: string }[];
}

let app: AppProcess;
let database: TestDatabase;
let jobs: JobsClient;
let admin: ApiClient;
let viewer: ApiClient;
let stranger: ApiClient;
let sourceId: string;
let backupId: string;

const superuser = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, sql, values);
const verify = async (api: ApiClient, range = ''): Promise<Verification> =>
  (await api.get<Verification>(`/audit-events/verify${range}`)).body;
const sentences = async (path: string, api = viewer): Promise<string[]> =>
  (await api.get<History>(`${path}/history?limit=200`)).body.items.map(({ sentence }) => sentence);

beforeAll(async () => {
  app = await startApp();
  database = await createTestDatabase();
  admin = await addPerson(app, { role: 'admin', email: 'anna@example.test' });
  viewer = await addPerson(app, { role: 'viewer' });
  stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
  jobs = new JobsClient(admin);
  sourceId = await new JobsClient(app.api).addSource(database.target, { name: 'shop' });
  backupId = (await jobs.completedBackup(sourceId)).id;
});
afterAll(async () => {
  await database.drop();
  await app.stop();
});

describe('the history of a record', () => {
  it('is told to whoever may see it, as sentences, with how its jobs ended', async () => {
    expect(await sentences(`/backups/${backupId}`)).toEqual([
      expect.stringMatching(/^anna@example\.test made backup #1 of shop, \d+ seconds?, completed$/),
      'anna@example.test asked for backup #1 of shop',
    ]);
    const ofSource = await sentences(`/sources/${sourceId}`);
    expect(ofSource).toContain('anna@example.test asked for backup #1 of shop');
    expect(ofSource.at(-1)).toBe('admin@example.test added source shop');
    const { body } = await viewer.get(`/backups/${backupId}/history`);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|requestId|address/);
  });

  it('knows downloads, and of a source also what happens to its schedules, after they are gone', async () => {
    await (await admin.raw(`/backups/${backupId}/download`)).arrayBuffer();
    expect((await sentences(`/backups/${backupId}`))[0]).toMatch(
      /^anna@example\.test downloaded \S+ of backup #1 of shop$/,
    );
    const { body } = await admin.post<{ id: string }>('/schedules', {
      ...{ name: 'often', sourceId, cron: '0 3 * * *', timeZone: 'UTC', enabled: false },
    });
    await admin.delete(`/schedules/${body.id}`);
    expect(await sentences(`/schedules/${body.id}`)).toEqual([
      'anna@example.test deleted schedule often',
      'anna@example.test made schedule often',
    ]);
    expect(await sentences(`/sources/${sourceId}`)).toContain('anna@example.test made schedule often');
  });

  it('of another tenant, or of nothing, is not there', async () => {
    for (const path of [
      `/backups/${backupId}`,
      `/sources/${sourceId}`,
      '/drills/01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10',
    ]) {
      expect((await stranger.get(`${path}/history`)).status).toBe(404);
    }
  });
});

describe('the list', () => {
  const list = async (query: string, api = admin): Promise<AuditPage> =>
    (await api.get<AuditPage>(`/audit-events?${query}`)).body;

  it('is an admin’s, of the own tenant; a superadmin sees also what is of nobody', async () => {
    expect((await viewer.get('/audit-events')).status).toBe(403);
    await app.anonymous.get('/auth/me');
    expect((await list('action=request.refuse', app.api)).items.map(({ tenantId }) => tenantId)).toContain(null);
    const theirs = await list('', stranger);
    expect(new Set(theirs.items.map(({ tenantId }) => tenantId)).size).toBe(1);
    expect(theirs.items.map(({ action }) => action)).not.toContain('backup.create');
  });

  it.each([
    ['action=backup.create', 'backup.create'],
    ['actor=anna@example.test&subjectType=backup&sort=at&order=asc', 'backup.create'],
    ['outcome=refused&action=request.refuse', 'request.refuse'],
    ['q=OF%20SHOP', 'backup.create'],
  ])('finds by %s', async (query, action) => {
    const { items } = await list(query);
    expect(items.map((item) => item.action)).toContain(action);
  });

  it('finds what is written with accents, in capitals or not', async () => {
    expect((await admin.post('/api-keys', { name: 'Übergabe', scopes: ['read'] })).status).toBe(201);
    for (const q of ['übergabe', 'ÜBERGABE']) {
      expect((await list(`q=${encodeURIComponent(q)}`)).items.map(({ action }) => action)).toEqual(['api_key.create']);
    }
  });

  it('has who asked for what is not there in their own trail, alike for another tenant’s and for nobody’s', async () => {
    const nothing = uuidV7();
    const ask = async (): Promise<void> => {
      for (const id of [backupId, nothing]) expect((await stranger.get(`/backups/${id}`)).status).toBe(404);
      expect((await stranger.post('/backups', { sourceId })).status).toBe(404);
      expect((await stranger.get('/nothing-of-ours')).status).toBe(404);
    };
    await ask();
    await ask(); // of the same again there is no other row
    const misses = async (api: ApiClient): Promise<unknown[]> => {
      const { items } = await list('action=request.refuse&outcome=refused&limit=200&sort=at&order=asc', api);
      return items
        .map(({ data }) => data)
        .filter(({ code, path }) => code === 'NOT_FOUND' && !String(path).endsWith('/history'));
    };
    const miss = (method: string, path: string, message: string) => ({
      ...{ code: 'NOT_FOUND', method, path: `/api/v1${path}`, message },
    });
    expect(await misses(stranger)).toEqual([
      miss('GET', `/backups/${backupId}`, `There is no backup ${backupId}.`),
      miss('GET', `/backups/${nothing}`, `There is no backup ${nothing}.`),
      miss('POST', '/backups', `There is no source ${sourceId}.`),
    ]);
    expect(await misses(admin)).toEqual([]);
  });

  it('finds nothing outside of the times that are asked for, and refuses what it does not know', async () => {
    expect((await list('to=2020-01-01')).total).toBe(0);
    expect((await list(`subjectId=${backupId}&from=2020-01-01`)).total).toBeGreaterThan(0);
    expect((await admin.get('/audit-events?actors=x')).status).toBe(400);
    expect((await admin.get('/audit-events?outcome=good')).status).toBe(400);
  });
});

describe('every act', () => {
  it('that a route offers is audited, or is on the list of those that are not, with the reason', async () => {
    const { paths } = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const known = { ...AUDITED_ROUTES, ...UNAUDITED_ROUTES };
    // The paths of the Django original call the services of the others.
    const own = routes.filter((route) => !route.includes(' /api/backup/'));
    expect(own.filter((route) => known[route] === undefined)).toEqual([]);
  });
});

describe('the chain', () => {
  it('is whole, of each tenant by itself, also after many acts at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => admin.patch(`/backups/${backupId}`, { name: `n${n}` })));
    const own = await verify(admin);
    expect(own).toMatchObject({ ok: true, chains: [{ ok: true }] });
    expect(own.events).toBeGreaterThan(40);
    const all = await verify(app.api);
    expect(all.ok).toBe(true);
    expect(all.chains.length).toBeGreaterThanOrEqual(3);
    expect((await verify(stranger)).chains).toEqual([expect.objectContaining({ events: 7 })]);
  });

  const FIRST = `(SELECT "eventId" FROM audit_chain WHERE chain = $CHAIN ORDER BY seq LIMIT 1)`;
  const LAST = `(SELECT "eventId" FROM audit_chain WHERE chain = $CHAIN ORDER BY seq DESC LIMIT 1)`;
  it.each([
    ['an event that was changed', 'changed', `UPDATE audit_events SET actor = 'eve' WHERE id = ${FIRST}`],
    [
      'one that was made another’s, which its tenant does not see any more',
      'missing',
      `UPDATE audit_events SET "tenantId" = NULL WHERE id = ${FIRST}`,
    ],
    ['one that was removed', 'missing', `DELETE FROM audit_events WHERE id = ${FIRST}`],
    ['one whose link was removed', 'missing', `DELETE FROM audit_chain WHERE "eventId" = ${FIRST}`],
    [
      'one that was put in',
      'unchained',
      `INSERT INTO audit_events (id, "tenantId", action, outcome) VALUES (gen_random_uuid(), $CHAIN, 'x.y', 'ok')`,
    ],
    [
      'two that changed places',
      'changed',
      `UPDATE audit_chain SET seq = -1 WHERE chain = $CHAIN AND seq = 2; UPDATE audit_chain SET seq = 2 WHERE chain = $CHAIN AND seq = 3;
       UPDATE audit_chain SET seq = 3 WHERE chain = $CHAIN AND seq = -1`,
    ],
    ['one whose end was cut off', 'unchained', `DELETE FROM audit_chain WHERE "eventId" = ${LAST}`],
  ])('finds %s', async (_what, reason, sql) => {
    const [tenant] = await superuser<{ id: string }>(`SELECT id FROM tenants WHERE slug = 'default'`);
    const chain = `'${tenant?.id ?? ''}'::uuid`;
    await superuser(`CREATE TABLE kept_events AS TABLE audit_events; CREATE TABLE kept_chain AS TABLE audit_chain`);
    try {
      await superuser(`SET session_replication_role = replica; ${sql.replaceAll('$CHAIN', chain)}`);
      expect(await verify(admin)).toMatchObject({ ok: false, firstBroken: { reason, tenantId: tenant?.id } });
      expect((await verify(stranger)).ok).toBe(true);
    } finally {
      await superuser(
        `SET session_replication_role = replica; DELETE FROM audit_events; INSERT INTO audit_events TABLE kept_events;
         DELETE FROM audit_chain; INSERT INTO audit_chain TABLE kept_chain; DROP TABLE kept_events, kept_chain`,
      );
    }
  });

  it('is verified in part: what was changed is found there, and where it was moved out of it', async () => {
    const [tenant] = await superuser<{ id: string }>(`SELECT id FROM tenants WHERE slug = 'default'`);
    const links = await superuser<{ seq: number; at: string; eventId: string }>(
      `SELECT seq::int AS seq, "eventId", to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
         FROM audit_chain l JOIN audit_events e ON e.id = l."eventId" WHERE chain = '${tenant?.id ?? ''}' ORDER BY seq`,
    );
    // Acts of one transaction have one time: those that are later than all before them.
    const [, early, , begin, , , end, late] = links.filter(({ at }, index) =>
      links.slice(0, index).every((before) => before.at < at),
    );
    if (!early || !begin || !end || !late) throw new Error('There are too few events.');
    const inTheMiddle = `?from=${begin.at}&to=${end.at}`;
    const part = await verify(admin, inTheMiddle);
    expect(part).toMatchObject({ ok: true, head: null });
    expect(part.events).toBeGreaterThanOrEqual(end.seq - begin.seq + 2); // with the one before and the one after
    expect(part.events).toBeLessThan(links.length);
    expect((await verify(admin, `?from=${begin.at}`)).ok).toBe(true);
    expect(await verify(admin, '?from=2020-01-01&to=2020-01-02')).toMatchObject({ ok: true, events: 1 });
    expect((await admin.get('/audit-events/verify?from=yesterday')).status).toBe(400);

    const broken = async (statement: string, ...expected: boolean[]): Promise<void> => {
      await superuser(`CREATE TABLE kept_events AS TABLE audit_events; CREATE TABLE kept_chain AS TABLE audit_chain`);
      try {
        await superuser(`SET session_replication_role = replica; ${statement}`);
        const ranges = [inTheMiddle, `?to=${early.at}`, `?from=${late.at}`];
        const found = await Promise.all(ranges.map(async (range) => (await verify(admin, range)).ok));
        expect({ statement, found }).toEqual({ statement, found: expected });
      } finally {
        await superuser(
          `SET session_replication_role = replica; DELETE FROM audit_events; INSERT INTO audit_events TABLE kept_events;
           DELETE FROM audit_chain; INSERT INTO audit_chain TABLE kept_chain; DROP TABLE kept_events, kept_chain`,
        );
      }
    };
    for (const { eventId } of links.slice(begin.seq - 1, end.seq - 1)) {
      const id = `'${eventId}'`;
      await broken(`UPDATE audit_events SET actor = 'eve' WHERE id = ${id}`, false, true, true);
      await broken(`DELETE FROM audit_events WHERE id = ${id}`, false, true, true);
      // It says to be of the time before, and is found there too.
      await broken(`UPDATE audit_events SET at = '2020-01-01' WHERE id = ${id}`, false, false, true);
    }
  });

  it('can be changed by the application’s role neither by a statement nor by many', async () => {
    for (const table of ['audit_events', 'audit_chain']) {
      for (const sql of [`UPDATE ${table} SET id = id`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        const statement = table === 'audit_chain' ? sql.replace('id = id', 'seq = seq') : sql;
        await expect(queryOnce(app.database.url, statement)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });
});

it('is out of reach of the application’s role once another role owns it', async () => {
  const role = new URL(app.database.url).username;
  const keeper = `${role}_keeper`;
  const script = commandsUnder('docs/audit.md', 'Another owner').replaceAll('backstitch_keeper', keeper);
  const env = { SUPERUSER_URL: app.database.superuserUrl };
  expect(await runShell(script.replaceAll(/\bbackstitch\b/g, role), env)).toMatchObject({ code: 0, stderr: '' });
  try {
    for (const statement of [
      `UPDATE audit_events SET actor = 'eve'`,
      'DELETE FROM audit_events',
      'TRUNCATE audit_events',
      'ALTER TABLE audit_events DISABLE TRIGGER ALL',
      'ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY',
      'DROP TABLE audit_events',
      'DROP SCHEMA public CASCADE',
      `INSERT INTO audit_chain SELECT gen_random_uuid(), 1, gen_random_uuid(), ''`,
      'DELETE FROM audit_chain',
      'DROP TABLE audit_chain',
      'DROP FUNCTION chain_audit_event() CASCADE',
      'ALTER FUNCTION canonical_json(jsonb) COST 2',
      `SET ROLE ${keeper}`,
      `DROP DATABASE ${role}`,
      `GRANT ALL ON audit_chain TO ${role}; DELETE FROM audit_chain`,
    ]) {
      await expect(queryOnce(app.database.url, statement)).rejects.toMatchObject({ code: '42501' });
    }
    await app.restart();
    expect((await admin.patch(`/backups/${backupId}`, { name: 'kept' })).status).toBe(200);
    expect(await verify(admin)).toMatchObject({ ok: true });
  } finally {
    await superuser(`REASSIGN OWNED BY ${keeper} TO ${role}; DROP OWNED BY ${keeper}; DROP ROLE ${keeper}`);
  }
});

describe('an export', () => {
  it('as CSV holds no formula', async () => {
    await admin.patch(`/sources/${sourceId}`, { name: '=1+1' });
    const response = await admin.raw('/audit-events/export.csv?action=source.update');
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = (await response.text()).split('\r\n');
    expect(lines[0]).toMatch(/^at,actor,/);
    expect(lines[1]).toContain(",'=1+1,");
    await admin.patch(`/sources/${sourceId}`, { name: 'shop' });
  });

  it('as lines of JSON is verified with jq and sha256sum alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'backstitch-audit-'));
    try {
      const lines = await (await admin.raw('/audit-events/export.ndjson')).text();
      await writeFile(join(directory, 'audit-events.ndjson'), lines);
      const script = commandsUnder('docs/audit.md', 'Without Backstitch');
      const run = (): Promise<ShellResult> => runShell(script, {}, directory);
      expect((await run()).stdout).toMatch(/whole: \d+ events/);
      await writeFile(join(directory, 'audit-events.ndjson'), lines.replace('anna@example.test', 'eve@example.test'));
      expect((await run()).stdout).toMatch(/broken at \d+/);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

describe('audit:verify', () => {
  const command = (args: string, env: Record<string, string> = {}): Promise<ShellResult> =>
    runShell(`npm run --silent audit:verify -- ${args}`, { DATABASE_URL: app.database.url, ...env });

  it('says that it is whole, or where it breaks, or that it does not understand', async () => {
    const whole = await command('', { MASTER_KEY: app.masterKey, BACKUP_DIR: app.backupDir });
    expect(whole).toMatchObject({ code: 0, stdout: expect.stringMatching(/is as it was written: \d+ events/) });
    expect(await command('--hed x')).toMatchObject({ code: 2, stdout: '' });
    expect(await command('--head /nowhere.json')).toMatchObject({ code: 1, stdout: '' });
    expect(await command('--from 2020-01-01 --to 2020-01-02T03:00:00Z --no-store')).toMatchObject({ code: 0 });
    expect(await command('--from yesterday')).toMatchObject({ code: 2, stdout: '' });
  });

  it('finds that an end was cut off by what was kept: an answer, or the dump of the control database', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'backstitch-audit-'));
    try {
      const file = join(directory, 'kept.json');
      await writeFile(file, JSON.stringify(await verify(app.api)));
      const store = { MASTER_KEY: app.masterKey, BACKUP_DIR: app.backupDir };
      const dumped = await runShell('npm run --silent control:dump', { DATABASE_URL: app.database.url, ...store });
      expect(dumped).toMatchObject({ code: 0 });
      expect(await command(`--head ${file}`, store)).toMatchObject({ code: 0 });
      await superuser(`SET session_replication_role = replica;
        WITH last AS (DELETE FROM audit_chain link USING tenants t WHERE t.slug = 'default' AND link.chain = t.id AND link.seq =
                        (SELECT max(seq) FROM audit_chain WHERE chain = t.id) RETURNING "eventId")
        DELETE FROM audit_events USING last WHERE id = last."eventId"`);
      expect(await command('--no-store')).toMatchObject({ code: 0 });
      for (const finding of [await command(`--no-store --head ${file}`), await command('', store)]) {
        expect(finding).toMatchObject({ code: 1, stdout: expect.stringMatching(/the chain ends after/) });
      }
      expect(await verify(admin)).toMatchObject({ ok: false, firstBroken: { reason: 'cut' } });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
