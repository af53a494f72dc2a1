import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { Activity } from '../activity/activity.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { RetentionAcceptance } from './retention-acceptance.js';
import { RetentionRun } from './retention-run.entity.js';
import { RetentionRunner } from './retention-runner.js';
import type { RetainedSource } from './retention-plans.js';

const INTERVAL_MS = 5 * 60_000;
const AT_ONCE = 200;

/** Applies the rules to every source at least once a day, by the control database's clock, whichever processes run. */
@Injectable()
export class DailyRetention extends PeriodicTask {
  protected readonly task = 'daily retention';
  protected readonly everyMs = INTERVAL_MS;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly acceptance: RetentionAcceptance,
    private readonly activity: Activity,
    private readonly runner: RetentionRunner,
  ) {
    super();
  }

  protected override isOurs(): boolean {
    return this.settings.workerConcurrency > 0;
  }

  protected async turn(): Promise<void> {
    await this.database.asSystem(async (manager) => {
      // Of several processes one does it; who comes later sees what this one has accepted.
      const [lock] = await manager.query<{ isOurs: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('daily retention', 0)) AS "isOurs"`,
      );
      if (lock?.isOurs !== true) return;
      for (const source of await dueSources(manager)) await this.acceptance.accept(manager, source, 'daily');
      await this.closeAbandoned(manager);
      await this.forgetOld(manager);
    });
  }

  /**
   * Runs by hand whose process died while it deleted. No job goes on with them, but the sweep of deletions did: where nothing
   * is left of what was to go, they have done what they were asked for.
   */
  private async closeAbandoned(manager: EntityManager): Promise<void> {
    const abandoned = await manager
      .createQueryBuilder(RetentionRun, 'run')
      .where(`run.trigger = 'manual' AND run.status = 'running'`)
      .andWhere(`run."createdAt" NOT BETWEEN now() - interval '1 hour' AND now()`)
      .andWhere(
        `NOT EXISTS (SELECT FROM jsonb_array_elements(run.deleted) one JOIN backups b ON b.id = (one->>'id')::uuid)`,
      )
      .limit(AT_ONCE)
      .getMany();
    for (const run of abandoned) await this.runner.finish(manager, run, { failures: [], stays: new Map() });
  }

  /** Runs that deleted nothing after a month, all others after two years, with their logs. */
  private async forgetOld(manager: EntityManager): Promise<void> {
    const old = await manager.query<{ id: string }[]>(
      `SELECT id FROM retention_runs
        WHERE "createdAt" < now() - CASE WHEN "deletedCount" = 0 THEN interval '30 days' ELSE interval '2 years' END
        ORDER BY "createdAt" LIMIT $1`,
      [AT_ONCE],
    );
    for (const { id } of old) {
      await this.activity.forget(id, manager);
      await manager.query('DELETE FROM retention_runs WHERE id = $1', [id]);
    }
  }
}

/** Those that may have rules, and had no run of themselves within the last day. A run from the future, before the clock was set back, does not count. */
async function dueSources(manager: EntityManager): Promise<RetainedSource[]> {
  return manager.query(
    `SELECT s.id, s."tenantId", s.name, s.retention FROM sources s
      WHERE (s.retention IS NOT NULL OR EXISTS (SELECT FROM settings t WHERE t."tenantId" = s."tenantId"))
        AND NOT EXISTS (
        SELECT FROM retention_runs r
         WHERE r."sourceId" = s.id AND r.trigger <> 'manual' AND r."createdAt" BETWEEN now() - interval '24 hours' AND now())
      ORDER BY s.id`,
  );
}
