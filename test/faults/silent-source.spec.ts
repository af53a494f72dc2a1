import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type FaultPlace, startFaultPlace } from '../support/fault-place.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { expectStatus } from '../support/jobs-client.js';
import { leftovers, NOTHING } from '../support/leftovers.js';
import { createMarkedDatabase, delay, type MarkedDatabase, onDatabase } from '../support/marked-database.js';

const STALL_SECONDS = 3;

let place: FaultPlace;
let network: TcpProxy;
let database: MarkedDatabase;
let backupId: string;

beforeAll(async () => {
  place = await startFaultPlace({ env: { STALL_TIMEOUT_SECONDS: String(STALL_SECONDS) } });
  network = await TcpProxy.start(() => place.server);
  database = await createMarkedDatabase(place.server, 'shop', 1_000);
  const sourceId = await place.jobs.addSource({ ...database.target, port: network.port });
  backupId = (await place.jobs.completedBackup(sourceId)).id;
  await database.mark('live');
});
afterAll(async () => {
  await place.remove();
  await network.close();
});

it('fails a restore whose pg_restore never hears of its index, once nobody works on that any more, and leaves nothing', async () => {
  await delay(place.server, 'index', 1.5); // for each of two rows
  const { id } = expectStatus(202, await place.jobs.askRestore(backupId)).restore;
  await eventually('the index is built', () =>
    onDatabase(place.server, 'postgres', async (db) => {
      const { rows } = await db.query(
        `SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%' AND wait_event = 'PgSleep'`,
      );
      return rows.length > 0;
    }),
  );
  network.strikeDumb();
  const failed = await place.jobs.restoreEnds(id);
  expect(failed).toMatchObject({ status: 'failed', phase: 'side_restore', error: { code: 'SOURCE_UNREACHABLE' } });
  expect(failed.error?.message).toContain('pg_restore');
  await delay(place.server, 'index', 0);
  expect(await database.marker()).toBe('live');
  expect(await leftovers(place)).toEqual(NOTHING);

  expect(await place.jobs.completedRestore(backupId)).toMatchObject({ error: null });
});
