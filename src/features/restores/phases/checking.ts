import { Injectable } from '@nestjs/common';
import { connect } from '../../../platform/postgres/connection.js';
import { countRows } from '../../../platform/postgres/row-counts.js';
import { onlyArtifact } from '../../backups/artifact-check.js';
import { ArtifactStreams } from '../../backups/artifact-streams.js';
import { rowsIn } from '../../backups/fingerprints.js';
import { progressAt } from '../../jobs/progress.js';
import { compareContents, compareCounts, fingerprintProgress } from '../compare-restored.js';
import { type Phase, type PhaseDetail, type RestoreWork, sideTarget } from './phase.js';

/** Counts every table of the restored database and compares with the backup's record, before any migration may change a row. */
@Injectable()
export class CheckingPhase implements Phase {
  readonly name = 'checking';

  constructor(private readonly streams: ArtifactStreams) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job, backup, report } = work;
    const { signal } = job;
    const names = Object.keys(backup.tableCounts ?? {});
    job.log('info', this.name, `Counting the rows of ${names.length} tables in the restored database.`);
    await work.progress(progressAt(this.name, 75));
    const tables = names.map((name) => {
      const condition = backup.countConditions[name];
      return condition === undefined ? { name } : { name, condition };
    });
    const db = await connect(sideTarget(work), { applicationName: job.applicationName });
    try {
      const readToc = async () => (await this.streams.readToc(onlyArtifact(backup), signal)).toc;
      await compareCounts(work, await countRows(db, tables, { signal }), readToc);
      const onProgress = (done: number, total: number): void => {
        // A worker that lost its job is stopped by its watch; progress is no reason to fail.
        fingerprintProgress(work, done, total).catch(() => undefined);
      };
      await compareContents(work, rowsIn(db, { signal, onProgress }), readToc);
      return {
        detail: { tables: names.length, rows: report.rowsCompared, fingerprints: report.fingerprints?.tables ?? 0 },
      };
    } finally {
      await db.end();
    }
  }
}
