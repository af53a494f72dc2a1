import { Injectable } from '@nestjs/common';
import { connect, type DatabaseClient } from '../../../platform/postgres/connection.js';
import { countRows } from '../../../platform/postgres/row-counts.js';
import { assertSameCounts } from '../../backups/count-comparison.js';
import { compareFingerprints } from '../../backups/fingerprints.js';
import { progressAt } from '../../jobs/progress.js';
import { type Phase, type PhaseDetail, type RestoreWork, sideTarget } from './phase.js';

/** Counts every table of the restored database and compares with the backup's record, before any migration may change a row. */
@Injectable()
export class CheckingPhase implements Phase {
  readonly name = 'checking';

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job, backup, report } = work;
    const expected = new Map(Object.entries(backup.tableCounts ?? {}));
    job.log('info', this.name, `Counting the rows of ${expected.size} tables in the restored database.`);
    await work.progress(progressAt(this.name, 75));
    const tables = [...expected.keys()].map((name) => {
      const condition = backup.countConditions[name];
      return condition === undefined ? { name } : { name, condition };
    });
    const db = await connect(sideTarget(work), { applicationName: job.applicationName });
    try {
      const found = await countRows(db, tables, { signal: job.signal });
      report.tables = [...expected].map(([table, count]) => ({
        table,
        backup: count,
        restored: found.get(table) ?? 0,
      }));
      report.rowsCompared = [...found.values()].reduce((sum, count) => sum + count, 0);
      assertSameCounts(expected, found, 'the backup’s record', 'the restored database');
      job.log('info', this.name, `Every table has the rows of the backup: ${report.rowsCompared} in all.`);
      const fingerprints = await this.compareFingerprints(work, db);
      return { detail: { tables: expected.size, rows: report.rowsCompared, fingerprints } };
    } finally {
      await db.end();
    }
  }

  /** What the rows are, where the backup has it: counts alone would not notice another value. Answers how many tables were compared. */
  private async compareFingerprints(work: RestoreWork, db: DatabaseClient): Promise<number> {
    const { job, backup } = work;
    if (backup.fingerprints === null) return 0;
    job.log('info', this.name, 'Comparing the fingerprints of the tables.');
    await work.progress(progressAt('fingerprints', 77));
    const { tables, skipped } = await compareFingerprints(db, backup, { signal: job.signal });
    if (skipped !== null) job.log('warn', this.name, skipped);
    else job.log('info', this.name, `${tables} tables have the fingerprint of the backup.`);
    return tables;
  }
}
