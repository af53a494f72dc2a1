import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { Database } from '../../src/database/database.js';
import { Event } from '../../src/features/events/event.entity.js';
import { Schedule } from '../../src/features/schedules/schedule.entity.js';
import { Timetable } from '../../src/features/schedules/timetable.js';
import { LateWatch } from '../../src/features/source-health/late-watch.js';
import { RoomWatch } from '../../src/features/source-health/room-watch.js';
import { SourceVerdicts } from '../../src/features/source-health/source-verdicts.js';
import { Source } from '../../src/features/sources/source.entity.js';
import type { StoreRoom } from '../../src/features/storages/store-room.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { addPerson, addTenant } from '../support/people.js';
import { queryOnce } from '../support/throwaway-database.js';

// Real: the application, its control database. Backups and schedules are rows written there, since days must have passed.
let app: AppProcess;
let dataSource: DataSource;
let tenant: string;
beforeAll(async () => {
  app = await startApp();
  dataSource = await new DataSource({
    type: 'postgres',
    url: app.database.url,
    entities: [Source, Schedule, Event],
  }).initialize();
  const [row] = await sql<{ id: string }>('SELECT id FROM tenants');
  tenant = row?.id ?? '';
});
afterAll(async () => {
  await dataSource.destroy();
  await app.stop();
});

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, text, values);

async function addSource(name: string, of = tenant): Promise<string> {
  const id = uuidV7();
  await sql(
    `INSERT INTO sources (id, "tenantId", name, database, "createdAt") VALUES ($1, $2, $3, '{}', now() - interval '9 days')`,
    [id, of, name],
  );
  return id;
}

let number = 0;

async function addBackup(sourceId: string, status: string, hoursAgo: number): Promise<void> {
  number += 1;
  await sql(
    `INSERT INTO backups (id, "tenantId", number, "sourceId", name, origin, status, proof, "createdAt", "startedAt", "finishedAt",
                          "durationMs", "storedBytes", "createdBy")
     SELECT gen_random_uuid(), "tenantId", $1, id, 'nightly', 'scheduled', $2, 'decoded', at, at, at + interval '10 seconds',
            10000, 100, 'test'
       FROM sources, LATERAL (SELECT now() - $3 * interval '1 hour' AS at) times WHERE id = $4`,
    [number, status, hoursAgo, sourceId],
  );
}

/** Once a day, the last time so long ago. */
async function addSchedule(sourceId: string, minutesSinceDue: number): Promise<void> {
  await sql(
    `INSERT INTO schedules (id, "tenantId", "sourceId", name, action, "everySeconds", "timeZone", anchor, since, "handledUntil")
     SELECT gen_random_uuid(), "tenantId", id, 'nightly', 'backup', 86400, 'UTC', now() - $1 * interval '1 minute',
            now() - interval '8 days', now()
       FROM sources WHERE id = $2`,
    [minutesSinceDue, sourceId],
  );
}

interface BackupHealth {
  status: string;
  lastBackupAt: string | null;
  lastBackupAgeHours: number | null;
  successRate24h: number | null;
  diskFreePercent: number;
  totalBackups: number;
  sources: {
    sourceId: string;
    name: string;
    status: string;
    score: number;
    reasons: { code: string; message: string }[];
    lastProvenAt: string | null;
    lastProof: string | null;
  }[];
}

async function health(api = app.api): Promise<BackupHealth> {
  const { status, body } = await api.get<BackupHealth>('/health/backup');
  expect(status).toBe(200);
  return body;
}

const lateEvents = (): Promise<{ tenantId: string; sourceId: string; data: Record<string, unknown> }[]> =>
  sql(`SELECT "tenantId", "sourceId", data FROM events WHERE kind = 'backup.late' ORDER BY id`);

it('is asked for by those who are signed in, and says so where there is nothing yet', async () => {
  expect(await app.anonymous.get('/health/backup')).toMatchObject({ status: 401 });
  expect(await health()).toMatchObject({
    lastBackupAt: null,
    lastBackupAgeHours: null,
    successRate24h: null,
    totalBackups: 0,
    sources: [],
  });
});

it('judges a nightly backup by its night: it is not yellow at 24 hours and one minute', async () => {
  const source = await addSource('nightly');
  await addSchedule(source, 1);
  await addBackup(source, 'completed', 24 + 1 / 60);
  const { sources, lastBackupAgeHours, totalBackups } = await health();
  expect(sources).toMatchObject([
    { name: 'nightly', status: 'green', score: 95, reasons: [{ code: 'not_rehearsed' }] },
  ]);
  expect(lastBackupAgeHours).toBe(24);
  expect(totalBackups).toBe(1);
  expect(await lateEvents()).toEqual([]);
});

