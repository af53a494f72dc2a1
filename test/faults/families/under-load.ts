import { setTimeout as sleep } from 'node:timers/promises';
import { type Ground } from '../../support/faults/ground.js';
import { type LoadFigures, startLoad } from '../../support/faults/load.js';
import { tidy } from '../../support/faults/tidy.js';
import { onDatabase } from '../../support/marked-database.js';

/** What no swap may do to a client. */
export const LONGEST_REFUSAL_MS = 500;
export const LONGEST_WAIT_MS = 2_000;

/** Restores and rolls back under an application that reads and writes all the while. */
export async function swapsUnderLoad(ground: Ground, rounds: number, clients: number): Promise<LoadFigures> {
  const [subject] = ground.subjects;
  if (subject === undefined) throw new Error('The ground has no source.');
  // In the backup too, so that the application finds its table in either database.
  await onDatabase(ground.server, subject.database.name, (db) =>
    db.query('CREATE TABLE IF NOT EXISTS public.load (i int)'),
  );
  const backup = await ground.jobs.completedBackup(subject.id);
  const load = startLoad(subject.database.target, clients);
  for (let round = 0; round < rounds; round += 1) {
    const restore = await ground.jobs.completedRestore(backup.id);
    await sleep(500);
    await ground.jobs.rolledBack(restore.id);
    await sleep(500);
  }
  const figures = await load.stop();
  await onDatabase(ground.server, subject.database.name, (db) => db.query('DROP TABLE public.load'));
  await tidy(ground);
  return figures;
}
