import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { VERSION } from '../../config/version.js';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { QUEUE_NAMES } from '../../platform/queue/queue-names.js';
import { JobExecutor } from './job-executor.js';
import { JobSweep } from './job-sweep.js';
import { Periodic } from './periodic.js';
import { HEARTBEAT_INTERVAL_MS, WorkerRegistry } from './worker-registry.js';

const SWEEP_INTERVAL_MS = 5_000;
/** A clean stop lets running jobs finish for this long, then hands them back; both fit into the 30 s of the contract. */
const FINISH_GRACE_MS = 15_000;

/** The part of a process that takes jobs: consumes the queues, sweeps, and says that it is alive. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobWorker.name);
  private readonly heartbeat: Periodic;
  private readonly sweeping: Periodic;

  constructor(
    private readonly settings: Settings,
    private readonly queues: JobQueues,
    private readonly executor: JobExecutor,
    private readonly registry: WorkerRegistry,
    sweep: JobSweep,
  ) {
    this.heartbeat = new Periodic('heartbeat', HEARTBEAT_INTERVAL_MS, () => registry.heartbeat(VERSION));
    this.sweeping = new Periodic('sweep of jobs', SWEEP_INTERVAL_MS, async () => {
      await sweep.run();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    const concurrency = this.settings.workerConcurrency;
    if (concurrency === 0) {
      this.logger.log('Takes no jobs (WORKER_CONCURRENCY is 0): workers of their own do.');
      return;
    }
    await this.registry.heartbeat(VERSION);
    this.heartbeat.start();
    for (const name of QUEUE_NAMES) {
      this.queues.consume(name, concurrency, (jobId) => this.executor.execute(jobId, this.registry.workerId));
    }
    this.sweeping.start();
    this.logger.log(`Takes jobs: ${concurrency} at a time of each of ${QUEUE_NAMES.join(', ')}`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeping.stop();
    await this.queues.stopConsuming();
    const graceOver = AbortSignal.timeout(FINISH_GRACE_MS);
    await Promise.race([
      this.executor.whenIdle(),
      new Promise<void>((resolve) => {
        graceOver.addEventListener('abort', () => {
          resolve();
        });
      }),
    ]);
    await this.executor.letGoOfAll();
    await this.heartbeat.stop();
    await this.registry.signOff();
  }
}
