import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import Queue from 'bull';
import { Redis } from 'ioredis';
import { startRedis } from '../../scripts/lib/redis.mjs';
import type { PrivateRedis } from '../../scripts/lib/redis.mjs';
import { eventually } from '../support/eventually.js';
import { type FaultPlace, startFaultPlace } from '../support/fault-place.js';
import { type BackupRecord, expectStatus } from '../support/jobs-client.js';
import { leftovers, NOTHING } from '../support/leftovers.js';
import { createMarkedDatabase, onDatabase, openSession } from '../support/marked-database.js';
import { queryOnce } from '../support/throwaway-database.js';

const dir = join(tmpdir(), `backstitch_redis_${randomBytes(6).toString('hex')}`);
const NAMES = ['one', 'two', 'three'] as const;

let redis: PrivateRedis;
let place: FaultPlace;
const sources: Record<string, string> = {};

beforeAll(async () => {
  redis = await startRedis({ dir });
  place = await startFaultPlace({ env: { REDIS_URL: redis.url, WORKER_CONCURRENCY: '2' } });
  for (const name of NAMES) {
    const database = await createMarkedDatabase(place.server, name, 1_000);
    sources[name] = await place.jobs.addSource(database.target);
  }
});
afterAll(async () => {
  await place.remove();
  await redis.remove();
  await rm(dir, { recursive: true, force: true });
});

it('runs a job once that is delivered again and again, to two workers, while it runs and afterwards', async () => {
  const worker = await place.app.startWorker();
  const blocker = await lock('one');
  const { backup, jobId } = await ask('one');
  await waitsForLock('one');
  await deliver(jobId, 4);
  await blocker.end();
  expect(await place.jobs.backupEnds(backup.id)).toMatchObject({ status: 'completed' });
  await deliver(jobId, 4);
  expect(await jobRow(jobId)).toEqual({ state: 'completed', epoch: 1, crashes: 0 });
  const log = await place.jobs.log(`backups/${backup.id}`);
  expect(log.filter(({ message }) => message === 'The backup begins.')).toHaveLength(1);
  expect(await worker.stop()).toBe(0);
  expect(await leftovers(place)).toEqual(NOTHING);
});

it('runs what was waiting when Redis forgot everything and was down for a while', async () => {
  const blockers = [await lock('one'), await lock('two')];
  const running = [await ask('one'), await ask('two')];
  await waitsForLock('one');
  await waitsForLock('two');
  const other = await createMarkedDatabase(place.server, 'four', 1_000);
  sources.four = await place.jobs.addSource(other.target);
  const waiting = await ask('four');
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
  redis.kill('SIGKILL');
  await redis.waitUntilGone();
  const whileDown = await ask('three');
  redis = await startRedis({ dir });
  for (const blocker of blockers) await blocker.end();
  for (const { backup } of [...running, waiting, whileDown]) {
    expect(await place.jobs.backupEnds(backup.id)).toMatchObject({ status: 'completed' });
  }
  expect(await leftovers(place)).toEqual(NOTHING);
});

it('stops on SIGTERM within 30 s with 0: one job finishes, the other is handed back and completed after the start', async () => {
  const [finishing, stuck] = [await lock('one'), await lock('two')];
  const [finished, handedBack] = [await ask('one'), await ask('two')];
  await waitsForLock('one');
  await waitsForLock('two');
  const startedAt = Date.now();
  place.app.process.signal('SIGTERM');
  await finishing.end();
  expect(await place.app.process.ended()).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(30_000);
  expect(await jobRow(finished.jobId)).toMatchObject({ state: 'completed', epoch: 1 });
  expect(await jobRow(handedBack.jobId)).toEqual({ state: 'waiting', epoch: 1, crashes: 0 });
  await stuck.end();
  await place.app.restart();
  expect(await place.jobs.backupEnds(handedBack.backup.id)).toMatchObject({ status: 'completed' });
  expect(await jobRow(handedBack.jobId)).toEqual({ state: 'completed', epoch: 2, crashes: 0 });
  expect(await leftovers(place)).toEqual(NOTHING);
});

async function ask(name: string): Promise<{ backup: BackupRecord; jobId: string }> {
  const answer = await place.app.api.post<{ backup: BackupRecord; jobId: string }>('/backups', {
    sourceId: sources[name],
  });
  return expectStatus(202, answer);
}

/** Puts the job on its queue as many times as asked, and waits until a worker has taken every one of them. */
async function deliver(jobId: string, times: number): Promise<void> {
  const queue = new Queue<{ jobId: string }>('backup', redis.url, { prefix: 'backstitch' });
  for (let time = 0; time < times; time += 1) {
    await queue.add({ jobId }, { jobId: `again-${randomBytes(8).toString('hex')}`, removeOnComplete: true });
  }
  await eventually('every delivery was taken', async () => {
    const counts = await queue.getJobCounts();
    // The delivery that works stays active for as long as it does.
    return counts.waiting === 0 && counts.active <= 1;
  });
  await queue.close();
}

async function jobRow(jobId: string): Promise<{ state: string; epoch: number; crashes: number } | undefined> {
  const [row] = await queryOnce<{ state: string; epoch: number; crashes: number }>(
    place.app.database.superuserUrl,
    'SELECT state, epoch, crashes FROM jobs WHERE id = $1',
    [jobId],
  );
  return row;
}

async function lock(database: string): Promise<{ end(): Promise<void> }> {
  const session = await openSession(place.server, database);
  await session.query('BEGIN; LOCK TABLE public.filler IN ACCESS EXCLUSIVE MODE');
  return session;
}

async function waitsForLock(database: string): Promise<void> {
  await eventually(`pg_dump of ${database} waits for the lock`, () =>
    onDatabase(place.server, 'postgres', async (db) => {
      const { rows } = await db.query(
        `SELECT FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'bst %' AND wait_event_type = 'Lock'`,
        [database],
      );
      return rows.length > 0;
    }),
  );
}
