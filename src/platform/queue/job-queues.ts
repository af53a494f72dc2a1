import { getQueueToken } from '@nestjs/bull';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bull';
import { QUEUE_NAMES, type JobPayload, type QueueName } from './queue-names.js';

const ADD_TIMEOUT_MS = 3_000;

/**
 * Bull behind one door. Delivery is at least once: a handler must bear being called twice for one job, also at the
 * same time on two machines.
 */
@Injectable()
export class JobQueues implements OnModuleInit {
  private readonly logger = new Logger(JobQueues.name);
  private readonly queues = new Map<QueueName, Queue<JobPayload>>();

  constructor(private readonly moduleRef: ModuleRef) {}

  onModuleInit(): void {
    for (const name of QUEUE_NAMES) {
      const queue = this.moduleRef.get<Queue<JobPayload>>(getQueueToken(name), { strict: false });
      queue.on('error', (error: Error) => {
        this.logger.warn(`Queue ${name}: ${error.message}`);
      });
      this.queues.set(name, queue);
    }
  }

  /**
   * Puts a job up for delivery. Idempotent per `jobId` and `epoch`. Rejects when Redis does not answer within 3 s;
   * the caller may ignore that, since the sweep puts up again whatever was accepted and is not being delivered.
   */
  async enqueue(name: QueueName, jobId: string, epoch: number): Promise<void> {
    await withTimeout(this.queue(name).add({ jobId }, { jobId: `${jobId}-${epoch}` }), ADD_TIMEOUT_MS);
  }

  /** Starts delivery of one queue to this process, at most `concurrency` at a time. */
  consume(name: QueueName, concurrency: number, handle: (jobId: string) => Promise<void>): void {
    this.queue(name)
      .process(concurrency, async (job) => handle(job.data.jobId))
      .catch((error: unknown) => {
        this.logger.error(`Queue ${name} stopped being processed: ${String(error)}`);
      });
  }

  /** Takes no further job in this process; those in hand go on. */
  async stopConsuming(): Promise<void> {
    await Promise.allSettled(
      [...this.queues.values()].map((queue) => withTimeout(queue.pause(true, true), ADD_TIMEOUT_MS)),
    );
  }

  /** After `stopConsuming`: takes jobs again. */
  async resumeConsuming(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => withTimeout(queue.resume(true), ADD_TIMEOUT_MS)));
  }

  /** Round trip to Redis in ms; rejects when it does not answer within 3 s. */
  async ping(): Promise<number> {
    const startedAt = performance.now();
    await withTimeout(this.queue('backup').client.ping(), ADD_TIMEOUT_MS);
    return performance.now() - startedAt;
  }

  private queue(name: QueueName): Queue<JobPayload> {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`Queue ${name} is not registered.`);
    return queue;
  }
}

/** Bull waits for Redis without end; nobody who holds a request open may. */
async function withTimeout<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis did not answer within ${timeoutMs} ms.`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
