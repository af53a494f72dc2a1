import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectStatus } from '../support/jobs-client.js';
import {
  askRestore,
  type AskedRestore,
  hasSession,
  type KillingGround,
  ourSession,
  type Source,
  startKillingGround,
} from '../support/killed-worker.js';
import { RestartablePostgres } from '../support/faults/servers.js';
import { leftovers, NOTHING, programsOf } from '../support/leftovers.js';
import { delay, onDatabase, openSession } from '../support/marked-database.js';
import { queryOnce } from '../support/throwaway-database.js';

/** Our transaction is in the middle of what the archive holds. */
const BUILDS_INDEX = `datname = 'one' AND application_name LIKE '% in place' AND wait_event = 'PgSleep'`;

/** The only migration that is pending is at work on the live database. */
const MIGRATES = `datname = 'one' AND application_name LIKE '% migrate' AND wait_event = 'PgSleep'`;

let server: RestartablePostgres;
let place: KillingGround;
let source: Source;
beforeAll(async () => {
  server = await RestartablePostgres.start();
  place = await startKillingGround(['one'], { server: server.now });
  const [one] = place.sources;
  if (one === undefined) throw new Error('One source was asked for.');
  source = one;
});
afterAll(async () => {
  await place.remove();
  await server.remove();
});
beforeEach(() => source.database.mark('live'));
afterEach(async () => {
  await delay(place.server, 'index', 0);
  await delay(place.server, 'migration', 0);
  expect(await leftovers(place)).toEqual(NOTHING);
});

const inPlace = (more: object = {}): Promise<AskedRestore> =>
  askRestore(place, source, { strategy: 'in_place', ...more });
const alter = (statement: string): Promise<unknown> =>
  onDatabase(place.server, 'postgres', async (db) => {
    await db.query(statement);
    await db.query('SELECT pg_reload_conf()');
  });

it('begins anew when its worker is killed in the middle of the transaction, which changes nothing', async () => {
  await delay(place.server, 'index', 30);
  const { id } = await inPlace();
  await ourSession(place, BUILDS_INDEX);
  await place.killWorker();
  await onDatabase(place.server, 'postgres', (db) =>
    db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '% in place'`),
  );
  expect(await source.database.marker()).toBe('live');
  await delay(place.server, 'index', 0);
  await place.startWorker();
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'completed', error: null });
  expect(await source.database.marker()).toBe('old');
});

it('ends the transaction that a dead worker left at work on the server, and takes a new safety backup', async () => {
  await delay(place.server, 'index', 600);
  const { id } = await inPlace();
  await ourSession(place, BUILDS_INDEX);
  const first = (await place.jobs.restore(id)).safetyBackupId;
  await place.killWorker();
  await delay(place.server, 'index', 0);
  await place.startWorker();
  const restore = await place.jobs.restoreEnds(id);
  expect(restore).toMatchObject({ status: 'completed', error: null });
  expect(await source.database.marker()).toBe('old');
  expect(restore.safetyBackupId).not.toBe(first);
  expect(await place.jobs.backup(restore.safetyBackupId ?? '')).toMatchObject({
    status: 'completed',
    origin: 'safety',
  });
});

it('knows that the transaction is committed, though its worker was killed before it heard so', async () => {
  await delay(place.server, 'index', 3);
  const { id } = await inPlace();
  await ourSession(place, BUILDS_INDEX);
  // A COMMIT waits from now on, after it has happened, for a standby that there is not.
  await alter(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`);
  await ourSession(place, `application_name LIKE '% in place' AND wait_event = 'SyncRep'`);
  // What may be committed by now cannot be promised to be canceled.
  expect((await place.jobs.api.post(`/restores/${id}/cancel`)).status).toBe(409);
  await place.killWorker();
  await alter('ALTER SYSTEM RESET synchronous_standby_names');
  // One that was accepted while nobody could tell: after the next worker had the job, and before it had looked.
  await queryOnce(
    place.app.database.superuserUrl,
    `UPDATE jobs SET "cancelRequestedAt" = now() WHERE "subjectId" = $1`,
    [id],
  );
  await place.startWorker();
  const restore = await place.jobs.restoreEnds(id);
  expect(restore).toMatchObject({ status: 'completed', error: null });
  expect(restore.phases.find(({ name }) => name === 'committing')).toMatchObject({ detail: { takenOver: true } });
  const report = await place.jobs.api.get<{ rowsCompared: number }>(`/restores/${id}/report`);
  expect(report.body.rowsCompared).toBeGreaterThan(30_000); // counted by who was killed
  expect(await source.database.marker()).toBe('old');
});

