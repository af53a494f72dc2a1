import type { Cell } from '../../support/faults/cell.js';
import type { JobKind } from '../../support/faults/jobs.js';
import type { Places } from '../../support/faults/places.js';
import { strikeAfter } from '../../support/faults/strike.js';

/** SIGKILL of the worker at an instant of chance, anywhere from the request to a little after the usual end. */
export function instantCell(kind: JobKind, places: Places, chance: () => number): Cell {
  const delayMs = Math.round(chance() * places.durationMs * 1.1);
  return {
    fault: 'SIGKILL at an instant of chance',
    kind,
    place: `after ${delayMs} ms`,
    codes: [],
    strike: (ground, ask) =>
      strikeAfter(
        ground,
        delayMs,
        async () => {
          await ground.killWorker();
          return () => ground.startWorker();
        },
        ask,
      ),
  };
}

/** SIGTERM: the worker ends with 0 within 30 s, and the job is done, by it or by the next one. */
export function stopCell(kind: JobKind, places: Places, chance: () => number): Cell {
  const delayMs = Math.round(chance() * places.durationMs);
  return {
    fault: 'SIGTERM',
    kind,
    place: `after ${delayMs} ms`,
    codes: [],
    strike: (ground, ask) =>
      strikeAfter(
        ground,
        delayMs,
        async () => {
          const startedAt = Date.now();
          const code = await ground.worker.stop();
          if (code !== 0) throw new Error(`A worker that was asked to stop ended with ${code}.`);
          if (Date.now() - startedAt > 30_000)
            throw new Error('A worker that was asked to stop took longer than 30 s.');
          return () => ground.startWorker();
        },
        ask,
      ),
  };
}
