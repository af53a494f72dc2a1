import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { inTime } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { freePort } from '../../scripts/lib/ports.mjs';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { hasEnded, type RunRecord, SchedulesClient } from '../support/schedules-client.js';
import { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

/**
 * A week in a minute (more on a machine that is busy): every tenth of a second the times of all schedules are moved back by
 * a quarter of an hour and more, so that a day is over in less than nine seconds. (Not the clock: a server's clock that ran
 * ten thousand times as fast would have every worker dead between two heartbeats.) Meanwhile workers are killed.
 */
const STEPS = 600;
const STEP_MS = 100;
const STEP = `${(7 * 24 * 60) / STEPS} minutes`;
const STEPS_BETWEEN_KILLS = 55;
const SOURCES = 8;
const WORKERS = 4;

let app: AppProcess;
let second: ServerProcess;
let database: TestDatabase;
/** Those that live, and those that are coming up in the place of killed ones. */
const workers: Promise<ServerProcess>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startApp();
  second = ServerProcess.spawn('main', { ...app.env, PORT: String(await freePort()) });
  await second.printed(/^Backstitch is ready on /m);
  while (workers.length < WORKERS) workers.push(app.startWorker());
  await Promise.all(workers);
}, 300_000);
afterAll(async () => {
  await second.stop();
  await app.stop();
  await database.drop();
});

it('runs each time of a week once, on two servers and four workers, while workers are killed', async () => {
  const jobs = new JobsClient(app.api, 180_000);
  const schedules = new SchedulesClient(app.api, app.database.superuserUrl);
  const ids: string[] = [];
  for (let index = 0; index < SOURCES; index += 1) {
    const sourceId = await jobs.addSource(database.target);
    ids.push((await schedules.add(sourceId, { name: `schedule ${index}`, every: index % 2 === 0 ? '24h' : '36h' })).id);
    await schedules.passes(`${index * 3} hours`, ids[index]);
  }
  for (let step = 1; step <= STEPS; step += 1) {
    await schedules.passes(STEP);
    await sleep(STEP_MS);
    if (step % STEPS_BETWEEN_KILLS === 0) killAnyWorker();
  }
  await Promise.all(workers);

  for (const id of ids) {
    const runs = await inTime(`the runs of ${id} end`, async () => whenEnded(await schedules.runs(id)), 180_000);
    expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'completed'));
    expect(new Set(runs.map(({ jobId }) => jobId)).size).toBe(runs.length);
    await expectEachOnce(id, runs);
  }
  const [count] = await queryOnce<{ backups: number; runs: number }>(
    app.database.superuserUrl,
    `SELECT (SELECT count(*)::int FROM backups) AS backups, (SELECT count(*)::int FROM schedule_runs) AS runs`,
  );
  expect(count?.backups).toBe(count?.runs);
  expect(count?.runs).toBeGreaterThan(SOURCES * 2);
}, 600_000);

function whenEnded(runs: RunRecord[]): RunRecord[] | null {
  return runs.length > 0 && runs.every(hasEnded) ? runs : null;
}

/** Runs follow each other without a gap and without an overlap, and together stand for every time that came. */
async function expectEachOnce(id: string, runs: RunRecord[]): Promise<void> {
  const [schedule] = await queryOnce<{ stepMs: number; times: number }>(
    app.database.superuserUrl,
    `SELECT "everySeconds" * 1000 AS "stepMs",
            (extract(epoch FROM "handledUntil" - anchor) / "everySeconds")::int AS times FROM schedules WHERE id = $1`,
    [id],
  );
  const { stepMs = 0, times = 0 } = schedule ?? {};
  for (const [index, run] of runs.entries()) {
    const span = Date.parse(run.dueAt) - Date.parse(run.firstDueAt);
    expect(span).toBe((run.dueCount - 1) * stepMs);
    const before = runs[index - 1];
    if (before !== undefined) expect(Date.parse(run.firstDueAt) - Date.parse(before.dueAt)).toBe(stepMs);
  }
  expect(runs.reduce((sum, { dueCount }) => sum + dueCount, 0)).toBe(times);
}

function killAnyWorker(): void {
  const index = Math.floor(Math.random() * WORKERS);
  const next = workers[index]?.then(async (worker) => {
    worker.signal('SIGKILL');
    await worker.ended();
    return app.startWorker();
  });
  if (next !== undefined) workers[index] = next;
}