it('tells of a night without a backup once, whoever notices and however often', async () => {
  const source = await addSource('missed');
  await addSchedule(source, 60);
  await addBackup(source, 'completed', 25);
  expect((await health()).sources[0]).toMatchObject({ name: 'missed', status: 'yellow', score: 65 });
  const verdicts = new SourceVerdicts(new Timetable());
  const watches = Array.from({ length: 4 }, () => new LateWatch(new Database(dataSource), verdicts));
  await Promise.all(watches.map((watch) => watch.turn()));
  await app.restart();
  expect(await lateEvents()).toMatchObject([
    {
      tenantId: tenant,
      sourceId: source,
      data: { source: 'missed', schedule: 'nightly', minutesWaited: 15, isRepeated: false },
    },
  ]);
  const said = await eventually('health says that one is late', async () => {
    const { status, body } = await app.anonymous.get<{ status: string; reasons: Record<string, string> }>('/health');
    expect(status).toBe(200);
    return body.reasons.backups === undefined ? null : body;
  });
  expect(said).toMatchObject({ status: 'degraded', reasons: { backups: 'late' } });
  await addBackup(source, 'completed', 0.5);
  expect((await health()).sources.find(({ name }) => name === 'missed')).toMatchObject({ status: 'green' });
});

it('counts outcomes of the last day, and names what fails or is damaged', async () => {
  const failing = await addSource('failing');
  for (const hours of [1, 2, 3, 30]) await addBackup(failing, 'failed', hours);
  const damaged = await addSource('damaged');
  await addBackup(damaged, 'corrupted', 5);
  const { status, successRate24h, sources } = await health();
  expect(status).toBe('red');
  // Completed half an hour ago and damaged since; three failed today.
  expect(successRate24h).toBe(40);
  const codes = new Map(sources.map(({ name, reasons }) => [name, reasons.map(({ code }) => code)]));
  expect(codes.get('failing')).toEqual(['not_scheduled', 'never_backed_up', 'failing']);
  expect(codes.get('damaged')).toEqual(['not_scheduled', 'never_backed_up', 'newest_corrupted']);
  expect(sources.map(({ score }) => score)).toEqual(sources.map(({ score }) => score).sort((a, b) => a - b));
});

it('shows a tenant nothing of another', async () => {
  const other = await addTenant(app);
  await addBackup(await addSource('theirs', other), 'completed', 2);
  const viewer = await addPerson(app, { role: 'viewer', tenantId: other });
  const body = await health(viewer);
  expect(body).toMatchObject({ status: 'green', totalBackups: 1, successRate24h: 100, lastBackupAgeHours: 2 });
  expect(body.sources.map(({ name }) => name)).toEqual(['theirs']);
});

it('tells of a store that fills up once for each limit that it passes', async () => {
  const storageId = uuidV7();
  const told = (): Promise<{ data: Record<string, unknown>; tenantId: string | null }[]> =>
    sql(`SELECT data, "tenantId" FROM events WHERE kind = 'storage.low' ORDER BY id`);
  const look = async (free: number): Promise<void> => {
    // At the edge: a disk that is nearly full cannot be had here.
    const room = { read: async () => [{ storageId, location: '/srv', isDefault: true, room: { free, total: 1_000 } }] };
    const watches = Array.from(
      { length: 4 },
      () => new RoomWatch(new Database(dataSource), room as unknown as StoreRoom),
    );
    await Promise.all(watches.map((watch) => watch.turn()));
  };
  for (const free of [500, 99, 101, 99, 50, 49, 51, 49]) await look(free);
  expect(await told()).toMatchObject([
    { tenantId: null, data: { level: 'low', freePercent: 9.9, freeBytes: 99, location: '/srv' } },
    { tenantId: null, data: { level: 'critical', freePercent: 4.9 } },
  ]);
  for (const free of [500, 99]) await look(free);
  expect(await told()).toHaveLength(3);
});

it('says when a source was last proven: by the newest trial of it, be its backup gone or not', async () => {
  const source = await addSource('proven');
  const provenOf = async (): Promise<[string | null, string | null] | undefined> =>
    (await health()).sources.filter(({ name }) => name === 'proven').map(provenAt)[0];
  await addBackup(source, 'completed', 30);
  expect(await provenOf()).toEqual([null, null]);

  await sql(
    `UPDATE backups SET proof = 'counted', proofs = '[{"level":"restored","at":"2026-01-02T03:00:00.000Z"},
       {"level":"counted","at":"2026-01-02T03:00:00.000Z"},{"level":"checksum","at":"2026-01-09T03:00:00.000Z"}]'
     WHERE "sourceId" = $1`,
    [source],
  );
  await addBackup(source, 'completed', 1); // newer, and not tried
  expect(await provenOf()).toEqual(['2026-01-02T03:00:00.000Z', 'counted']);

  await sql(
    `INSERT INTO drills (id, "tenantId", number, "sourceId", "backupId", "targetSourceId", origin, status, proof, "requestedBy", "finishedAt")
     SELECT gen_random_uuid(), "tenantId", n, id, gen_random_uuid(), id, 'request', status, 'migrated', 'test', at::timestamptz
       FROM sources, (VALUES (1, 'completed', '2026-01-05T00:00Z'), (2, 'failed', '2026-01-07T00:00Z')) drill(n, status, at)
      WHERE id = $1`,
    [source],
  );
  expect(await provenOf()).toEqual(['2026-01-05T00:00:00.000Z', 'migrated']);
});

const provenAt = ({ lastProvenAt, lastProof }: BackupHealth['sources'][number]): [string | null, string | null] => [
  lastProvenAt,
  lastProof,
];
