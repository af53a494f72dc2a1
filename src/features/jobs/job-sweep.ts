import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { QUEUE_OF_ACTION } from './job-actions.js';
import { jobLockKey } from './job-lock.js';
import { Job } from './job.entity.js';
import { WORKER_DEAD_AFTER_MS } from './worker-registry.js';

/**
 * Repairs what queues and processes lose: puts up again what was accepted and never delivered, and what a worker that
 * is gone had in hand. Safe to run in every process at once; the claim decides who works.
 */
@Injectable()
export class JobSweep {
  private readonly logger = new Logger(JobSweep.name);

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
  ) {}

  /** Answers how many jobs were put up for delivery. */
  async run(): Promise<number> {
    const jobs = await this.database.asSystem((manager) => this.jobsWithoutWorker(manager));
    for (const job of jobs) {
      if (job.state === 'active') this.logger.warn(`Job ${job.id} (${job.action}) lost its worker; it is taken over.`);
      await this.queues.enqueue(QUEUE_OF_ACTION[job.action], job.id, job.epoch);
    }
    return jobs.length;
  }

  private async jobsWithoutWorker(manager: EntityManager): Promise<Job[]> {
    const live = await manager
      .createQueryBuilder(Job, 'job')
      .where(`job.state IN ('waiting', 'active') AND (job."notBefore" IS NULL OR job."notBefore" <= now())`)
      .orderBy('job.createdAt')
      .getMany();
    const orphans: Job[] = [];
    for (const job of live) if (await this.isOrphan(manager, job)) orphans.push(job);
    return orphans;
  }

  private async isOrphan(manager: EntityManager, job: Job): Promise<boolean> {
    const [holder] = await manager.query<{ pid: number }[]>(
      `SELECT pid FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 1
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)`,
      [jobLockKey(job.id)],
    );
    if (holder === undefined) return true;
    if (job.state !== 'active' || job.workerId === null) return false;
    const [worker] = await manager.query<{ isDead: boolean }[]>(
      `SELECT "heartbeatAt" < now() - $2 * interval '1 ms' AS "isDead" FROM workers WHERE id = $1`,
      [job.workerId, WORKER_DEAD_AFTER_MS],
    );
    if (worker?.isDead !== true) return false;
    // The process is frozen or cut off but its connection still holds the lock: end that connection. When the process
    // wakes up it finds its lock lost and its epoch over.
    await manager.query(`SELECT pg_terminate_backend($1)`, [holder.pid]);
    return true;
  }
}
