import { randomBytes } from 'node:crypto';
import Queue from 'bull';
import type { Cell } from '../../support/faults/cell.js';
import type { Ground } from '../../support/faults/ground.js';
import { type JobKind, phaseOf } from '../../support/faults/jobs.js';

const QUEUES: Record<JobKind, string> = {
  backup: 'backup',
  verify: 'verify',
  drill: 'drill',
  restore: 'restore',
  in_place: 'restore',
  rollback: 'restore',
  close_window: 'retention',
};

/** The job on its queue many times over, with two workers to take it, from the first moment until it is over. */
export function deliveryCell(kind: JobKind): Cell {
  return {
    fault: 'delivered again and again, to two workers at once',
    kind,
    place: 'throughout',
    codes: [],
    strike: async (ground, ask) => {
      const second = await ground.app.startWorker({
        DATABASE_URL: ground.worker.env.DATABASE_URL ?? '',
        REDIS_URL: ground.worker.env.REDIS_URL ?? '',
        WORKER_CONCURRENCY: '4',
      });
      const queue = new Queue<{ jobId: string }>(QUEUES[kind], ground.servers.redis.now.url, { prefix: 'backstitch' });
      try {
        const job = await ask();
        let phase = await phaseOf(ground, job);
        for (let time = 0; time < 20; time += 1) {
          const id = `again-${randomBytes(8).toString('hex')}`;
          await queue.add({ jobId: job.jobId }, { jobId: id, removeOnComplete: true });
          if (phase === 'waiting') phase = await phaseOf(ground, job);
        }
        await ground.jobs.jobEnds(job.jobId);
        await expectOneRun(ground, job.jobId);
        return { job, phase };
      } finally {
        await queue.close();
        await second.stop();
      }
    },
  };
}

async function expectOneRun(ground: Ground, jobId: string): Promise<void> {
  const [row] = await ground.record<{ epoch: number }>('SELECT epoch FROM jobs WHERE id = $1', [jobId]);
  if (row?.epoch !== 1) throw new Error(`The job was taken ${String(row?.epoch)} times.`);
}
