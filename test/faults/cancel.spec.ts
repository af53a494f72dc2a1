import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openClient } from '../support/database-state.js';
import { holdSettings, settingsWait } from '../support/held-settings.js';
import { expectStatus } from '../support/jobs-client.js';
import {
  askRestore,
  holdRenames,
  type KillingGround,
  ourSession,
  phaseBegun,
  RENAME_WAITS,
  type Source,
  startKillingGround,
} from '../support/killed-worker.js';
import { leftovers, NOTHING } from '../support/leftovers.js';
import { onDatabase, targetOf } from '../support/marked-database.js';

/** A worker looks once a second whether it was asked to stop. */
const NOTICED_MS = 2_500;
/** The side database is being dropped, which waits as the renames did. */
const DROP_WAITS = `wait_event_type = 'Lock' AND query LIKE '%IS_TEMPLATE false%' AND query NOT LIKE '%RENAME TO%'`;

let place: KillingGround;
let source: Source;
beforeAll(async () => {
  place = await startKillingGround(['one']);
  const [one] = place.sources;
  if (one === undefined) throw new Error('One source was asked for.');
  source = one;
  await onDatabase(place.server, 'postgres', (db) => db.query(`ALTER DATABASE one SET "bst.mark" = 'x'`));
});
afterAll(() => place.remove());
beforeEach(() => source.database.mark('live'));

async function cancel(restoreId: string): Promise<void> {
  expectStatus(202, await place.jobs.api.post(`/restores/${restoreId}/cancel`));
}

it('undoes a restore that is canceled between two phases', async () => {
  const server = targetOf(place.server, 'postgres');
  const held = await holdSettings(server);
  const { id } = await askRestore(place, source);
  await settingsWait(server, id);
  await cancel(id);
  await sleep(NOTICED_MS);
  await held.end();
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'canceled', error: { code: 'CANCELED' } });
  expect(await source.database.marker()).toBe('live');
  expect(await leftovers(place)).toEqual(NOTHING);
});

it('undoes a restore that is canceled while its safety backup waits', async () => {
  const blocker = await openClient(source.database.target);
  await blocker.query('BEGIN; LOCK TABLE filler IN ACCESS EXCLUSIVE MODE');
  const plan = await place.jobs.plan(source.backupId).catch((error: unknown) => error);
  expect(String(plan)).toContain('LOCK_TIMEOUT');
  await blocker.query('ROLLBACK');
  const made = await place.jobs.plan(source.backupId);
  await blocker.query('BEGIN; LOCK TABLE filler IN ACCESS EXCLUSIVE MODE');
  const { id } = await askRestore(place, source, { planId: made.id });
  await ourSession(place, `datname = 'one' AND wait_event_type = 'Lock'`);
  await cancel(id);
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'canceled', error: { code: 'CANCELED' } });
  await blocker.end();
  expect(await source.database.marker()).toBe('live');
  expect(await leftovers(place)).toEqual(NOTHING);
});

it('gives up the swap, and the rollback, that are canceled while they wait for their turn', async () => {
  const { id } = await askRestore(place, source);
  await phaseBegun(place, id, ['checking', 'migrating', 'swapping']);
  let renames = await holdRenames(place);
  await ourSession(place, RENAME_WAITS);
  await cancel(id);
  await ourSession(place, DROP_WAITS);
  await renames.release();
  expect(await place.jobs.restoreEnds(id)).toMatchObject({ status: 'canceled', error: { code: 'CANCELED' } });
  expect(await source.database.marker()).toBe('live');
  expect(await leftovers(place)).toEqual(NOTHING);

  const restore = await place.jobs.completedRestore(source.backupId, { runMigrations: false });
  expect(await source.database.marker()).toBe('old');
  expect((await place.jobs.api.post(`/restores/${restore.id}/cancel`)).status).toBe(409);
  renames = await holdRenames(place);
  expectStatus(202, await place.jobs.api.post(`/restores/${restore.id}/rollback`));
  await ourSession(place, RENAME_WAITS);
  await cancel(restore.id);
  const after = await place.jobs.restoreEnds(restore.id);
  expect(after).toMatchObject({ status: 'completed', error: { code: 'CANCELED' } });
  await renames.release();
  expect(await source.database.marker()).toBe('old');
  expect(after.keptDatabase).toMatch(/^bst_before_/);

  await place.killWorker();
  expectStatus(202, await place.jobs.api.post(`/restores/${restore.id}/rollback`));
  await cancel(restore.id);
  await place.startWorker();
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({ status: 'completed', error: { code: 'CANCELED' } });
  expect(await source.database.marker()).toBe('old');

  await place.jobs.rolledBack(restore.id);
  expect(await source.database.marker()).toBe('live');
  expect(await leftovers(place)).toEqual(NOTHING);
});