it('restores all the same when its worker is killed while the safety backup waits, and while it migrates', async () => {
  const plan = await place.jobs.plan(source.backupId, { strategy: 'in_place' });
  const holder = await openSession(place.server, 'one');
  await holder.query('BEGIN; LOCK TABLE filler IN ROW EXCLUSIVE MODE');
  await delay(place.server, 'migration', 600);
  const { id } = await inPlace({ planId: plan.id, runMigrations: true });
  await ourSession(place, `application_name LIKE '% in place' AND wait_event_type = 'Lock'`);
  await place.killWorker();
  await holder.end();
  await place.startWorker();
  await ourSession(place, MIGRATES);
  expect((await place.jobs.restore(id)).phase).toBe('migrating');
  expect((await place.jobs.api.post(`/restores/${id}/cancel`)).status).toBe(409);
  await place.killWorker();
  await delay(place.server, 'migration', 0);
  await place.startWorker();
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'completed', error: null });
  expect(await source.database.marker()).toBe('old');
  expect(await onDatabase(place.server, 'one', (db) => db.query('SELECT migrated FROM marker'))).toMatchObject({
    rows: [{ migrated: true }],
  });
  // As it was backed up, for whoever comes next.
  await place.jobs.completedRestore(source.backupId, { strategy: 'in_place', runMigrations: false });
});

/** As its crash would be: no session ends in order. */
async function crashServer(): Promise<void> {
  await server.stop();
  await server.startAgain();
  place.server = server.now;
}

async function wasMigrated(): Promise<boolean> {
  const { rows } = await onDatabase(place.server, 'one', (db) =>
    db.query<{ migrated: boolean }>('SELECT migrated FROM marker'),
  );
  return rows[0]?.migrated === true;
}

it('begins anew when the server crashes in the middle of the transaction', async () => {
  await delay(place.server, 'index', 30);
  const { id } = await inPlace();
  await ourSession(place, BUILDS_INDEX);
  await crashServer();
  await delay(place.server, 'index', 0);
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'completed', error: null });
  expect(await source.database.marker()).toBe('old');
});

it('is committed, and says so, when the server crashes before it answers the COMMIT', async () => {
  await delay(place.server, 'index', 3);
  const { id } = await inPlace();
  await ourSession(place, BUILDS_INDEX);
  await alter(`ALTER SYSTEM SET synchronous_standby_names = 'nobody'`);
  await ourSession(place, `application_name LIKE '% in place' AND wait_event = 'SyncRep'`);
  // Not by a session, whose own commit would wait, too; it is read when the server starts again.
  await onDatabase(place.server, 'postgres', (db) => db.query('ALTER SYSTEM RESET synchronous_standby_names'));
  await crashServer();
  const restore = await place.jobs.restoreEnds(id);
  expect(restore).toMatchObject({ status: 'completed', error: null });
  expect(await source.database.marker()).toBe('old');
});

it('goes on with the migrations when the server crashes in the middle of them: what is committed only goes forward', async () => {
  await delay(place.server, 'migration', 30);
  const { id } = await inPlace({ runMigrations: true });
  await ourSession(place, MIGRATES);
  await crashServer();
  await delay(place.server, 'migration', 0);
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'completed', error: null });
  expect(await source.database.marker()).toBe('old');
  expect(await wasMigrated()).toBe(true);
  await place.jobs.completedRestore(source.backupId, { strategy: 'in_place', runMigrations: false });
});

it('leaves nothing at work on the live database when its runner is killed, and tells both ways on', async () => {
  await delay(place.server, 'migration', 600);
  const { id } = await inPlace({ runMigrations: true });
  await ourSession(place, MIGRATES);
  const runner = (await programsOf(place.temporaryDirectory)).find((line) => line.includes('typeorm-child'));
  process.kill(Number(runner?.split(' ')[0]), 'SIGKILL');
  const restore = await place.jobs.restoreEnds(id);
  expect(restore).toMatchObject({ status: 'failed', phase: 'migrating', error: { code: 'MIGRATION_FAILED' } });
  expect(restore.error?.hint).toContain(restore.safetyBackupId);
  expect(await hasSession(place, MIGRATES)).toBe(false);
  expect(await source.database.marker()).toBe('old');
  await delay(place.server, 'migration', 0);
  await place.jobs.completedRestore(restore.safetyBackupId ?? '', { strategy: 'in_place', runMigrations: false });
  expect(await source.database.marker()).toBe('live');
});

it('loses no row when its session is ended while the safety backup is taken, and its locks with it', async () => {
  const { id } = await inPlace();
  // Nobody else may write from here on; then somebody may.
  await ourSession(place, `datname = 'one' AND application_name LIKE '% in place' AND state = 'idle in transaction'`);
  await onDatabase(place.server, 'postgres', (db) =>
    db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '% in place'`),
  );
  await source.database.mark('written meanwhile');
  const restore = await place.jobs.restoreEnds(id);
  expect(restore).toMatchObject({ status: 'failed', error: { code: 'SOURCE_UNREACHABLE' } });
  expect(await source.database.marker()).toBe('written meanwhile');
});

it('is rolled back when it is canceled in the middle of the transaction', async () => {
  await delay(place.server, 'index', 600);
  const { id } = await inPlace();
  await ourSession(place, BUILDS_INDEX);
  expectStatus(202, await place.jobs.api.post(`/restores/${id}/cancel`));
  const askedAt = performance.now();
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'canceled', error: { code: 'CANCELED' } });
  expect(await source.database.marker()).toBe('live');
  // Not by the end of anybody's patience: a part of the pipeline that does not end is left after 30 s.
  expect(performance.now() - askedAt).toBeLessThan(25_000);
});
