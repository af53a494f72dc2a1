import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { Database } from '../../database/database.js';
import { readRelease, Release } from '../../database/release.js';

export const HEARTBEAT_INTERVAL_MS = 5_000;
/** Three heartbeats missed. A worker that wakes up again finds its lock lost and its epoch over, and does nothing more. */
export const WORKER_DEAD_AFTER_MS = 15_000;

/** Why a worker takes no jobs. */
export interface Parked {
  because: string;
  /** The control database has a schema that this worker does not know: what it has in hand it must let go. */
  isSchemaOther: boolean;
}

/** Which processes take jobs. Times are the database's, so that no clock of a machine matters. */
@Injectable()
export class WorkerRegistry {
  readonly workerId = uuidV7();

  constructor(
    private readonly database: Database,
    private readonly own: Release,
  ) {}

  /** Says that this worker is alive. Answers whether it may take jobs (null), or why not: the instance is at another release. */
  async heartbeat(concurrency: number): Promise<Parked | null> {
    return this.database.asSystem(async (manager) => {
      const parked = this.compare(await readRelease(manager));
      await manager.query(
        `INSERT INTO workers (id, host, pid, version, schema, "parkedBecause", concurrency, "heartbeatAt")
         VALUES ($1, $2, $3, $4, $5, $6, $7, now())
         ON CONFLICT (id) DO UPDATE SET "heartbeatAt" = now(), "parkedBecause" = EXCLUDED."parkedBecause"`,
        [
          this.workerId,
          hostname(),
          process.pid,
          this.own.version,
          this.own.schema,
          parked?.because ?? null,
          concurrency,
        ],
      );
      await manager.query(`DELETE FROM workers WHERE "heartbeatAt" < now() - interval '1 day'`);
      return parked;
    });
  }

  async signOff(): Promise<void> {
    await this.database.asSystem((manager) =>
      manager.query(`UPDATE workers SET "stoppedAt" = now() WHERE id = $1`, [this.workerId]),
    );
  }

  /** How many living workers take jobs, and how many do not because they are of another release than the instance. */
  async countAlive(): Promise<{ working: number; parked: number }> {
    return this.database.asSystem(async (manager) => {
      const [count] = await manager.query<{ working: number; parked: number }[]>(
        `SELECT count(*) FILTER (WHERE "parkedBecause" IS NULL)::int AS working,
                count(*) FILTER (WHERE "parkedBecause" IS NOT NULL)::int AS parked
           FROM workers WHERE "stoppedAt" IS NULL AND "heartbeatAt" > now() - $1 * interval '1 ms'`,
        [WORKER_DEAD_AFTER_MS],
      );
      return count ?? { working: 0, parked: 0 };
    });
  }

  private compare(current: Release | null): Parked | null {
    if (current === null || current.equals(this.own)) return null;
    return {
      because: `This worker is ${this.own.toString()}, the instance is at ${current.toString()}.`,
      isSchemaOther: current.schema !== this.own.schema,
    };
  }
}
