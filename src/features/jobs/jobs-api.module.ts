import { Module, type OnModuleInit } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { HealthChecks } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { JobsController } from './jobs.controller.js';
import { WorkerRegistry } from './worker-registry.js';

@Module({ imports: [HealthModule], controllers: [JobsController] })
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
      check: () =>
        this.queues.ping().then(
          () => 'ok',
          () => 'degraded',
        ),
    });
    this.health.register({
      name: 'workers',
      check: async () => ((await this.workers.countAlive()) > 0 ? 'ok' : 'degraded'),
    });
  }
}
