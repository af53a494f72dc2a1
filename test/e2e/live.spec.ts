import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { JobsClient } from '../support/jobs-client.js';
import { type LiveEvent, LiveReader } from '../support/live-reader.js';
import { addPerson, addTenant, PASSWORD } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

const MANY = 1_000;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
  await app.startWorker({ WORKER_CONCURRENCY: '1' });
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  sourceId = await jobs.addSource(database.target);
});
afterAll(async () => {
  const last = await LiveReader.open(app.api);
  expect(await app.stop()).toBe(0); // though somebody watches
  await last.ended();
  await database.drop();
});

const readers: LiveReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

async function watch(client: ApiClient): Promise<LiveReader> {
  const reader = await LiveReader.open(client);
  readers.push(reader);
  return reader;
}

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, text, values);

const isChange =
  (wanted: LiveEvent['data']) =>
  ({ event, data }: LiveEvent): boolean =>
    event === 'change' && Object.entries(wanted).every(([key, value]) => data[key as keyof typeof data] === value);

describe('whoever watches', () => {
  it('hears of a backup that a worker in another process makes, from its acceptance to its end, and of what is done to it', async () => {
    const reader = await watch(app.api);
    const { id } = await jobs.completedBackup(sourceId);
    const done = await reader.until('its end', isChange({ type: 'backups', id, status: 'completed', sourceId }));
    const [{ finishedAt } = { finishedAt: new Date(NaN) }] = await sql<{ finishedAt: Date }>(
      `SELECT "finishedAt" FROM backups WHERE id = $1`,
      [id],
    );
    expect(done.at - finishedAt.getTime()).toBeLessThan(5_000);
    expect(reader.changes('backups')[0]).toMatchObject({ id, action: 'created' });
    expect(reader.changes('jobs').map(({ status }) => status)).toContain('completed');
    expect(reader.changes('audit-events').length).toBeGreaterThan(0);

    await app.api.patch(`/backups/${id}`, { pinned: true });
    await reader.until(
      'the pin',
      isChange({ type: 'backups', id, action: 'changed' }),
      reader.events.indexOf(done) + 1,
    );
    await app.api.patch(`/backups/${id}`, { pinned: false });
    await app.api.delete(`/backups/${id}`);
    await reader.until('its deletion', isChange({ type: 'backups', id, action: 'deleted' }));
  });

  it('hears how far a running job is, and is not told of each of its ticks as of a change', async () => {
    const [id, subjectId] = [uuidV7(), uuidV7()];
    const progress = { percent: 10, phase: 'dump', bytes: 1, bytesPerSecond: 1, etaSeconds: null };
    await sql(
      `INSERT INTO jobs (id, "tenantId", action, state, "subjectType", "subjectId", "requestedBy", "notBefore")
       SELECT $1, "tenantId", 'backup', 'active', 'backup', $2, 'a test', now() + interval '1 hour' FROM sources LIMIT 1`,
      [id, subjectId],
    );
    const reader = await watch(app.api);
    for (const percent of [10, 20]) {
      await sql(`UPDATE jobs SET progress = $2 WHERE id = $1`, [id, { ...progress, percent }]);
      const told = await reader.until(`${percent} %`, ({ event, data }) => {
        return event === 'progress' && (data as { progress?: { percent: number } }).progress?.percent === percent;
      });
      expect(told.data).toEqual({ type: 'backups', id: subjectId, jobId: id, progress: { ...progress, percent } });
    }
    expect(reader.changes('jobs')).toEqual([]);
    await sql(`DELETE FROM jobs WHERE id = $1`, [id]);
    await reader.until('that it is gone', isChange({ type: 'jobs', id, action: 'deleted' }));
  });

  it('hears of many changes as of one', async () => {
    await jobs.completedBackup(sourceId);
    await sql(
      `INSERT INTO backups SELECT copy.* FROM (SELECT to_jsonb(b) AS backup FROM backups b LIMIT 1) one,
              generate_series(1, ${MANY}) n,
              jsonb_populate_record(NULL::backups, backup || jsonb_build_object('id', gen_random_uuid(), 'number', -n)) copy`,
    );
    const ids = await sql<{ id: string }>('SELECT id FROM backups WHERE number < 0');
    expect(ids).toHaveLength(MANY);
    const reader = await watch(app.api);
    // One by one, each with a commit of its own, and the rest in one.
    await sql(
      `DO $$ DECLARE one uuid; BEGIN
         FOR one IN SELECT id FROM backups WHERE number < 0 LIMIT ${MANY / 2} LOOP
           DELETE FROM backups WHERE id = one;
           COMMIT;
         END LOOP;
       END $$`,
    );
    await sql('DELETE FROM backups WHERE number < 0');
    const last = uuidV7();
    await sql(`UPDATE sources SET name = $1 WHERE id = $2`, [last, sourceId]);
    await reader.until('what came after them', isChange({ type: 'sources', id: sourceId }));
    await reader.until('all of them', isChange({ type: 'backups', id: null }));
    expect(reader.changes('backups').length).toBeLessThan(MANY / 5);
  });
});

