import { eventually } from './eventually.js';
import { type Place, programsOf } from './leftovers.js';
import { openSession } from './marked-database.js';

/** The program of that name that the application has started, once it runs; its guard has given way to it by then. */
export async function programNamed(name: string, temporaryDirectory: string): Promise<number> {
  return eventually(`the application runs ${name}`, async () => {
    const lines = await programsOf(temporaryDirectory);
    const line = lines.find((entry) => new RegExp(`^\\d+ (\\S*/)?${name}( |$)`).test(entry));
    return line === undefined ? null : Number(line.split(' ')[0]);
  });
}

/**
 * Begins a backup of a marked database and lets one program of its pipeline stand still before the first row comes:
 * pg_dump waits for a lock until then, so that no machine is too fast or too slow for it. Resolves with the pid.
 */
export async function standStill(
  place: Place,
  database: string,
  program: string,
  begin: () => Promise<void>,
): Promise<number> {
  const blocker = await openSession(place.server, database);
  await blocker.query('BEGIN; LOCK TABLE public.filler IN ACCESS EXCLUSIVE MODE');
  await begin();
  const pid = await programNamed(program, place.temporaryDirectory);
  process.kill(pid, 'SIGSTOP');
  await blocker.end();
  return pid;
}
