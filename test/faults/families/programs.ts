import { setTimeout as sleep } from 'node:timers/promises';
import type { Cell } from '../../support/faults/cell.js';
import type { Ground } from '../../support/faults/ground.js';
import { type JobKind, phaseOf } from '../../support/faults/jobs.js';
import { delay, openSession } from '../../support/marked-database.js';
import { programsOf } from '../../support/leftovers.js';

interface ProgramFault {
  program: string;
  kind: JobKind;
  /** Of its command line. */
  pattern: RegExp;
  codes: readonly string[];
  /** What is made to take its time until the program is killed; without it a quick job may be over before it is found. */
  held?: 'dump' | 'index' | 'migration';
}

const name = (program: string, rest = ''): RegExp => new RegExp(`^\\d+ (\\S*/)?${program}( .*)?${rest}`);

/** A reader that a signal ended says nothing about what it read, and nobody is to take the backup for damaged. */
const BROKEN_OFF = ['INTERNAL_ERROR', 'STORAGE_FAILED'];

/** Each program that a job runs, alone, while it works. */
export const PROGRAM_FAULTS: readonly ProgramFault[] = [
  { program: 'pg_dump', kind: 'backup', pattern: name('pg_dump'), codes: ['DUMP_FAILED'], held: 'dump' },
  {
    program: 'zstd',
    kind: 'backup',
    pattern: name('zstd', ' -c -'),
    codes: ['DUMP_FAILED', 'STORAGE_FAILED', 'INTERNAL_ERROR'],
    held: 'dump',
  },
  {
    program: 'age',
    kind: 'backup',
    pattern: name('age', ' -e '),
    codes: ['DUMP_FAILED', 'STORAGE_FAILED', 'INTERNAL_ERROR'],
    held: 'dump',
  },
  { program: 'zstd -d', kind: 'backup', pattern: name('zstd', ' -d '), codes: BROKEN_OFF },
  { program: 'age -d', kind: 'backup', pattern: name('age', ' -d '), codes: BROKEN_OFF },
  { program: 'pg_restore', kind: 'backup', pattern: name('pg_restore'), codes: BROKEN_OFF },
  { program: 'age -d', kind: 'verify', pattern: name('age', ' -d '), codes: BROKEN_OFF },
  { program: 'zstd -d', kind: 'verify', pattern: name('zstd', ' -d '), codes: BROKEN_OFF },
  { program: 'pg_restore', kind: 'verify', pattern: name('pg_restore'), codes: BROKEN_OFF },
  { program: 'pg_dump', kind: 'restore', pattern: name('pg_dump'), codes: ['SAFETY_BACKUP_FAILED'], held: 'dump' },
  {
    program: 'pg_restore of the rows',
    kind: 'restore',
    pattern: name('pg_restore', ' --section=pre-data'),
    codes: ['RESTORE_FAILED', 'INTERNAL_ERROR'],
  },
  {
    program: 'pg_restore of the indexes',
    kind: 'restore',
    pattern: name('pg_restore', ' --section=post-data'),
    codes: ['RESTORE_FAILED', 'INTERNAL_ERROR'],
    held: 'index',
  },
  {
    program: 'the migration runner',
    kind: 'restore',
    pattern: /typeorm-child/,
    codes: ['MIGRATION_FAILED'],
    held: 'migration',
  },
];

export function programCell({ program, kind, pattern, codes, held }: ProgramFault): Cell {
  return {
    fault: `SIGKILL of ${program}`,
    kind,
    place: 'as soon as it runs',
    codes,
    strike: async (ground, ask) => {
      // A plan counts rows, and would wait for the lock that is to hold pg_dump.
      const isAskedFirst = held === 'dump' && kind === 'restore';
      const asked = isAskedFirst ? await ask() : null;
      const release = await hold(ground, held);
      const watch = { isOver: false };
      const killed = (async () => {
        while (!watch.isOver) {
          const line = (await programsOf(ground.temporaryDirectory)).find((entry) => pattern.test(entry));
          if (line !== undefined) {
            try {
              process.kill(Number(line.split(' ')[0]), 'SIGKILL');
              return true;
            } catch (error) {
              if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
            }
          }
          await sleep(1);
        }
        return false;
      })();
      const job = asked ?? (await ask());
      const ended = ground.jobs.jobEnds(job.jobId).finally(() => (watch.isOver = true));
      const isKilled = await killed;
      await release();
      const phase = isKilled ? await phaseOf(ground, job) : null;
      await ended;
      return { job, phase };
    },
  };
}

/** Lets what runs wait on the server until the answer is called. */
async function hold(ground: Ground, what: ProgramFault['held']): Promise<() => Promise<void>> {
  if (what === undefined) return () => Promise.resolve();
  if (what === 'dump') {
    const [subject] = ground.subjects;
    const session = await openSession(ground.server, subject?.database.name ?? '');
    await session.query('BEGIN; LOCK TABLE public.filler IN ACCESS EXCLUSIVE MODE');
    return () => session.end();
  }
  await delay(ground.server, what, 5);
  return () => delay(ground.server, what, 0);
}