describe('another tenant', () => {
  it('hears nothing of ours, and we nothing of theirs; a superadmin hears both', async () => {
    const theirs = await addTenant(app);
    const ours = await app.api.get<{ tenantId: string }>('/auth/me').then(({ body }) => body.tenantId);
    const [admin, viewer, stranger] = [
      await watch(await addPerson(app, { role: 'admin' })),
      await watch(await addPerson(app, { role: 'viewer' })),
      await watch(await addPerson(app, { role: 'admin', tenantId: theirs })),
    ];
    const all = await watch(app.api);
    const backup = await jobs.completedBackup(sourceId);
    const otherSource = await jobs.addSource(database.target, { tenantId: theirs });
    const theirBackup = await jobs.completedBackup(otherSource);
    for (const id of [backup.id, theirBackup.id]) await all.until('both', isChange({ id, status: 'completed' }));
    await viewer.until('our backup', isChange({ id: backup.id, status: 'completed' }));
    await stranger.until('their backup', isChange({ id: theirBackup.id, status: 'completed' }));
    for (const mine of [backup.id, sourceId, ours]) expect(stranger.text).not.toContain(mine);
    for (const reader of [admin, viewer]) {
      for (const their of [theirBackup.id, otherSource, theirs]) expect(reader.text).not.toContain(their);
    }
    await admin.until('the trail', isChange({ type: 'audit-events', action: 'created' }));
    for (const type of ['users', 'api-keys', 'audit-events']) expect(viewer.changes(type)).toEqual([]);
  });
});

describe('a session', () => {
  it('that begins, is used or ends is told to whose it is and to those who manage people there, and to nobody else', async () => {
    const email = `${uuidV7()}@example.test`;
    const theirs = await addTenant(app);
    const told = [
      await watch(await addPerson(app, { role: 'viewer', email })),
      await watch(await addPerson(app, { role: 'admin' })),
      await watch(app.api),
    ];
    const { body: made } = await app.api.post<{ key: string }>('/api-keys', { name: 'all of it', scopes: ['admin'] });
    const others = [
      await watch(await addPerson(app, { role: 'viewer' })),
      await watch(app.anonymous.withToken(made.key)),
      await watch(await addPerson(app, { role: 'admin', tenantId: theirs })),
    ];
    const second = await app.anonymous.login(email, PASSWORD);
    const { body } = await second.get<{ items: { id: string; current: boolean }[] }>('/sessions');
    const id = body.items.find(({ current }) => current)?.id ?? '';
    const areTold = async (what: string, action: string, act: () => Promise<unknown>): Promise<void> => {
      const before = told.map(({ events }) => events.length);
      await act();
      for (const [index, reader] of told.entries()) {
        await reader.until(what, isChange({ type: 'sessions', id, action }), before[index]);
      }
    };
    for (const reader of told)
      await reader.until('its beginning', isChange({ type: 'sessions', id, action: 'created' }));
    await areTold('its use', 'changed', () =>
      sql(`UPDATE sessions SET "lastUsedAt" = "lastUsedAt" - interval '5 minutes' WHERE id = $1`, [id]),
    );
    await areTold('its end', 'changed', () => second.post('/auth/logout'));

    await sql(`UPDATE sources SET "appVersion" = $1 WHERE id = $2`, [uuidV7(), sourceId]);
    await sql(`UPDATE tenants SET name = 'Renamed' WHERE id = $1`, [theirs]);
    for (const [index, reader] of others.entries()) {
      await reader.until('what came after it', isChange({ type: index === 2 ? 'tenants' : 'sources' }));
      expect(reader.text).not.toContain(id);
    }
  });
});

