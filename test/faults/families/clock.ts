import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell } from '../../support/faults/cell.js';
import type { JobKind } from '../../support/faults/jobs.js';
import { phaseOf } from '../../support/faults/jobs.js';
import type { Places } from '../../support/faults/places.js';
import { setTimeout as sleep } from 'node:timers/promises';

/** libfaketime of Debian's package faketime; null where it is not installed. */
export function findFakeTime(): string | null {
  for (const architecture of existsSync('/usr/lib') ? readdirSync('/usr/lib') : []) {
    const file = `/usr/lib/${architecture}/faketime/libfaketime.so.1`;
    if (existsSync(file)) return file;
  }
  return null;
}

/** The worker's clock is set forward or back in the middle of a job, as by an operator or a time server. */
export function clockCell(library: string, kind: JobKind, change: '+1d' | '-1d', places: Places): Cell {
  return {
    fault: `clock of the worker set ${change === '+1d' ? 'forward' : 'back'} by a day`,
    kind,
    place: `after ${Math.round(places.durationMs / 2)} ms`,
    codes: [],
    strike: async (ground, ask) => {
      const file = join(ground.app.env.BACKSTITCH_HOME ?? '', 'clock');
      await writeFile(file, '+0\n');
      await ground.killWorker();
      await ground.startWorker({
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        // Time-outs run by the monotonic clock, which no operator can set.
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        DONT_FAKE_MONOTONIC: '1',
      });
      const job = await ask();
      await sleep(places.durationMs / 2);
      const phase = await phaseOf(ground, job);
      await writeFile(file, `${change}\n`);
      await ground.jobs.jobEnds(job.jobId);
      await ground.worker.stop();
      await ground.startWorker();
      return { job, phase };
    },
  };
}
