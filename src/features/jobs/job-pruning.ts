import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { deleteInBatches } from '../../database/delete-in-batches.js';
import { PeriodicTask } from './periodic-task.js';

const INTERVAL_MS = 6 * 3_600_000;
const KEPT_DAYS = 90;
const AT_ONCE = 1_000;

/** Forgets jobs of what has gone itself, a while after both: a backup that was deleted, a run of retention that is forgotten. */
@Injectable()
export class JobPruning extends PeriodicTask {
  protected readonly task = 'clean-up of old jobs';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly database: Database) {
    super();
  }

  protected async turn(): Promise<void> {
    await deleteInBatches(this.database, FORGET_OLD, AT_ONCE);
  }
}

/** By SQL, since jobs know no feature. A run of a schedule says by its job how it went, and one of metrics is not added up yet. */
const FORGET_OLD = `
  DELETE FROM jobs WHERE id IN (
    SELECT id FROM jobs job
     WHERE state IN ('completed', 'failed', 'canceled') AND "createdAt" < now() - interval '${KEPT_DAYS} days'
       AND NOT EXISTS (SELECT FROM backups WHERE id = job."subjectId")
       AND NOT EXISTS (SELECT FROM restores WHERE id = job."subjectId")
       AND NOT EXISTS (SELECT FROM drills WHERE id = job."subjectId")
       AND NOT EXISTS (SELECT FROM retention_runs WHERE id = job."subjectId")
       AND NOT EXISTS (SELECT FROM schedule_runs WHERE "jobId" = job.id)
       AND NOT EXISTS (SELECT FROM source_locks WHERE "jobId" = job.id)
     ORDER BY "createdAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`;
