import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { expectStatus } from '../support/jobs-client.js';
import {
  askRestore,
  type AskedRestore,
  type KillingGround,
  ourSession,
  type Source,
  startKillingGround,
} from '../support/killed-worker.js';
import { leftovers, NOTHING } from '../support/leftovers.js';
import { delay, onDatabase, openSession } from '../support/marked-database.js';

/** Our transaction is in the middle of what the archive holds. */
const BUILDS_INDEX = `datname = 'one' AND application_name LIKE '% in place' AND wait_event = 'PgSleep'`;

let place: KillingGround;
let source: Source;
beforeAll(async () => {
  place = await startKillingGround(['one']);
  const [one] = place.sources;
  if (one === undefined) throw new Error('One source was asked for.');
  source = one;
});
afterAll(() => place.remove());
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
  await place.killWorker();
  await alter('ALTER SYSTEM RESET synchronous_standby_names');
  await place.startWorker();
  const restore = await place.jobs.restoreEnds(id);
  expect(restore).toMatchObject({ status: 'completed', error: null });
  expect(restore.phases.find(({ name }) => name === 'replacing')).toMatchObject({ detail: { takenOver: true } });
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
  await ourSession(place, `datname = 'one' AND application_name LIKE '% migrate' AND wait_event = 'PgSleep'`);
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
