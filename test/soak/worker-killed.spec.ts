import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import {
  type AskedRestore,
  askRestore,
  hasSession,
  holdRenames,
  type KillingGround,
  ourSession,
  phaseBegun,
  RENAME_WAITS,
  sideDatabaseOf,
  type Source,
  startKillingGround,
} from '../support/killed-worker.js';
import { filesBelow, leftovers, NOTHING } from '../support/leftovers.js';
import { delay, openSession } from '../support/marked-database.js';

/** From here on no database is made any more. */
const BEFORE_SWAP = ['checking', 'migrating', 'swapping'];
/** What the first of three restores has begun when, up to so many ms later, the worker is killed. */
const LUCK = [
  { phase: 'safety_backup', withinMs: 1_500 },
  { phase: 'side_restore', withinMs: 1_000 },
  { phase: 'swapping', withinMs: 500 },
];

let place: KillingGround;
let one: Source;
let two: Source;
let three: Source;

beforeAll(async () => {
  place = await startKillingGround(['one', 'two', 'three']);
  const [first, second, third] = place.sources;
  if (!first || !second || !third) throw new Error('Three sources were asked for.');
  [one, two, three] = [first, second, third];
});
afterAll(() => place.remove());

afterEach(async () => {
  expect(await leftovers(place)).toEqual(NOTHING);
});

it('makes a backup anew when its worker is killed, and gives it up when that happens again and again', async () => {
  const blocker = await lockTable(one.database.name, 'filler');
  const blocked = await place.jobs.askBackup(one.id);
  await ourSession(place, `datname = 'one' AND wait_event_type = 'Lock'`);
  const streaming = await place.jobs.askBackup(two.id);
  await eventually('the other backup is being stored', async () =>
    (await filesBelow(place.app.backupDir)).some((file) => file.includes(two.id) && file.endsWith('.partial')),
  );
  await place.killWorker();
  await place.startWorker();
  expect(await place.jobs.backupEnds(streaming.id)).toMatchObject({ status: 'completed', proof: 'decoded' });
  for (let kill = 2; kill <= 3; kill += 1) {
    await ourSession(place, `datname = 'one' AND wait_event_type = 'Lock'`);
    await place.killWorker();
    await place.startWorker();
  }
  expect(await place.jobs.backupEnds(blocked.id)).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  // Before its lock is free: what waited for it must be gone, not just let go on and end by itself.
  expect(await leftovers(place)).toEqual(NOTHING);
  await blocker.end();
  await place.jobs.completedBackup(one.id);
});

it('restores all the same when its worker is killed in the safety backup or while it builds indexes', async () => {
  const plan = await place.jobs.plan(one.backupId);
  const blocker = await lockTable(one.database.name, 'filler');
  const inSafetyBackup = await askRestore(place, one, { planId: plan.id });
  await delay(place.server, 'index', 30);
  const inIndexes = await askRestore(place, two);
  await ourSession(place, `datname = 'one' AND wait_event_type = 'Lock'`);
  await ourSession(place, `datname LIKE 'bst_side_%' AND query LIKE 'CREATE INDEX%' AND wait_event = 'PgSleep'`);
  const somewhere = await askRestore(place, three);
  await place.killWorker();
  await delay(place.server, 'index', 0);
  await blocker.end();
  await place.startWorker();
  await expectRestored([inSafetyBackup, inIndexes, somewhere]);
});

it('restores all the same when its worker is killed while it counts or migrates', async () => {
  await delay(place.server, 'index', 0.5);
  await delay(place.server, 'migration', 30);
  const counting = await askRestore(place, one);
  const migrating = await askRestore(place, two, { runMigrations: true });
  const side = await sideDatabaseOf(place, counting.id);
  await ourSession(place, `datname = '${side}' AND query LIKE 'CREATE INDEX%'`);
  const blocker = await lockTable(side, 'slow');
  await ourSession(place, `datname = '${side}' AND wait_event_type = 'Lock'`);
  await ourSession(place, `datname LIKE 'bst_side_%' AND application_name LIKE '% migrate' AND wait_event = 'PgSleep'`);
  expect((await place.jobs.restore(counting.id)).phase).toBe('checking');
  expect((await place.jobs.restore(migrating.id)).phase).toBe('migrating');
  await place.killWorker();
  await blocker.end();
  await delay(place.server, 'index', 0);
  await delay(place.server, 'migration', 0);
  await place.startWorker();
  await expectRestored([counting, migrating]);
});

