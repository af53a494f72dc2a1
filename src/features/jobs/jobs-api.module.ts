import { Module, type OnModuleInit } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { JobsController } from './jobs.controller.js';
import { WorkerList } from './worker-list.js';
import { WorkerRegistry } from './worker-registry.js';
import { WorkersController } from './workers.controller.js';

@Module({ imports: [HealthModule], controllers: [JobsController, WorkersController], providers: [WorkerList] })
export class JobsApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly queues: JobQueues,
    private readonly workers: WorkerRegistry,
  ) {}

  /** Without Redis, or without a worker, requests are answered and jobs accepted, but they wait: degraded. */
  onModuleInit(): void {
    this.health.register({
      name: 'redis',
      whenFailed: { status: 'degraded', reason: 'unreachable' },
      check: async () => ({ status: 'ok', data: { milliseconds: Math.round(await this.queues.ping()) } }),
    });
    this.health.register({
      name: 'workers',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: async () => {
        const { working, parked } = await this.workers.countAlive();
        if (working > 0) return { status: 'ok', data: { alive: working } };
        const message =
          parked === 0
            ? 'No worker has given a sign of life: jobs are accepted and wait.'
            : 'No worker of the version of this instance has given a sign of life: jobs are accepted and wait.';
        return { status: 'degraded', reason: 'none_alive', message, data: { alive: 0 } };
      },
    });
    this.health.register({
      name: 'versions',
      whenFailed: { status: 'degraded', reason: 'unknown' },
      check: async () => {
        const { parked } = await this.workers.countAlive();
        if (parked === 0) return { status: 'ok' };
        const message = `${parked} workers are of another version than this instance, and take no jobs: replace them.`;
        return { status: 'degraded', reason: 'other_version', message, data: { parked } };
      },
    });
  }
}
