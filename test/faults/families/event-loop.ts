import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.js';
import { type Ground, startGround } from '../../support/faults/ground.js';
import { prepare } from '../../support/faults/jobs.js';
import { expectStatus } from '../../support/jobs-client.js';
import { onDatabase } from '../../support/marked-database.js';

const LONGEST_JOB_MS = 15 * 60_000;

/** What no job may do to its worker: heartbeats, watches and other jobs are behind it. */
export const LONGEST_BLOCK_MS = 50;

export interface EventLoopFigures {
  databaseMb: number;
  /** By what the job did: the longest time that the worker's event loop did not turn, without what the kernel kept from it. */
  backupMs: number;
  restoreMs: number;
  /** With it: on a machine that has other things to do this says more about the machine. */
  longestWithStarvationMs: number;
}

/** A backup and a restore of a database of this size, and how long they kept their worker's event loop. */
export async function measureEventLoop(megabytes: number): Promise<EventLoopFigures> {
  const ground = await startGround({
    names: ['shop'],
    preload: join(import.meta.dirname, '../../support/faults/event-loop-probe.mjs'),
  });
  try {
    const [subject] = ground.subjects;
    if (subject === undefined) throw new Error('The ground has no source.');
    const file = join(ground.app.env.BACKSTITCH_HOME ?? '', 'event-loop');
    await ground.killWorker();
    await ground.startWorker({ BST_TEST_EVENT_LOOP: file });
    await onDatabase(ground.server, 'shop', (db) =>
      db.query(
        `CREATE TABLE public.bulk AS SELECT i, md5(i::text) || md5((i * 7)::text) AS text, now() + i * interval '1 s' AS at
           FROM generate_series(1, ${megabytes * 8_000}) AS i`,
      ),
    );
    const size = await onDatabase(ground.server, 'shop', (db) =>
      db.query<{ mb: number }>(`SELECT (pg_database_size('shop') / 1048576)::int AS mb`),
    );
    const backupFrom = Date.now();
    const { jobId: backupJob, recordId } = await (await prepare(ground, 'backup', subject))();
    await ended(ground, backupJob);
    const restoreFrom = Date.now();
    const answer = await ground.jobs.askRestore<{ jobId: string }>(recordId);
    await ended(ground, expectStatus(202, answer).jobId);
    const blocks = readBlocks(file);
    return {
      databaseMb: size.rows[0]?.mb ?? 0,
      backupMs: longest(blocks.filter(({ at }) => at >= backupFrom && at < restoreFrom).map(({ own }) => own)),
      restoreMs: longest(blocks.filter(({ at }) => at >= restoreFrom).map(({ own }) => own)),
      longestWithStarvationMs: longest(blocks.filter(({ at }) => at >= backupFrom).map(({ late }) => late)),
    };
  } finally {
    await ground.remove();
  }
}

async function ended(ground: Ground, jobId: string): Promise<void> {
  const state = await eventually(
    `job ${jobId} ends`,
    async () => {
      const [job] = await ground.record<{ state: string }>('SELECT state FROM jobs WHERE id = $1', [jobId]);
      return job === undefined || job.state === 'waiting' || job.state === 'active' ? null : job.state;
    },
    LONGEST_JOB_MS,
  );
  if (state !== 'completed') throw new Error(`The job to be measured is ${state}.`);
}

function readBlocks(file: string): { at: number; late: number; own: number }[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [at = 0, late = 0, starved = 0] = line.split(' ').map(Number);
      return { at, late, own: late - starved };
    });
}

function longest(values: readonly number[]): number {
  return Math.round(Math.max(0, ...values));
}
