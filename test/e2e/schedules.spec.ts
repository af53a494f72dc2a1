import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient, ApiResponse, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { inTime } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
import { hasEnded, type RunRecord, type ScheduleRecord, SchedulesClient } from '../support/schedules-client.js';
import { queryOnce } from '../support/throwaway-database.js';

interface CalendarBody {
  schedules: ScheduleRecord[];
  runs: (RunRecord & { scheduleId: string; subjectStatus: string | null })[];
  coming: { scheduleId: string; at: string }[];
  cut: boolean;
}

interface PreviewBody {
  nextRuns: string[];
  clockChanges: { kind: string; localTime: string; at: string | null }[];
}

let app: AppProcess;
let jobs: JobsClient;
let schedules: SchedulesClient;
let database: TestDatabase;
let sourceId: string;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  schedules = new SchedulesClient(app.api, app.database.superuserUrl);
  database = await createTestDatabase();
  // Whatever is due, two processes look at it.
  await app.startWorker();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});
beforeEach(async () => {
  sourceId = await jobs.addSource(database.target);
});

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return queryOnce<Row>(app.database.superuserUrl, text, values);
}

/** A job of another kind that holds the source. */
async function occupy(): Promise<() => Promise<void>> {
  const jobId = uuidV7();
  await sql(
    `INSERT INTO jobs (id, "tenantId", action, state, "subjectType", "subjectId", "sourceId", "requestedBy", "notBefore")
     SELECT $1, "tenantId", 'restore', 'waiting', 'restore', $1, id, 'somebody', 'infinity' FROM sources WHERE id = $2`,
    [jobId, sourceId],
  );
  await sql(
    `INSERT INTO source_locks ("sourceId", "tenantId", "jobId") SELECT id, "tenantId", $1 FROM sources WHERE id = $2`,
    [jobId, sourceId],
  );
  return async () => {
    await sql(`DELETE FROM source_locks WHERE "jobId" = $1`, [jobId]);
    await sql(`DELETE FROM jobs WHERE id = $1`, [jobId]);
  };
}

