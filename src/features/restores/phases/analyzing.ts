import { Injectable } from '@nestjs/common';
import { analyzeDatabase } from '../../../platform/postgres/analyze.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { progressAt } from '../../jobs/progress.js';
import type { Phase, PhaseDetail, RestoreWork } from './phase.js';

/** Statistics for the planner, once the restored rows are what clients see. */
@Injectable()
export class AnalyzingPhase implements Phase {
  readonly name = 'analyzing';

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job, target } = work;
    await work.progress(progressAt(this.name, 90));
    return withConnection(target, { applicationName: job.applicationName }, async (live) => {
      const { analyzed, failed } = await analyzeDatabase(live, { signal: job.signal });
      for (const { table, message } of failed) job.log('warn', this.name, `${table} was not analyzed: ${message}`);
      return { detail: { analyzed, failed: failed.length } };
    });
  }
}
