import { setTimeout as sleep } from 'node:timers/promises';
import type { Struck } from './cell.js';
import type { Ground } from './ground.js';
import { type AskedJob, phaseOf } from './jobs.js';
import type { PostgresProxy, Side, Statement } from './postgres-proxy.js';

/** A job that does not come to a place within this time does not come there. */
const PLACE_WITHIN_MS = 60_000;

/** Kills the worker at the first statement that is caught, before the server hears of it or once it has done it. */
export async function killAtStatement(
  ground: Ground,
  at: { statements: PostgresProxy; side: Side; catches: (statement: Statement) => boolean },
  ask: () => Promise<AskedJob>,
): Promise<Struck> {
  let phase: string | null = null;
  const met = { isSpringing: false };
  const asked = ask();
  const sprung = new Promise<void>((resolve) => {
    at.statements.set({
      catches: at.catches,
      side: at.side,
      spring: async () => {
        met.isSpringing = true;
        await ground.killWorker();
        phase = await phaseOf(ground, await asked);
        resolve();
        return 'sender is dead';
      },
    });
  });
  const job = await asked;
  await Promise.race([sprung, over(ground, job)]);
  at.statements.set(null);
  if (met.isSpringing) await sprung;
  if (!ground.worker.isRunning) await ground.startWorker();
  return { job, phase };
}

/** Lets the worker kill itself right before or right after a step in its store. */
export async function killAtStep(ground: Ground, place: string, ask: () => Promise<AskedJob>): Promise<Struck> {
  ground.store.clear();
  ground.store.set(place);
  const job = await ask();
  await Promise.race([ground.worker.ended(), over(ground, job)]);
  const isDead = !ground.worker.isRunning;
  const phase = isDead ? await phaseOf(ground, job) : null;
  ground.store.clear();
  if (isDead) await ground.startWorker();
  return { job, phase };
}

/** Resolves when the job has ended without meeting its fault, or is not going to. */
async function over(ground: Ground, job: AskedJob): Promise<void> {
  const deadline = Date.now() + PLACE_WITHIN_MS;
  while (Date.now() < deadline) {
    const [row] = await ground.record<{ state: string }>('SELECT state FROM jobs WHERE id = $1', [job.jobId]);
    if (row !== undefined && row.state !== 'waiting' && row.state !== 'active') return;
    await sleep(100);
  }
}
