import { analyzeDatabase, makeDurable } from '../../platform/postgres/analyze.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { progressAt } from '../jobs/progress.js';
import { type RestoreWork, sideTarget } from './phases/phase.js';

/** Statistics for the planner, and everything on disk, before anybody may rely on the restored database. */
export async function makeSideReady(work: RestoreWork, phase: string): Promise<void> {
  const { job } = work;
  job.log('info', phase, 'ANALYZE, and everything written is made durable.');
  await work.progress(progressAt('analyze', 88));
  await withConnection(sideTarget(work), { applicationName: job.applicationName }, async (side) => {
    const analyzed = await analyzeDatabase(side, { signal: job.signal });
    for (const { table, message } of analyzed.failed) job.log('warn', phase, `${table} was not analyzed: ${message}`);
    await makeDurable(side);
  });
}
