import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readState } from '../support/database-state.js';
import { type DrillRecord, expectStatus } from '../support/jobs-client.js';
import { type KillingGround, ourSession, startKillingGround } from '../support/killed-worker.js';
import { leftovers, NOTHING } from '../support/leftovers.js';
import { delay } from '../support/marked-database.js';

/** Where a session of the drill waits, in its scratch database. */
const INDEXES = `datname LIKE 'bst_scratch_%' AND query LIKE 'CREATE INDEX%' AND wait_event = 'PgSleep'`;
const MIGRATES = `datname LIKE 'bst_scratch_%' AND application_name LIKE '% migrate' AND wait_event = 'PgSleep'`;

let place: KillingGround;

beforeAll(async () => {
  place = await startKillingGround(['one']);
});
afterAll(() => place.remove());

it('is begun anew wherever its worker was killed, leaves nothing behind and never touches the live database', async () => {
  const [source] = place.sources;
  if (source === undefined) throw new Error('There is no source.');
  const live = await readState(source.database.target);
  await delay(place.server, 'index', 60);
  const answer = await place.app.api.post<{ drill: DrillRecord }>('/drills', { sourceId: source.id });
  const { drill } = expectStatus(202, answer);
  await ourSession(place, INDEXES);
  await place.killWorker();
  await delay(place.server, 'index', 0);
  await delay(place.server, 'migration', 60);
  await place.startWorker();
  await ourSession(place, MIGRATES);
  await place.killWorker();
  await delay(place.server, 'migration', 0);
  await place.startWorker();

  expect(await place.jobs.drillEnds(drill.id)).toMatchObject({ status: 'completed', error: null, proof: 'migrated' });
  const backup = await place.jobs.backup(source.backupId);
  expect(backup).toMatchObject({ status: 'completed', proof: 'migrated' });
  // The second worker had counted before it was killed: that was shown, and stays.
  expect(backup.proofs.filter(({ level }) => level === 'counted')).toHaveLength(2);
  expect(await leftovers(place)).toEqual(NOTHING);
  expect(await readState(source.database.target)).toEqual(live);
});
