import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { type EndedJob, measurementsOf } from './job-measurements.js';
import { type Increment, incrementsOf, type Measurement } from './measured-metrics.js';

const INTERVAL_MS = 15_000;
const BATCH = 1_000;

/**
 * Adds up what has ended and happened since the last time, once each: what is added is marked in the same transaction, and
 * one process does it at a time. The jobs' own transactions have nothing to do with it; a defect here fails no backup.
 */
@Injectable()
export class Measures extends PeriodicTask {
  protected readonly task = 'adding up of metrics';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly database: Database) {
    super();
  }

  protected turn(): Promise<void> {
    return this.addUp();
  }

  /** Until nothing is left, or another process is at it. */
  async addUp(): Promise<void> {
    for (;;) {
      const count = await this.database.asSystem((manager) => addBatch(manager));
      if (count < BATCH) return;
    }
  }

  async read(manager: EntityManager): Promise<Increment[]> {
    return manager.query<Increment[]>('SELECT metric, labels, part, value FROM metric_sums ORDER BY metric, labels');
  }
}

async function addBatch(manager: EntityManager): Promise<number> {
  const [lock] = await manager.query<{ isOurs: boolean }[]>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('backstitch metrics', 0)) AS "isOurs"`,
  );
  if (lock?.isOurs !== true) return 0;
  const jobs = await takeJobs(manager);
  const kinds = await takeEvents(manager);
  const happened = kinds.map((kind): Measurement => ({ metric: 'backstitch_events_total', labels: { kind } }));
  await add(manager, incrementsOf([...jobs.flatMap(measurementsOf), ...happened]));
  return Math.max(jobs.length, kinds.length);
}

async function takeJobs(manager: EntityManager): Promise<EndedJob[]> {
  type Row = Omit<EndedJob, 'rawBytes' | 'storedBytes'> & { rawBytes: string | null; storedBytes: string | null };
  const [rows] = await manager.query<[Row[], number]>(
    `UPDATE jobs SET "measuredAt" = now()
       FROM (
         SELECT job.id, backup."rawBytes", backup."storedBytes" FROM (
           SELECT id, action, state, "subjectId" FROM jobs
            WHERE "measuredAt" IS NULL AND state IN ('completed', 'failed', 'canceled')
            ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
         ) job LEFT JOIN backups backup
           ON backup.id = job."subjectId" AND job.action = 'backup' AND job.state = 'completed'
       ) ended
      WHERE jobs.id = ended.id
      RETURNING jobs.action, jobs.state, jobs.error->>'code' AS "errorCode", jobs."createdAt", jobs."startedAt",
                jobs."finishedAt", jobs.steps, ended."rawBytes", ended."storedBytes"`,
    [BATCH],
  );
  return rows.map((row) => ({
    ...row,
    rawBytes: numberOrNull(row.rawBytes),
    storedBytes: numberOrNull(row.storedBytes),
  }));
}

async function takeEvents(manager: EntityManager): Promise<string[]> {
  const [rows] = await manager.query<[{ kind: string }[], number]>(
    `UPDATE events SET "measuredAt" = now()
      WHERE id IN (SELECT id FROM events WHERE "measuredAt" IS NULL ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING kind`,
    [BATCH],
  );
  return rows.map(({ kind }) => kind);
}

async function add(manager: EntityManager, increments: readonly Increment[]): Promise<void> {
  if (increments.length === 0) return;
  await manager.query(
    `INSERT INTO metric_sums AS sums (metric, labels, part, value)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[])
     ON CONFLICT (metric, labels, part) DO UPDATE SET value = sums.value + EXCLUDED.value`,
    [
      increments.map(({ metric }) => metric),
      increments.map(({ labels }) => labels),
      increments.map(({ part }) => part),
      increments.map(({ value }) => value),
    ],
  );
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
