import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { assertRestoredCounts } from '../backups/count-comparison.js';
import { compareFingerprints, type RestoredRows } from '../backups/fingerprints.js';
import { progressAt } from '../jobs/progress.js';
import type { RestoreWork } from './phases/phase.js';

/** Puts what was counted into the report. Throws COUNT_MISMATCH where it is not what the backup's record says. */
export async function compareCounts(
  { job, restore, backup, report }: RestoreWork,
  found: ReadonlyMap<string, number>,
  readToc: () => Promise<readonly TocEntry[]>,
): Promise<void> {
  const expected = new Map(Object.entries(backup.tableCounts ?? {}));
  report.tables = [...expected].map(([table, count]) => ({ table, backup: count, restored: found.get(table) ?? 0 }));
  report.rowsCompared = [...found.values()].reduce((sum, count) => sum + count, 0);
  await assertRestoredCounts(expected, found, readToc);
  job.log('info', restore.phase, `Every table has the rows of the backup: ${report.rowsCompared} in all.`);
}

/**
 * What the rows are, where the backup has it: counts alone would not notice another value. Puts into the report what was
 * compared. Throws CHECKSUM_MISMATCH.
 */
export async function compareContents(
  work: RestoreWork,
  restored: RestoredRows,
  readToc: () => Promise<readonly TocEntry[]>,
): Promise<void> {
  const { job, restore, backup, report } = work;
  report.fingerprints = null;
  if (backup.fingerprints === null) return;
  job.log('info', restore.phase, 'Comparing the fingerprints of the tables.');
  await work.progress(progressAt('fingerprints', FINGERPRINTS_FROM_PERCENT));
  report.fingerprints = await compareFingerprints(restored, backup, readToc);
  const { tables, skipped } = report.fingerprints;
  if (skipped !== null) job.log('warn', restore.phase, skipped);
  else job.log('info', restore.phase, `${tables} tables have the fingerprint of the backup.`);
}

export function fingerprintProgress(work: RestoreWork, done: number, total: number): Promise<void> {
  const share = total === 0 ? 1 : done / total;
  const percent = FINGERPRINTS_FROM_PERCENT + share * (FINGERPRINTS_TO_PERCENT - FINGERPRINTS_FROM_PERCENT);
  return work.progress(progressAt('fingerprints', Math.round(percent)));
}

const FINGERPRINTS_FROM_PERCENT = 77;
const FINGERPRINTS_TO_PERCENT = 85;