describe('a schedule', () => {
  it('says what is to come, can be changed, paused and resumed, and is gone when it is deleted', async () => {
    const created = await app.api.post<ScheduleRecord>('/schedules', {
      ...{ sourceId, cron: '0 3 * * *', timeZone: 'Europe/Berlin', contents: ['database'], enabled: true },
    });
    const { id } = created.body;
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/api/v1/schedules/${id}`);
    expect(created.body).toMatchObject({ name: '0 3 * * *', action: 'backup', lastRun: null, enabled: true });
    const [first = '', ...more] = created.body.nextRuns;
    expect(more).toHaveLength(4);
    expect(
      Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(new Date(first)),
    ).toBe('03:00');

    const changed = await app.api.patch<ScheduleRecord>(`/schedules/${id}`, {
      every: '6h',
      name: 'often',
      window: null,
    });
    expect(changed.body).toMatchObject({ name: 'often', cron: null, every: '6h', contents: ['database'] });
    expect(Date.parse(changed.body.nextRuns[1] ?? '') - Date.parse(changed.body.nextRuns[0] ?? '')).toBe(6 * 3_600_000);

    const paused = await app.api.post<ScheduleRecord>(`/schedules/${id}/pause`);
    expect(paused).toMatchObject({ status: 200, body: { enabled: false, nextRuns: [] } });
    const resumed = await app.api.post<ScheduleRecord>(`/schedules/${id}/resume`);
    expect(resumed).toMatchObject({ status: 200, body: { enabled: true } });
    expect(resumed.body.since > changed.body.since).toBe(true);

    const list = await app.api.get<{ items: ScheduleRecord[]; total: number }>(
      `/schedules?sourceId=${sourceId}&sort=name`,
    );
    expect(list.body).toMatchObject({ total: 1, items: [{ id, name: 'often' }] });
    expect((await app.api.delete(`/schedules/${id}`)).status).toBe(200);
    expect((await app.api.get(`/schedules/${id}`)).status).toBe(404);
  });

  it('has its place in a calendar of what ran, with what became of it, and of what will run', async () => {
    const often = await schedules.add(sourceId, { every: '6h' });
    const { body: asked } = await app.api.post<{ jobId: string }>(`/schedules/${often.id}/run`);
    await jobs.jobEnds(asked.jobId);
    const calendarOf = async (query = '', client = app.api): Promise<CalendarBody> =>
      expectStatus(200, await client.get<CalendarBody>(`/schedules/calendar?sourceId=${sourceId}${query}`));
    const calendar = await calendarOf();
    expect(calendar.schedules).toMatchObject([{ id: often.id, name: 'nightly' }]);
    expect(calendar.runs).toMatchObject([
      { scheduleId: often.id, cause: 'request', outcome: 'completed', subjectStatus: 'completed' },
    ]);
    expect(calendar.coming.slice(0, 5).map(({ at }) => at)).toEqual(often.nextRuns);
    expect([calendar.coming.length, calendar.cut]).toEqual([28, false]);

    await app.api.delete(`/backups/${calendar.runs[0]?.backupId ?? ''}`);
    const week = `&from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date().toISOString()}`;
    expect(await calendarOf(week)).toMatchObject({ runs: [{ outcome: 'completed', subjectStatus: null }], coming: [] });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect(await calendarOf('', stranger)).toMatchObject({ schedules: [], runs: [], coming: [] });
    await app.api.patch(`/schedules/${often.id}`, { every: '5m' });
    expect(await calendarOf()).toMatchObject({ cut: true, coming: { length: 1_000 } });
    for (const range of ['from=2026-01-02&to=2026-01-02', 'from=2026-01-01&to=2026-04-04', 'from=2090-01-01']) {
      const { status, body } = await app.api.get<ProblemBody>(`/schedules/calendar?${range}`);
      expect([range, status, body.errors?.[0]?.field]).toEqual([range, 400, 'to']);
    }
  });

  it('says when it would run before it is saved, new or changed, and what the clocks do to that', async () => {
    const preview = async (wanted: object, client = app.api): Promise<ApiResponse<PreviewBody>> =>
      client.post<PreviewBody>('/schedules/preview', wanted);
    const nightly = { cron: '30 2 * * *', timeZone: 'Europe/Berlin', window: { from: '02:45', to: '05:00' } };
    const { body: before } = await preview({ sourceId, ...nightly });
    expect(before.clockChanges.map(({ kind, localTime }) => [kind, localTime.slice(10)]).sort()).toEqual([
      ['repeated', 'T02:30'],
      ['skipped', 'T02:30'],
    ]);
    expect((await app.api.get<{ total: number }>(`/schedules?sourceId=${sourceId}`)).body.total).toBe(0);
    const { id, nextRuns } = await schedules.add(sourceId, { ...nightly, every: undefined });
    expect(before.nextRuns).toEqual(nextRuns);

    const { body: later } = await preview({ scheduleId: id, cron: '0 4 * * *', enabled: false });
    expect(later.nextRuns).toHaveLength(5);
    expect(later.nextRuns).not.toEqual(nextRuns);
    expect(later.clockChanges).toEqual([]);
    expect((await app.api.get<ScheduleRecord>(`/schedules/${id}`)).body).toMatchObject({ enabled: true, nextRuns });

    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect((await preview({ scheduleId: id }, stranger)).status).toBe(404);
    expect((await preview({ sourceId, cron: '0 4 * * *' }, stranger)).status).toBe(404);
    expect((await preview({ cron: '0 4 * * *' }, stranger)).body.nextRuns).toHaveLength(5);
  });

  it.each<[object, string, string, string]>([
    [{}, 'MISSING_PARAMETER', 'cron', 'is missing; or give every'],
    [{ cron: '0 25 * * *' }, 'INVALID_PARAMETER', 'cron', 'hour: 25 is not between 0 and 23'],
    [{ cron: '0 0 30 2 *' }, 'INVALID_PARAMETER', 'cron', 'never comes: there is no such day'],
    [
      { cron: '0 3 * * *', timeZone: '+01:00' },
      'INVALID_PARAMETER',
      'timeZone',
      'must be the name of an IANA time zone, such as Europe/Berlin',
    ],
    [{ cron: '0 3 * * *', filters: {} }, 'INVALID_PARAMETER', 'filters', 'is not known here'],
    [
      { every: '6h', window: { from: '22:00', to: '22:00' } },
      'INVALID_PARAMETER',
      'window.to',
      'must be another time than from',
    ],
  ])('is refused as %j', async (fields, code, field, message) => {
    const refusal = { status: 400, body: { code, errors: [{ field, message }] } };
    expect(await app.api.post<ProblemBody>('/schedules', { sourceId, ...fields })).toMatchObject(refusal);
    expect(await app.api.post<ProblemBody>('/schedules/preview', { sourceId, ...fields })).toMatchObject(refusal);
  });

  it('of backups forgets how they are made where null is said, and only one of drills says where', async () => {
    const made = await schedules.add(sourceId, { description: 'Nightly', tags: ['a'], fingerprints: true });
    const path = `/schedules/${made.id}`;
    const change = (body: object) => app.api.patch<Record<string, unknown>>(path, body);
    expect((await change({ description: null, fingerprints: null })).body).toMatchObject({
      ...{ description: null, fingerprints: false, tags: ['a'] },
    });
    expect((await change({ tags: null, contents: null })).body).toMatchObject({ tags: [], contents: null });
    expect(await change({ target: { sourceId } })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'target' }] },
    });
    expect((await app.api.post('/schedules', { sourceId, every: '24h', description: null })).status).toBe(400);

    const host = await jobs.addSource(database.target);
    const drill = await schedules.add(sourceId, { action: 'drill', target: { sourceId: host } });
    expect(drill).toMatchObject({ target: { sourceId: host } });
    const elsewhere = await jobs.addSource(database.target, { tenantId: await addTenant(app) });
    expect((await app.api.patch(`/schedules/${drill.id}`, { target: { sourceId: elsewhere } })).status).toBe(404);
    expect((await app.api.patch(`/schedules/${drill.id}`, { target: null })).body).toMatchObject({ target: null });
  });

  it('of another tenant does not exist, and neither does a source of another tenant', async () => {
    const mine = await schedules.add(sourceId);
    const other = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    const answers: ApiResponse<unknown>[] = [
      await other.get(`/schedules/${mine.id}`),
      await other.get(`/schedules/${mine.id}/runs`),
      await other.patch(`/schedules/${mine.id}`, { name: 'x' }),
      await other.delete(`/schedules/${mine.id}`),
      await other.post(`/schedules/${mine.id}/run`),
      await other.post(`/schedules/${mine.id}/pause`),
      await other.post('/schedules', { sourceId, every: '1h' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await other.get<{ total: number }>('/schedules')).body.total).toBe(0);
  });

  it('is an admin’s; an operator may run it', async () => {
    const mine = await schedules.add(sourceId);
    const operator = await addPerson(app, { role: 'operator' });
    expect((await operator.post('/schedules', { sourceId, every: '1h' })).status).toBe(403);
    expect((await operator.post(`/schedules/${mine.id}/pause`)).status).toBe(403);
    expect((await operator.post(`/schedules/${mine.id}/run`)).status).toBe(202);
    await schedules.newestRun(mine.id, hasEnded);
  });
});

describe('a run', () => {
  it('makes a scheduled backup when its time has come, once, though two processes look', async () => {
    const { id } = await schedules.add(sourceId, { name: 'every night', tags: ['night'] });
    await schedules.passes('24 hours', id);
    const run = await schedules.newestRun(id, hasEnded);
    expect(run).toMatchObject({ cause: 'due', status: 'completed', outcome: 'completed', dueCount: 1, waiting: null });
    const [backup, ...more] = await jobs.backupsOf(sourceId);
    expect(more).toEqual([]);
    expect(backup).toMatchObject({
      ...{ id: run.backupId, status: 'completed', origin: 'scheduled', tags: ['night'] },
      createdBy: 'schedule "every night"',
    });
    expect(await schedules.missed(id)).toEqual([]);
  });

  it('catches up with all that was missed, and somebody is told', async () => {
    const { id } = await schedules.add(sourceId);
    await schedules.passes('7 days 2 hours', id);
    expect(await schedules.newestRun(id, hasEnded)).toMatchObject({ status: 'completed', dueCount: 7 });
    expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
    expect(await schedules.missed(id)).toEqual([{ reason: 'caught_up', dueCount: 7 }]);
    expect(await schedules.runs(id)).toHaveLength(1);
  });

  it('waits while its source is busy and says why; of two that wait one remains, and it begins when the source is free', async () => {
    const release = await occupy();
    const { id } = await schedules.add(sourceId);
    await schedules.passes('24 hours', id);
    const waiting = await schedules.newestRun(id, (run) => run.waiting !== null);
    expect(waiting).toMatchObject({ status: 'waiting', outcome: null, waiting: { reason: 'source_busy' } });
    expect(waiting.waiting?.message).toMatch(/^This source is busy with restore of restore .* since /);
    await schedules.passes('24 hours', id);
    expect(await schedules.newestRun(id, ({ dueCount }) => dueCount === 2)).toMatchObject({
      id: waiting.id,
      status: 'waiting',
    });
    await release();
    expect(await schedules.newestRun(id, hasEnded)).toMatchObject({ id: waiting.id, status: 'completed', dueCount: 2 });
    expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
    expect(await schedules.missed(id)).toEqual([{ reason: 'source_busy', dueCount: 2 }]);
  });

  it('waits for its window', async () => {
    const [clock] = await sql<{ from: string; to: string }>(
      `SELECT to_char(now() AT TIME ZONE 'UTC' + interval '2 hours', 'HH24:MI') AS from,
              to_char(now() AT TIME ZONE 'UTC' + interval '4 hours', 'HH24:MI') AS to`,
    );
    const { id } = await schedules.add(sourceId, { runAtStart: true, window: clock });
    expect(await schedules.newestRun(id, (run) => run.waiting !== null)).toMatchObject({
      ...{ cause: 'start', status: 'waiting', waiting: { reason: 'outside_window' } },
    });
    await app.api.patch(`/schedules/${id}`, { window: null });
    expect(await schedules.newestRun(id, hasEnded)).toMatchObject({ status: 'completed' });
    expect(await schedules.missed(id)).toEqual([]);
  });

  it('is not made up for when the schedule was paused, and one that waited is dropped', async () => {
    const release = await occupy();
    const { id } = await schedules.add(sourceId, { runAtStart: true });
    await schedules.newestRun(id, (run) => run.waiting !== null);
    await app.api.post(`/schedules/${id}/pause`);
    expect((await schedules.get(id)).lastRun).toMatchObject({ status: 'dropped', outcome: 'dropped' });
    await release();
    await app.api.patch(`/schedules/${id}`, { runAtStart: false });
    await schedules.passes('3 days', id);
    await app.api.post(`/schedules/${id}/resume`);
    const other = await schedules.add(sourceId, { runAtStart: true });
    await schedules.newestRun(other.id, hasEnded); // all were looked at since
    expect(await schedules.runs(id)).toHaveLength(1);
  });

  it('can be asked for, and is refused while the source is busy', async () => {
    const { id } = await schedules.add(sourceId, { enabled: false });
    const release = await occupy();
    expect(await app.api.post<ProblemBody>(`/schedules/${id}/run`)).toMatchObject({
      ...{ status: 409, body: { code: 'SOURCE_BUSY' } },
    });
    await release();
    expect(await schedules.runs(id)).toEqual([]);
    const asked = await app.api.post<{ run: RunRecord; jobId: string }>(`/schedules/${id}/run`);
    expect(asked).toMatchObject({ status: 202, body: { run: { cause: 'request', status: 'running' } } });
    expect((await jobs.jobEnds(asked.body.jobId)).state).toBe('completed');
    expect((await schedules.get(id)).lastRun).toMatchObject({ id: asked.body.run.id, outcome: 'completed' });
  });

  it('follows a clock that is set back a year, and comes no second time', async () => {
    const { id } = await schedules.add(sourceId);
    await schedules.passes('24 hours', id);
    const run = await schedules.newestRun(id, hasEnded);
    await schedules.passes('-1 year', id); // what has been handled is now in the future
    await inTime('the schedule follows', async () =>
      (await schedules.get(id)).since < new Date().toISOString() ? true : null,
    );
    await schedules.passes('23 hours 55 minutes', id);
    expect((await schedules.get(id)).lastRun?.id).toBe(run.id);
    await schedules.passes('1 hour', id);
    await inTime('the next night comes', async () => ((await schedules.runs(id)).length === 2 ? true : null));
  });

  it('goes with its schedule, and that with its source', async () => {
    const { id } = await schedules.add(sourceId, { runAtStart: true });
    await schedules.newestRun(id, hasEnded);
    expect((await app.api.delete(`/sources/${sourceId}?withBackups=true`)).status).toBe(200);
    const left = await sql(
      `SELECT id FROM schedules WHERE id = $1 UNION ALL SELECT id FROM schedule_runs WHERE "scheduleId" = $1`,
      [id],
    );
    expect(left).toEqual([]);
  });
});

it('what is long over is forgotten, but for the newest runs of each schedule, and with no job that somebody refers to', async () => {
  const { id } = await schedules.add(sourceId);
  await sql(
    `INSERT INTO schedule_runs (id, "tenantId", "scheduleId", cause, state, "dueAt", "firstDueAt", "jobId")
     SELECT gen_random_uuid(), "tenantId", id, 'due', 'dropped', at, at, CASE WHEN n = 1 THEN id END
       FROM schedules, generate_series(1, 130) n, LATERAL (SELECT now() - n * interval '10 days' AS at) due WHERE id = $1`,
    [id],
  );
  const orphan = uuidV7();
  await sql(
    `INSERT INTO jobs (id, "createdAt", "tenantId", action, state, "subjectType", "subjectId", "requestedBy")
     SELECT job, now() - interval '1 year', "tenantId", 'backup', 'completed', 'backup', job, 'somebody'
       FROM schedules, unnest(ARRAY[id, $2::uuid]) job WHERE id = $1`,
    [id, orphan],
  );
  await app.restart();
  const count = async (text: string, value: string): Promise<number | undefined> =>
    (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${text} = $1`, [value]))[0]?.n;
  await inTime('they are gone', async () =>
    (await count('jobs WHERE id', orphan)) === 0 && (await count('schedule_runs WHERE "scheduleId"', id)) === 100
      ? true
      : null,
  );
  expect(await count('jobs WHERE id', id)).toBe(1);
  expect((await schedules.get(id)).lastRun).toMatchObject({ status: 'dropped' });
});

