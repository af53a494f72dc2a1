import { setTimeout as sleep } from 'node:timers/promises';
import type { Cell } from './cell.js';
import type { Ground } from './ground.js';
import { type AskedJob, phaseOf } from './jobs.js';

export interface DelayedFault extends Pick<Cell, 'fault' | 'kind' | 'codes'> {
  /** From the request for the job. */
  delayMs: number;
  /** Answers with what heals it. */
  harm: (ground: Ground, job: AskedJob) => Promise<() => Promise<void>>;
}

/** Does harm so long after the job was asked for, then heals it. */
export function delayedCell({ fault, kind, codes, delayMs, harm }: DelayedFault): Cell {
  return {
    ...{ fault, kind, codes },
    place: `after ${delayMs} ms`,
    strike: async (ground, ask) => {
      const job = await ask();
      await sleep(delayMs);
      const phase = await phaseOf(ground, job);
      const heal = await harm(ground, job);
      await heal();
      return { job, phase: phase === 'ended' ? null : phase };
    },
  };
}
