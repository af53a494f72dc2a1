import type { Cell } from '../../support/faults/cell.js';
import { delayedCell } from '../../support/faults/delayed-cell.js';
import type { JobKind } from '../../support/faults/jobs.js';
import type { Places } from '../../support/faults/places.js';

/** SIGKILL of the worker at an instant of chance, anywhere from the request to a little after the usual end. */
export function instantCell(kind: JobKind, places: Places, chance: () => number): Cell {
  return delayedCell({
    fault: 'SIGKILL at an instant of chance',
    kind,
    codes: [],
    delayMs: Math.round(chance() * places.durationMs * 1.1),
    harm: async (ground) => {
      await ground.killWorker();
      return () => ground.startWorker();
    },
  });
}

/** SIGTERM: the worker ends with 0 within 30 s, and the job is done, by it or by the next one. */
export function stopCell(kind: JobKind, places: Places, chance: () => number): Cell {
  return delayedCell({
    fault: 'SIGTERM',
    kind,
    codes: [],
    delayMs: Math.round(chance() * places.durationMs),
    harm: async (ground) => {
      const startedAt = Date.now();
      const code = await ground.worker.stop();
      if (code !== 0) throw new Error(`A worker that was asked to stop ended with ${code}.`);
      if (Date.now() - startedAt > 30_000) throw new Error('A worker that was asked to stop took longer than 30 s.');
      return () => ground.startWorker();
    },
  });
}
