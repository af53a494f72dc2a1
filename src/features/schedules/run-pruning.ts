import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { deleteInBatches } from '../../database/delete-in-batches.js';
import { PeriodicTask } from '../jobs/periodic-task.js';

const INTERVAL_MS = 3_600_000;
const KEPT_DAYS = 90;
/** Of each schedule so many stay, however old. */
const KEPT_RUNS = 100;
const AT_ONCE = 1_000;

/** Forgets runs of schedules that are long over; what they made is not theirs, and has rules of its own. */
@Injectable()
export class RunPruning extends PeriodicTask {
  protected readonly task = 'clean-up of old runs';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly database: Database) {
    super();
  }

  protected async turn(): Promise<void> {
    await deleteInBatches(this.database, FORGET_OLD, AT_ONCE);
  }
}

/** Several processes may look at once: what one has locked, another passes. */
const FORGET_OLD = `
  DELETE FROM schedule_runs WHERE id IN (
    SELECT old.id FROM schedules schedule
     CROSS JOIN LATERAL (
       SELECT "dueAt" FROM schedule_runs run WHERE run."scheduleId" = schedule.id
        ORDER BY "dueAt" DESC, id DESC OFFSET ${KEPT_RUNS - 1} LIMIT 1) last_kept
      JOIN schedule_runs old ON old."scheduleId" = schedule.id
       AND old."dueAt" < least(last_kept."dueAt", now() - interval '${KEPT_DAYS} days')
     WHERE old.state <> 'waiting'
     LIMIT ${AT_ONCE} FOR UPDATE OF old SKIP LOCKED)`;