describe('a stream', () => {
  it('says when changes may have been missed, and goes on', async () => {
    const [one, other] = [await watch(app.api), await watch(app.api)];
    const ended = await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'backstitch listen' AND datname = $1`,
      [new URL(app.database.url).pathname.slice(1)],
    );
    expect(ended).toHaveLength(1); // one connection, however many watch
    for (const reader of [one, other]) {
      const { data } = await reader.until('the gap', ({ event }) => event === 'resync');
      expect(data.reason).toBe('connection');
    }
    await sql(`UPDATE sources SET "appVersion" = $1 WHERE id = $2`, [uuidV7(), sourceId]);
    for (const reader of [one, other]) await reader.until('what came after it', isChange({ type: 'sources' }));
    expect(one.events.filter(({ event }) => event === 'hello')).toHaveLength(1);
  });

  it('ends at once at a sign-out, and when a key is revoked, in whichever process', async () => {
    const person = await addPerson(app, { role: 'viewer' });
    const [signedIn, other] = [await watch(person), await watch(app.api)];
    await person.post('/auth/logout');
    const { body } = await app.api.post<{ id: string; key: string }>('/api-keys', { name: 'eyes', scopes: ['read'] });
    const key = await watch(app.anonymous.withToken(body.key));
    await sql(`UPDATE api_keys SET "revokedAt" = now() WHERE id = $1`, [body.id]);
    await Promise.all([signedIn.ended(), key.ended()]);
    expect(other.hasEnded).toBe(false);
  });

  it('tells somebody who may see less from now on less, and that they may', async () => {
    const email = `${uuidV7()}@example.test`;
    const person = await watch(await addPerson(app, { role: 'admin', email }));
    await sql(`UPDATE users SET role = 'viewer' WHERE email = $1`, [email]);
    const { data } = await person.until('that they may', ({ event }) => event === 'resync');
    expect(data.reason).toBe('permissions');
    const before = person.changes('users').length;
    await sql(`UPDATE users SET name = 'Another' WHERE email = $1`, [email]);
    await sql(`UPDATE sources SET "appVersion" = $1 WHERE id = $2`, [uuidV7(), sourceId]);
    await person.until('what they still may see', isChange({ type: 'sources', id: sourceId }));
    expect(person.changes('users')).toHaveLength(before);
  });
});

it('is said of every column whether its change is told', async () => {
  const triggers = await sql<{ table: string; definition: string }>(
    `SELECT c.relname AS table, string_agg(pg_get_triggerdef(t.oid), ' ') AS definition
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname ~ '_announced$' GROUP BY 1`,
  );
  const notTold: Record<string, string[]> = {};
  for (const { table, definition } of triggers) {
    const columns = await sql<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    );
    notTold[table] = columns
      .map(({ name }) => name)
      .filter((name) => !NEVER_CHANGE.has(name) && !new RegExp(`old\\."?${name}\\b`, 'i').test(definition))
      .sort();
  }
  expect(notTold).toEqual(NOT_TOLD);
});

const NEVER_CHANGE: ReadonlySet<string> = new Set(['id', 'createdAt', 'tenantId']);

/** They change too often, together with others, or are nothing that anybody sees. */
const NOT_TOLD: Record<string, string[]> = {
  api_keys: ['lastAddress', 'lastUsedAt', 'madeByKeyId', 'secretHash', 'userId'],
  backups: [
    'appVersion',
    'contentsTree',
    'countConditions',
    'createdBy',
    'databaseSize',
    'durationMs',
    'erasingAt',
    'extensions',
    'fingerprints',
    'finishedAt',
    'manifestKey',
    'migrationState',
    'number',
    'origin',
    'progress',
    'rawBytes',
    'retentionRunId',
    'roles',
    'searchText',
    'sourceId',
    'tableCounts',
    'tablespaces',
    'versions',
  ],
  drills: [
    'backupId',
    'durationMs',
    'finishedAt',
    'number',
    'origin',
    'progress',
    'requestedBy',
    'sourceId',
    'targetSourceId',
    'warnings',
  ],
  jobs: [
    'action',
    'epoch',
    'finishedAt',
    'measuredAt',
    'parameters',
    'progress',
    'requestedBy',
    'sourceId',
    'steps',
    'subjectId',
    'subjectSourceId',
    'subjectType',
    'traceparent',
  ],
  kept_databases: ['countersBefore', 'name', 'oid', 'restoreId', 'role', 'sourceId'],
  notification_channels: ['digestedOn', 'leaseId', 'leaseUntil', 'nextAttemptAt', 'sealedSecret', 'updatedAt'],
  restore_approvals: [
    'act',
    'decidedAt',
    'decidedBy',
    'decidedById',
    'reason',
    'requestedBy',
    'requestedById',
    'requestedByKeyId',
    'restoreId',
    'source',
  ],
  restore_phases: ['detail', 'name', 'restoreId', 'startedAt'],
  restores: [
    'backupId',
    'durationMs',
    'finishedAt',
    'journal',
    'number',
    'options',
    'plan',
    'planFingerprint',
    'planId',
    'progress',
    'report',
    'requestedBy',
    'searchText',
    'sourceId',
    'strategy',
    'warnings',
  ],
  retention_runs: ['deleted', 'failures', 'freedBytes', 'kept', 'requestedBy', 'sourceId', 'trigger'],
  schedule_runs: ['begunAt', 'cause', 'dueAt', 'dueCount', 'firstDueAt', 'scheduleId', 'subjectId', 'subjectType'],
  schedules: ['handledUntil', 'updatedAt'],
  sessions: ['address', 'byProvider', 'secretHash', 'userId'],
  settings: ['updatedAt'],
  sources: ['updatedAt'],
  tenants: ['owesSince'],
  users: ['passwordHash'],
};