it('knows that a swap is committed, though its worker was killed before it heard so', async () => {
  const restore = await askRestore(place, one);
  await phaseBegun(place, restore.id, BEFORE_SWAP);
  await killInRename({ thenRelease: true });
  await eventually('the server commits the swap alone', async () => (await one.database.marker()) === 'old');
  expect((await place.jobs.restore(restore.id)).status).toBe('running');
  await place.startWorker();
  await expectRestored([restore]);
  expect(await place.jobs.logText(`restores/${restore.id}`)).toContain('The catalogue says that the swap is committed');
});

it('swaps anew when its worker was killed inside of a swap that was not committed', async () => {
  const restore = await askRestore(place, two);
  await phaseBegun(place, restore.id, BEFORE_SWAP);
  const renames = await killInRename();
  await place.startWorker();
  await eventually('the message of the dead worker is gone', async () => !(await hasSession(place, RENAME_WAITS)));
  expect(await two.database.marker()).toBe('live');
  await renames.release();
  await expectRestored([restore]);
  expect(await place.jobs.logText(`restores/${restore.id}`)).not.toContain('says that the swap is committed');
});

it('ends a rollback whose worker was killed inside of it, before and after the server committed it', async () => {
  for (const [source, isCommitted] of [
    [one, true],
    [two, false],
  ] as const) {
    const restore = await askRestore(place, source);
    expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({ status: 'completed' });
    const renames = await killInRename({
      thenRelease: isCommitted,
      ask: async () => {
        expect((await place.app.api.post(`/restores/${restore.id}/rollback`)).status).toBe(202);
      },
    });
    if (isCommitted) await eventually('it is committed', async () => (await source.database.marker()) === 'live');
    await place.startWorker();
    await eventually('the message of the dead worker is gone', async () => !(await hasSession(place, RENAME_WAITS)));
    if (!isCommitted) await renames.release();
    expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({ status: 'rolled_back', error: null });
    expect(await source.database.marker()).toBe('live');
  }
});

it(`leaves each database wholly old or wholly new at ${3 * LUCK.length} instants of chance`, async () => {
  const met: string[] = [];
  for (const { phase, withinMs } of LUCK) {
    const restores: AskedRestore[] = [];
    for (const source of place.sources) restores.push(await askRestore(place, source));
    await phaseBegun(place, restores[0]?.id ?? '', [phase, 'finished']);
    await sleep(Math.random() * withinMs);
    await place.killWorker();
    for (const { id } of restores) met.push((await place.jobs.restore(id)).phase);
    await place.startWorker();
    await expectRestored(restores);
    expect(await leftovers(place)).toEqual(NOTHING);
  }
  process.stderr.write(`Killed in: ${met.join(', ')}\n`);
});

it('does the next jobs after all of this', async () => {
  for (const { id } of place.sources) await place.jobs.completedBackup(id);
});

/** A dead worker's restores end within a minute, completed; then each target is what the record says, and whole. */
async function expectRestored(restores: readonly AskedRestore[]): Promise<void> {
  for (const { id, source } of restores) {
    expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'completed', phase: 'finished', error: null });
    expect(await source.database.marker()).toBe('old');
    await source.database.mark('live');
  }
}

/** Asks for something that swaps, and kills the worker while the server has its message and has not committed it. */
async function killInRename(
  options: { ask?: () => Promise<void>; thenRelease?: boolean } = {},
): Promise<{ release(): Promise<void> }> {
  const renames = await holdRenames(place);
  await options.ask?.();
  await ourSession(place, RENAME_WAITS);
  await place.killWorker();
  if (options.thenRelease === true) await renames.release();
  return renames;
}

async function lockTable(database: string, table: string): Promise<{ end(): Promise<void> }> {
  const session = await openSession(place.server, database);
  await session.query(`BEGIN; LOCK TABLE public.${table} IN ACCESS EXCLUSIVE MODE`);
  return session;
}
