import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { Database } from '../../database/database.js';
import { WorkerRecord } from './worker.entity.js';

export const HEARTBEAT_INTERVAL_MS = 5_000;
/** Three heartbeats missed. A worker that wakes up again finds its lock lost and its epoch over, and does nothing more. */
export const WORKER_DEAD_AFTER_MS = 15_000;

/** Which processes take jobs. Times are the database's, so that no clock of a machine matters. */
@Injectable()
export class WorkerRegistry {
  readonly workerId = uuidV7();

  constructor(private readonly database: Database) {}

  async heartbeat(version: string): Promise<void> {
    await this.database.asSystem(async (manager) => {
      await manager.query(
        `INSERT INTO workers (id, host, pid, version, "heartbeatAt") VALUES ($1, $2, $3, $4, now())
         ON CONFLICT (id) DO UPDATE SET "heartbeatAt" = now()`,
        [this.workerId, hostname(), process.pid, version],
      );
      await manager.query(`DELETE FROM workers WHERE "heartbeatAt" < now() - interval '1 day'`);
    });
  }

  async signOff(): Promise<void> {
    await this.database.asSystem((manager) =>
      manager.query(`UPDATE workers SET "stoppedAt" = now() WHERE id = $1`, [this.workerId]),
    );
  }

  async countAlive(): Promise<number> {
    return this.database.asSystem(async (manager) =>
      manager
        .createQueryBuilder(WorkerRecord, 'worker')
        .where(`worker."stoppedAt" IS NULL AND worker."heartbeatAt" > now() - :ms * interval '1 ms'`, {
          ms: WORKER_DEAD_AFTER_MS,
        })
        .getCount(),
    );
  }
}
