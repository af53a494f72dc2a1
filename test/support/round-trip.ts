import { expect } from '@jest/globals';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { readDatabaseOwnState } from './database-properties-state.js';
import { readState } from './database-state.js';
import type { BackupRecord, JobsClient, RestorePlan, RestoreRecord } from './jobs-client.js';

export interface RoundTrip {
  /** As a superuser: for looking. */
  target: ConnectionTarget;
  sourceId: string;
  /** What happens to the live database after the backup. */
  drift: () => Promise<unknown>;
}

/**
 * Back up, drift, restore by swap, compare with what was backed up; roll back, compare with what was live: definitions,
 * every row, sequences, large objects, and what belongs to the database itself.
 */
export async function expectRoundTrip(
  jobs: JobsClient,
  { target, sourceId, drift }: RoundTrip,
): Promise<{ backup: BackupRecord; plan: RestorePlan; restore: RestoreRecord }> {
  const backedUp = await readState(target);
  const backup = await jobs.completedBackup(sourceId);
  await drift();
  const live = await readState(target);
  expect(live).not.toEqual(backedUp);
  const own = await readDatabaseOwnState(target.database, target);

  const plan = await jobs.plan(backup.id);
  expect(plan.blockers).toEqual([]);
  const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
  expect(await readState(target)).toEqual(backedUp);
  expect(await readDatabaseOwnState(target.database, target)).toEqual(own);

  await jobs.rolledBack(restore.id);
  expect(await readState(target)).toEqual(live);
  expect(await readDatabaseOwnState(target.database, target)).toEqual(own);
  return { backup, plan, restore };
}
