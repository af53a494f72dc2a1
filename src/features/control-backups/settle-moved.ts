import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { writeEvent } from '../audit/write-event.js';

/** In the audit trail: heads of it that were kept before are of a past that is gone. */
export const CONTROL_DATABASE_MOVED = 'control_database.move';

const ERROR: RecordedError = {
  code: 'WORKER_LOST',
  message: 'This was under way when the control database was dumped; the control database has been restored since.',
  hint: 'How it ended is not known here. A backup that was completed lies whole in the store, with its manifest.',
};

/**
 * For a control database that was restored from a dump: jobs that were under way then may have ended since, long ago,
 * and must not begin again. Backups are closed as failed, and nothing of theirs is removed from the store: what lies there
 * may be whole. Restores are asked to be canceled: their workers look at the catalogue, and touch no live database.
 * Whoever had signed out meanwhile, or lost the right to sign in, must not be signed in again.
 */
export async function settleMoved(manager: EntityManager): Promise<void> {
  const error = JSON.stringify(ERROR);
  await manager.query(
    `UPDATE jobs SET state = 'failed', error = $1, "finishedAt" = now()
      WHERE state IN ('waiting', 'active') AND "subjectType" = 'backup'`,
    [error],
  );
  await manager.query(
    `UPDATE backups SET status = 'failed', error = $1, "finishedAt" = now() WHERE status IN ('pending', 'running')`,
    [error],
  );
  await manager.query(
    `DELETE FROM source_locks WHERE "jobId" IN (SELECT id FROM jobs WHERE state NOT IN ('waiting', 'active'))`,
  );
  await manager.query(
    `UPDATE jobs SET "cancelRequestedAt" = coalesce("cancelRequestedAt", now()) WHERE state IN ('waiting', 'active')`,
  );
  await manager.query('DELETE FROM sessions');
  // What was recorded after the dump is not there any more; the trail says since when.
  await writeEvent(manager, null, { action: CONTROL_DATABASE_MOVED });
}
