import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  askRestore,
  type KillingGround,
  ourSession,
  type Source,
  startKillingGround,
} from '../support/killed-worker.js';
import { filesBelow, leftovers, NOTHING } from '../support/leftovers.js';
import { openSession } from '../support/marked-database.js';

let place: KillingGround;
let source: Source;

beforeAll(async () => {
  place = await startKillingGround(['one']);
  const [first] = place.sources;
  if (!first) throw new Error('A source was asked for.');
  source = first;
});
afterAll(() => place.remove());

it('leaves a backup alone that another worker completed while it was frozen', async () => {
  const blocker = await openSession(place.server, source.database.name);
  await blocker.query('BEGIN; LOCK TABLE public.filler IN ACCESS EXCLUSIVE MODE');
  const asked = await place.jobs.askBackup(source.id);
  await ourSession(place, `wait_event_type = 'Lock'`);
  const wake = place.freezeWorker();
  await place.startWorker();
  await blocker.end();
  const completed = await place.jobs.backupEnds(asked.id);
  expect(completed).toMatchObject({ status: 'completed', proof: 'decoded' });
  const objects = (): Promise<string[]> => filesBelow(place.app.backupDir);
  const before = (await objects()).sort();

  wake();
  // The other worker has no sign to give that it has given up; by then it has tried all that it is going to.
  await sleep(5_000);
  expect((await objects()).sort()).toEqual(before);
  expect((await place.jobs.backupEnds(asked.id)).artifacts).toEqual(completed.artifacts);
  expect(await leftovers(place)).toEqual(NOTHING);
});

it('leaves a restore alone that another worker completed while it was frozen', async () => {
  const { id: planId } = await place.jobs.plan(source.backupId);
  const blocker = await openSession(place.server, source.database.name);
  await blocker.query('BEGIN; LOCK TABLE public.filler IN ACCESS EXCLUSIVE MODE');
  const restore = await askRestore(place, source, { planId });
  await ourSession(place, `wait_event_type = 'Lock'`);
  const wake = place.freezeWorker();
  await place.startWorker();
  await blocker.end();
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({ status: 'completed' });

  wake();
  await sleep(5_000);
  expect(await source.database.marker()).toBe('old');
  expect(await place.jobs.restore(restore.id)).toMatchObject({ status: 'completed' });
  expect(await leftovers(place)).toEqual(NOTHING);
});
