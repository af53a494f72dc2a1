import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { recordEvent } from '../events/record-event.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { graceMs } from './lateness.js';
import { type JudgedSource, SourceVerdicts } from './source-verdicts.js';

const INTERVAL_MS = 30_000;

/**
 * A backup that did not run is told, not passed over in silence: once for each instant at which one of a source was due,
 * whichever of the processes notices first. By the clock of the control database.
 */
@Injectable()
export class LateWatch extends PeriodicTask {
  protected readonly task = 'look for late backups';
  protected readonly everyMs = INTERVAL_MS;
  private readonly logger = new Logger(LateWatch.name);
  private late: { sources: number } | null = null;

  constructor(
    private readonly database: Database,
    private readonly verdicts: SourceVerdicts,
  ) {
    super();
  }

  /** As of the last look; null before the first one. */
  get lateSources(): number | null {
    return this.late?.sources ?? null;
  }

  async turn(): Promise<void> {
    const judged = await this.database.asSystem((manager) => this.verdicts.read(manager, null));
    const late = judged.filter(({ verdict }) => verdict.missed !== null);
    for (const one of late) await this.database.asSystem((manager) => this.tell(manager, one));
    this.late = { sources: late.length };
  }

  private async tell(manager: EntityManager, { source, verdict: { missed } }: JudgedSource): Promise<void> {
    if (missed === null || (await wasRefused(manager, source.id, missed.dueAt))) return;
    const dueAt = missed.dueAt.toISOString();
    const isNews = await recordEvent(manager, {
      kind: 'backup.late',
      tenantId: source.tenantId,
      sourceId: source.id,
      key: `backup.late:${source.id}:${dueAt}`,
      data: {
        source: source.name,
        schedule: missed.schedule,
        dueAt,
        lastBackupAt: source.lastBackupAt?.toISOString() ?? null,
        minutesWaited: Math.round(graceMs(source.usualMs) / 60_000),
        isRepeated: missed.isRepeated,
      },
    });
    if (!isNews) return;
    this.logger.warn(
      `No backup of source ${source.id} has been made that was due at ${dueAt} (schedule "${missed.schedule}").`,
    );
  }
}

/** That the plan was full was told when the run was refused (schedule.missed). */
async function wasRefused(manager: EntityManager, sourceId: string, dueAt: Date): Promise<boolean> {
  const found = await manager.query<unknown[]>(
    `SELECT 1 FROM schedule_runs run JOIN schedules schedule ON schedule.id = run."scheduleId"
      WHERE schedule."sourceId" = $1 AND run."dueAt" >= $2 AND run.state = 'failed' AND run.error->>'code' = 'QUOTA_EXCEEDED'
      LIMIT 1`,
    [sourceId, dueAt],
  );
  return found.length > 0;
}
