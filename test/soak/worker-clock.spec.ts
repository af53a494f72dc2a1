import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropKeptDatabases } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

/** A machine whose clock is two hours behind. */
const BEHIND = `
  const RealDate = Date;
  const now = () => RealDate.now() - 2 * 3_600_000;
  globalThis.Date = class extends RealDate {
    constructor(...values) { if (values.length === 0) super(now()); else super(...values); }
    static now() { return now(); }
  };`;

let app: AppProcess;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp({ env: { WORKER_CONCURRENCY: '0' } });
  database = await createTestDatabase();
  await app.startWorker({
    WORKER_CONCURRENCY: '1',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(BEHIND)}`,
  });
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

it('when a backup began and ended is told by the control database’s clock, so that none seems late', async () => {
  const jobs = new JobsClient(app.api);
  const sourceId = await jobs.addSource(database.target);
  const { id } = await jobs.completedBackup(sourceId);
  const [row] = await queryOnce(
    app.database.superuserUrl,
    `SELECT b."startedAt" BETWEEN b."createdAt" AND now() AS "isStart", b."finishedAt" BETWEEN b."startedAt" AND now() AS "isEnd",
            b."durationMs" >= 0 AS "isLong", j."startedAt" BETWEEN j."createdAt" AND j."finishedAt" AS "isOfJob"
       FROM backups b JOIN jobs j ON j."subjectId" = b.id WHERE b.id = $1`,
    [id],
  );
  expect(row).toEqual({ isStart: true, isEnd: true, isLong: true, isOfJob: true });
});

it.each(['swap', 'in_place'])(
  'a restore by %s was made when the control database says so, and its window begins then',
  async (strategy) => {
    await sql(database.target, 'CREATE TABLE IF NOT EXISTS t (n int)');
    const jobs = new JobsClient(app.api);
    const backup = await jobs.completedBackup(await jobs.addSource(database.target));
    const { id } = await jobs.completedRestore(backup.id, { strategy });
    const [row] = await queryOnce<{ sinceSwap: string }>(
      app.database.superuserUrl,
      `SELECT (now() - "swappedAt")::text AS "sinceSwap" FROM restores WHERE id = $1`,
      [id],
    );
    expect(row?.sinceSwap).toMatch(/^00:0/);
    await dropKeptDatabases(app.api);
  },
);
