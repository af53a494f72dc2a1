import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { QUEUE_NAMES } from '../../platform/queue/queue-names.js';
import { JobExecutor } from './job-executor.js';
import { JobSweep } from './job-sweep.js';
import { Periodic } from './periodic.js';
import { HEARTBEAT_INTERVAL_MS, type Parked, WorkerRegistry } from './worker-registry.js';

const SWEEP_INTERVAL_MS = 5_000;
/** A clean stop lets running jobs finish for this long, then hands them back; both fit into the 30 s of the contract. */
const FINISH_GRACE_MS = 15_000;

/**
 * The part of a process that takes jobs: consumes the queues, sweeps, and says that it is alive. While the instance is
 * at another release than this process it is parked: alive, but it takes no job.
 */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobWorker.name);
  private readonly heartbeat: Periodic;
  private readonly sweeping: Periodic;
  private isConsuming = false;
  private parkedBecause: string | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly queues: JobQueues,
    private readonly executor: JobExecutor,
    private readonly registry: WorkerRegistry,
    sweep: JobSweep,
  ) {
    this.heartbeat = new Periodic('heartbeat', HEARTBEAT_INTERVAL_MS, async () => {
      await this.follow(await registry.heartbeat(settings.workerConcurrency));
    });
    this.sweeping = new Periodic('sweep of jobs', SWEEP_INTERVAL_MS, async () => {
      if (this.parkedBecause === null) await sweep.run();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.workerConcurrency === 0) {
      this.logger.log('Takes no jobs (WORKER_CONCURRENCY is 0): workers of their own do.');
      return;
    }
    await this.follow(await this.registry.heartbeat(this.settings.workerConcurrency));
    this.heartbeat.start();
    this.sweeping.start();
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
    await this.executor.letGoOfAll('This worker is stopping.');
    await this.heartbeat.stop();
    await this.registry.signOff();
  }

  private async follow(parked: Parked | null): Promise<void> {
    if (parked !== null) return this.park(parked);
    if (this.isConsuming && this.parkedBecause === null) return;
    if (this.isConsuming) await this.queues.resumeConsuming();
    else this.consume();
    this.parkedBecause = null;
    const { workerConcurrency } = this.settings;
    this.logger.log(`Takes jobs: ${workerConcurrency} at a time of each of ${QUEUE_NAMES.join(', ')}`);
  }

  private consume(): void {
    this.isConsuming = true;
    for (const name of QUEUE_NAMES) {
      this.queues.consume(name, this.settings.workerConcurrency, (jobId) =>
        this.executor.execute(jobId, this.registry.workerId),
      );
    }
  }

  private async park({ because, isSchemaOther }: Parked): Promise<void> {
    if (this.parkedBecause === because) return;
    this.parkedBecause = because;
    const what = isSchemaOther
      ? 'What it has in hand it hands back.'
      : 'What it has in hand it finishes; it goes on when the instance is at its release again.';
    this.logger.warn(`Takes no jobs. ${because} ${what} See docs/operations.md, "Upgrading".`);
    if (this.isConsuming) await this.queues.stopConsuming();
    if (isSchemaOther) await this.executor.letGoOfAll(because);
  }
}
