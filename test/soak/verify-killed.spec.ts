import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { expectStatus } from '../support/jobs-client.js';
import { type KillingGround, ourSession, startKillingGround } from '../support/killed-worker.js';
import { leftovers, NOTHING } from '../support/leftovers.js';
import { delay, onDatabase } from '../support/marked-database.js';
import { queryOnce } from '../support/throwaway-database.js';

const IN_SCRATCH = `datname LIKE 'bst_scratch_%' AND query LIKE 'CREATE INDEX%' AND wait_event = 'PgSleep'`;

let place: KillingGround;
let backupId: string;

beforeAll(async () => {
  place = await startKillingGround(['one']);
  backupId = place.sources[0]?.backupId ?? '';
});
afterAll(() => place.remove());
afterEach(async () => {
  await delay(place.server, 'index', 0);
  expect(await leftovers(place)).toEqual(NOTHING);
});

/** Resolves once the check builds an index in its scratch database. */
async function checkInScratch(): Promise<string> {
  await delay(place.server, 'index', 60);
  const answer = await place.app.api.post<{ jobId: string }>(`/backups/${backupId}/verify`, { level: 'restored' });
  const { jobId } = expectStatus(202, answer);
  await ourSession(place, IN_SCRATCH);
  return jobId;
}

const control = <Row extends object>(query: string): Promise<Row[]> =>
  queryOnce(place.app.database.superuserUrl, query);

async function scratchDatabases(): Promise<string[]> {
  const { rows } = await onDatabase(place.server, 'postgres', (db) =>
    db.query<{ name: string }>(`SELECT datname AS name FROM pg_database WHERE datname LIKE 'bst_scratch_%' ORDER BY 1`),
  );
  return rows.map(({ name }) => name);
}

it('is made anew by another worker, which drops the database of the one before', async () => {
  const jobId = await checkInScratch();
  const [before] = await scratchDatabases();
  await place.killWorker();
  expect(await scratchDatabases()).toEqual([before]);
  await delay(place.server, 'index', 0);
  await place.startWorker();
  expect(await place.jobs.jobEnds(jobId)).toMatchObject({ state: 'completed', error: null });
  const backup = await place.jobs.backup(backupId);
  expect(backup).toMatchObject({ status: 'completed', proof: 'counted' });
  expect(backup.proofs.filter(({ level }) => level === 'restored')).toHaveLength(1);
  expect(backup.proofs.find(({ level }) => level === 'restored')?.evidence.database).not.toBe(before);
});

it('is given up when that happens again and again, and leaves the proof as it was', async () => {
  const { proofs } = await place.jobs.backup(backupId);
  const jobId = await checkInScratch();
  for (let kill = 1; kill <= 3; kill += 1) {
    // The next worker ends the session of the one before; what is seen then is its own.
    await ourSession(place, `${IN_SCRATCH} AND application_name LIKE 'bst % ${kill}'`);
    await place.killWorker();
    await place.startWorker();
  }
  expect(await place.jobs.jobEnds(jobId)).toMatchObject({ state: 'failed', error: { code: 'WORKER_LOST' } });
  expect(await place.jobs.backup(backupId)).toMatchObject({ status: 'completed', proofs });
});

it('what nobody takes up again is dropped by the sweep; a database of such a name that is not ours stays', async () => {
  const jobId = await checkInScratch();
  const [ours] = await scratchDatabases();
  await place.killWorker();
  // As after a crash that came between the end of the job and the drop.
  await control(`UPDATE jobs SET state = 'failed', "finishedAt" = now() WHERE id = '${jobId}'`);
  await onDatabase(place.server, 'postgres', (db) => db.query('CREATE DATABASE bst_scratch_0123456789ab'));
  await place.startWorker();
  await eventually('the sweep has dropped it', async () => !(await scratchDatabases()).includes(ours ?? ''), 30_000);
  expect(await scratchDatabases()).toEqual(['bst_scratch_0123456789ab']);
  await onDatabase(place.server, 'postgres', (db) => db.query('DROP DATABASE bst_scratch_0123456789ab'));
});

it('killed right after CREATE DATABASE, before its OID was known, it is found by the journalled name', async () => {
  const jobId = await checkInScratch();
  await place.killWorker();
  await control(`UPDATE scratch_databases SET oid = NULL WHERE "jobId" = '${jobId}'`);
  await delay(place.server, 'index', 0);
  await place.startWorker();
  expect(await place.jobs.jobEnds(jobId)).toMatchObject({ state: 'completed' });
});