describe('the nightly backup of the settings', () => {
  let settings: ApiClient;

  async function save(autoBackup: object): Promise<void> {
    expect((await settings.put('/settings', { autoBackup })).status).toBe(200);
  }

  it('is a schedule of each of its sources, follows the settings, and is changed by them alone', async () => {
    const tenantId = await addTenant(app);
    settings = await addPerson(app, { role: 'admin', tenantId });
    const own = await jobs.addSource(database.target, { tenantId, name: uniqueName('source') });
    const other = await jobs.addSource(database.target, { tenantId, name: uniqueName('source') });
    const zone = { timeZone: 'America/New_York', contents: ['database'] };

    await save({ enabled: true, hour: 2, minute: 30, sourceIds: [own], ...zone });
    const [made] = await inTime('it is made', async () =>
      (await schedules.of(own)).length > 0 ? schedules.of(own) : null,
    );
    expect(made).toMatchObject({ origin: 'settings', name: 'Nightly backup', cron: '30 2 * * *', enabled: true });
    expect(await schedules.of(other)).toEqual([]);
    const { id = '' } = made ?? {};
    expect(await app.api.post<ProblemBody>(`/schedules/${id}/pause`)).toMatchObject({
      ...{ status: 409, body: { code: 'CONFLICT' } },
    });

    await save({ enabled: true, hour: 4, minute: 0, sourceIds: 'all', ...zone });
    await inTime('it follows', async () => ((await schedules.get(id)).cron === '0 4 * * *' ? true : null));
    expect(await schedules.of(other)).toMatchObject([{ cron: '0 4 * * *' }]);

    // A week passes in which nobody looks: one backup.
    await sql(
      `UPDATE schedules SET since = since - interval '7 days', "handledUntil" = "handledUntil" - interval '7 days',
              "nextDueAt" = "nextDueAt" - interval '7 days' WHERE id = $1`,
      [id],
    );
    expect(await schedules.newestRun(id, hasEnded)).toMatchObject({ outcome: 'completed' });
    expect(await jobs.backupsOf(own)).toMatchObject([{ origin: 'scheduled', createdBy: 'schedule "Nightly backup"' }]);

    await save({ enabled: false });
    await inTime('it is paused', async () => ((await schedules.of(own)).length === 0 ? true : null));
    expect(await schedules.get(id)).toMatchObject({ enabled: false, nextRuns: [] });
  });

  it('in a time zone that nobody here knows is there and says so, and stops nobody else’s', async () => {
    const [stranger, other] = [await addTenant(app), await addTenant(app)];
    settings = await addPerson(app, { role: 'admin', tenantId: stranger });
    const strange = await jobs.addSource(database.target, { tenantId: stranger, name: uniqueName('source') });
    // By SQL: a machine with other time zones has saved it.
    const values = { autoBackup: { enabled: true, hour: 2, minute: 30, timeZone: 'Mars/Base', sourceIds: 'all' } };
    await sql(`INSERT INTO settings ("tenantId", "values") VALUES ($1, $2)`, [stranger, values]);
    const first = async (source: string): Promise<ScheduleRecord> =>
      inTime('it is there', async () => (await schedules.of(source))[0] ?? null);
    expect(await first(strange)).toMatchObject({ nextRuns: [], problem: expect.stringContaining('"Mars/Base"') });

    settings = await addPerson(app, { role: 'admin', tenantId: other });
    const usual = await jobs.addSource(database.target, { tenantId: other, name: uniqueName('source') });
    await save({ enabled: true, hour: 2, minute: 30, sourceIds: 'all' });
    expect(await first(usual)).toMatchObject({ problem: null });

    await sql(
      `UPDATE settings SET "values" = jsonb_set("values", '{autoBackup,timeZone}', '"UTC"') WHERE "tenantId" = $1`,
      [stranger],
    );
    await inTime('it runs', async () => ((await first(strange)).problem === null ? true : null));
  });
});

