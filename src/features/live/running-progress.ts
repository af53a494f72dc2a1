import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Job } from '../jobs/job.entity.js';
import type { Progress } from '../jobs/progress.js';

const EVERY_MS = 1_000;

export type RunningJob = Pick<Job, 'id' | 'tenantId' | 'subjectType' | 'subjectId'> & { progress: Progress };

/**
 * How far the running jobs are, read once a second for all who watch: how often their workers write it then matters to
 * nobody, and no commit of theirs has to announce it.
 */
@Injectable()
export class RunningProgress {
  private readonly logger = new Logger(RunningProgress.name);

  constructor(private readonly database: Database) {}

  /** Calls `tell` with those that have come further, until the returned function is called. */
  follow(tell: (jobs: RunningJob[]) => void): () => void {
    let known = new Map<string, string>();
    let isReading = false;
    const turn = async (): Promise<void> => {
      const jobs = await this.read();
      const before = known;
      known = new Map(jobs.map(({ id, progress }) => [id, JSON.stringify(progress)]));
      const moved = jobs.filter(({ id }) => known.get(id) !== before.get(id));
      if (moved.length > 0) tell(moved);
    };
    const timer = setInterval(() => {
      if (isReading) return;
      isReading = true;
      turn()
        .catch((error: unknown) => {
          this.logger.debug(`How far jobs are could not be read: ${String(error)}`);
        })
        .finally(() => {
          isReading = false;
        });
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }

  private async read(): Promise<RunningJob[]> {
    return this.database.asSystem((manager) =>
      manager.query<RunningJob[]>(
        `SELECT id, "tenantId", "subjectType", "subjectId", progress FROM jobs
          WHERE state = 'active' AND jsonb_typeof(progress) = 'object'`,
      ),
    );
  }
}
