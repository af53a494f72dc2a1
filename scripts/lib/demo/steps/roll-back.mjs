import { compareProperties, readDatabaseProperties } from '../database-properties.mjs';
import { compareFingerprints, countRows, takeFingerprint } from '../fingerprint.mjs';
import { formatCount, formatDuration } from '../format.mjs';
import { showProgressOf } from '../job-progress.mjs';
import { findLeftOvers } from './check-restore.mjs';

export const rollBack = {
  title: 'And back again',
  async run({ api, shop, checks, facts }) {
    const progress = showProgressOf('Rolling back');
    const startedAt = performance.now();
    const { jobId } = await api.post(`/restores/${facts.restore.id}/rollback`);
    const restore = await api.follow(`/restores/${facts.restore.id}`, jobId, progress.onProgress);
    facts.rollbackMs = performance.now() - startedAt;
    progress.done(`${restore.status} in ${formatDuration(facts.rollbackMs)}`);
    checks.check(
      'the restore is rolled back',
      restore.status === 'rolled_back',
      restore.error?.message ?? restore.status,
    );

    const now = await takeFingerprint(shop.owner);
    checks.check(
      'every row of the live shop is back, what happened after the backup too',
      compareFingerprints(facts.beforeRestore, now),
      `${formatCount(countRows(now))} rows in ${now.tables.size} tables`,
    );
    checks.check(
      'settings, access list, limit and comment of the database are as they were',
      compareProperties(facts.properties, await readDatabaseProperties(shop.superuser)),
    );
    checks.check(
      'the database that it replaced is kept, and nothing else was left',
      await findLeftOvers(shop, restore),
    );
    facts.rowsRolledBack = countRows(now);
  },
};