describe('what is somebody else’s', () => {
  /** By SQL, since no request could make them. */
  const add = async (count: number, fields: { timeZone?: string; window?: object }): Promise<void> => {
    const { timeZone = 'UTC', window = null } = fields;
    await sql(
      `INSERT INTO schedules (id, "tenantId", "sourceId", name, action, cron, "timeZone", anchor, "window", since, "handledUntil", "nextDueAt")
       SELECT gen_random_uuid(), "tenantId", id, 'of somebody else', 'backup', '0 0 * * *', $2, now(), $3, now(), now(), now()
         FROM sources, generate_series(1, $4) WHERE id = $1`,
      [sourceId, timeZone, window, count],
    );
  };
  afterEach(async () => {
    await sql(`DELETE FROM schedules WHERE name = 'of somebody else'`);
  });

  it('and waits, by the hundred, keeps nothing behind it from beginning', async () => {
    const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString().slice(11, 16);
    await add(600, { window: { from: hour(-3), to: hour(-2), timeZone: 'UTC' } });
    await sql(
      `INSERT INTO schedule_runs (id, "tenantId", "scheduleId", cause, "dueAt", "firstDueAt")
       SELECT gen_random_uuid(), "tenantId", id, 'due', now() - interval '1 hour', now() - interval '1 hour'
         FROM schedules WHERE "sourceId" = $1`,
      [sourceId],
    );
    sourceId = await jobs.addSource(database.target);
    const { id } = await schedules.add(sourceId, { runAtStart: true });
    expect(await schedules.newestRun(id, hasEnded, 100_000)).toMatchObject({ status: 'completed' });
  });

  it('and cannot be worked out, stops nothing else, and says so', async () => {
    await add(1, { timeZone: 'Mars/Base' });
    await add(1, { window: { from: '01:00', to: '02:00', timeZone: 'Mars/Rim' } });
    await sql(
      `INSERT INTO schedule_runs (id, "tenantId", "scheduleId", cause, "dueAt", "firstDueAt")
       SELECT gen_random_uuid(), "tenantId", id, 'due', now() - interval '1 hour', now() - interval '1 hour'
         FROM schedules WHERE "sourceId" = $1`,
      [sourceId],
    );
    const found = await schedules.of(sourceId);
    expect(found.map(({ problem }) => problem).sort()).toEqual([
      'This machine does not know the time zone "Mars/Base".',
      'This machine does not know the time zone "Mars/Rim".',
    ]);
    const bad = found.find(({ problem }) => problem?.includes('Mars/Base'));
    expect((await app.api.post(`/schedules/${bad?.id}/pause`)).status).toBe(200);
    expect(await app.api.post<ProblemBody>(`/schedules/${bad?.id}/resume`)).toMatchObject({
      body: { code: 'CONFLICT' },
    });

    sourceId = await jobs.addSource(database.target);
    const { id } = await schedules.add(sourceId);
    await schedules.passes('24 hours', id);
    expect(await schedules.newestRun(id, hasEnded)).toMatchObject({ status: 'completed' });
    expect((await app.api.get('/health/backup')).status).toBe(200);
    expect((await app.api.get(`/schedules?sourceId=${sourceId}`)).status).toBe(200);
  });
});
