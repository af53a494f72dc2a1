import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { groupBy } from '../../common/group-by.js';
import { Database } from '../../database/database.js';
import { WORKER_DEAD_AFTER_MS } from './worker-registry.js';
import type { WorkerResponse } from './workers.dto.js';

type Row = Omit<WorkerResponse, 'jobIds'>;

/** Who takes jobs. Processes are the instance's, jobs are tenants': each is read as what it is. */
@Injectable()
export class WorkerList {
  constructor(private readonly database: Database) {}

  async read(caller: Caller): Promise<WorkerResponse[]> {
    const workers = await this.database.asSystem((manager) =>
      manager.query<Row[]>(
        `SELECT id, host, pid, version, concurrency, "parkedBecause", "createdAt" AS "startedAt", "heartbeatAt" AS "lastSeenAt",
                CASE WHEN "stoppedAt" IS NOT NULL THEN 'stopped'
                     WHEN "heartbeatAt" <= now() - $1 * interval '1 ms' THEN 'lost'
                     WHEN "parkedBecause" IS NOT NULL THEN 'parked' ELSE 'working' END AS state
           FROM workers WHERE "heartbeatAt" > now() - interval '1 day'
          ORDER BY "stoppedAt" IS NOT NULL, "heartbeatAt" DESC, id LIMIT 200`,
        [WORKER_DEAD_AFTER_MS],
      ),
    );
    const active = await this.database.as(caller, (manager) =>
      manager.query<{ id: string; workerId: string | null }[]>(
        `SELECT id, "workerId" FROM jobs WHERE state = 'active' AND ($1::uuid IS NULL OR "tenantId" = $1) ORDER BY id`,
        [caller.seesAllTenants ? null : caller.tenantId],
      ),
    );
    const byWorker = groupBy(active, ({ workerId }) => workerId);
    return workers.map((worker) => ({ ...worker, jobIds: (byWorker.get(worker.id) ?? []).map(({ id }) => id) }));
  }
}
