import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, inWords, toRecordedError } from '../../common/app-error.js';
import { type Caller, systemCaller } from '../../common/caller.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { updateRow } from '../../database/update-row.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { eachAlone } from '../jobs/each-alone.js';
import { whyInactive } from '../plans/licensed-tenant.js';
import { beginningOf, isOpen, type RunWindow } from './run-window.js';
import { tellOfMissedRun } from './schedule-events.js';
import { SaidProblems, understood } from './schedule-problem.js';
import { ScheduleRun, type RunWaiting } from './schedule-run.entity.js';
import { Schedule, type ScheduleAction } from './schedule.entity.js';
import { ScheduledActions } from './scheduled-actions.js';

/** Read at once; all that wait are looked at, so that those that go on waiting keep none behind them from beginning. */
const PAGE = 500;

interface Candidate {
  id: string;
  scheduleId: string;
  /** As PostgreSQL writes it: a Date would lose microseconds. */
  dueAt: string;
  sourceId: string;
  tenantId: string;
  action: ScheduleAction;
  window: RunWindow | null;
  waitsFor: RunWaiting['reason'] | null;
  isBusy: boolean;
  /** Its tenant makes no new backups now. */
  isInactive: boolean;
  now: Date;
}

/** Begins runs that wait, as soon as their window is open and their source is free. Safe in every process at once. */
@Injectable()
export class RunBeginner {
  private readonly logger = new Logger(RunBeginner.name);
  private readonly said = new SaidProblems();

  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly actions: ScheduledActions,
  ) {}

  /** Those that were due first go first. */
  async beginWaiting(): Promise<void> {
    let page: Candidate[] = [];
    do {
      const last = page.at(-1) ?? null;
      page = await this.database.asSystem((manager) => candidatesAfter(manager, last));
      await this.beginAll(page);
    } while (page.length === PAGE);
  }

  private async beginAll(waiting: readonly Candidate[]): Promise<void> {
    // Not one after the other: without Redis each takes seconds, and it is not needed to accept the next.
    const dispatches: Promise<void>[] = [];
    await eachAlone(
      waiting,
      async (candidate) => {
        if (!this.isWorthALook(candidate)) return;
        const caller = systemCaller('schedules', candidate.tenantId);
        const expectedBytes = await this.expectedBytes(caller, candidate);
        const job = await this.database.asSystem((manager) => this.beginIfPossible(manager, candidate, expectedBytes));
        if (job !== null) dispatches.push(this.jobs.dispatch(job));
      },
      ({ id }, error) => {
        this.logger.error({ err: error }, `Run ${id} of a schedule could not begin; it is tried again.`);
      },
    );
    await Promise.all(dispatches);
  }

  /** For `begin`, asked before its transaction. */
  async expectedBytes(
    caller: Caller,
    { action, sourceId }: Pick<Schedule, 'action' | 'sourceId'>,
  ): Promise<number | null> {
    return (await this.actions.of(action).expectedBytes?.(caller, sourceId)) ?? null;
  }

  /** In the caller's transaction; dispatch the job after it. What the action throws must roll it back. */
  async begin(
    manager: EntityManager,
    caller: Caller,
    { schedule, run, expectedBytes }: { schedule: Schedule; run: ScheduleRun; expectedBytes: number | null },
  ): Promise<Job> {
    const action = this.actions.of(schedule.action);
    const createdBy = `schedule "${schedule.name}"`;
    const { job, subject } = await action.accept(manager, caller, {
      ...{ id: run.id, schedule, createdBy, expectedBytes },
    });
    await updateRow(manager, ScheduleRun, run.id, {
      state: 'begun',
      begunAt: await controlNow(manager),
      jobId: job.id,
      subjectType: subject.type,
      subjectId: subject.id,
    });
    this.logger.log(
      `Schedule "${schedule.name}" (${schedule.id}) begins the ${schedule.action} of ${run.dueAt.toISOString()}: job ${job.id}`,
    );
    return job;
  }

  /** Not while what it is known to wait for is still so, nor where its window is not understood here. */
  private isWorthALook({ scheduleId, window, waitsFor, isBusy, isInactive, now }: Candidate): boolean {
    const { result: isClosed, problem } = understood(
      { cron: null, timeZone: 'UTC', window },
      () => window !== null && !isOpen(window, now),
    );
    if (problem !== null) {
      if (this.said.isNew(scheduleId, problem)) this.logger.error(`Schedule ${scheduleId} does not begin: ${problem}`);
      return false;
    }
    if (isInactive && waitsFor === 'tenant_inactive') return false;
    return isClosed ? waitsFor !== 'outside_window' : !(isBusy && waitsFor === 'source_busy');
  }

  private async beginIfPossible(
    manager: EntityManager,
    { id, sourceId }: Candidate,
    expectedBytes: number | null,
  ): Promise<Job | null> {
    // In the order in which a source is deleted with its schedules.
    await manager.query('SELECT 1 FROM sources WHERE id = $1 FOR KEY SHARE', [sourceId]);
    const run = await manager
      .createQueryBuilder(ScheduleRun, 'run')
      .where(`run.id = :id AND run.state = 'waiting'`, { id })
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
    if (run === null) return null;
    const schedule = await manager.findOneByOrFail(Schedule, { id: run.scheduleId });
    const now = await controlNow(manager);
    if (schedule.window !== null && !isOpen(schedule.window, now)) {
      const opens = beginningOf(schedule.window, now).toISOString();
      await this.keepWaiting(manager, run, now, 'outside_window', `It may begin when its window opens: ${opens}.`);
      return null;
    }
    const inactive = schedule.action === 'backup' ? await whyInactive(manager, schedule.tenantId) : null;
    if (inactive !== null) {
      await this.keepWaiting(manager, run, now, 'tenant_inactive', inactive);
      await tellOfMissedRun(manager, schedule, run, { reason: 'tenant_inactive', message: inactive });
      return null;
    }
    const caller = systemCaller(`schedule "${schedule.name}"`, schedule.tenantId);
    try {
      // A savepoint: what a refused acceptance has written goes, and why it was refused is written.
      return await manager.transaction((inner) => this.begin(inner, caller, { schedule, run, expectedBytes }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'SOURCE_BUSY') await this.keepWaiting(manager, run, now, 'source_busy', error.message);
      else await this.giveUp(manager, schedule, run, error, now);
      return null;
    }
  }

  private async keepWaiting(
    manager: EntityManager,
    run: ScheduleRun,
    now: Date,
    reason: RunWaiting['reason'],
    message: string,
  ): Promise<void> {
    const since = run.waiting?.reason === reason ? run.waiting.since : now.toISOString();
    await updateRow(manager, ScheduleRun, run.id, { waiting: { reason, message, since } });
  }

  private async giveUp(
    manager: EntityManager,
    schedule: Schedule,
    run: ScheduleRun,
    error: AppError,
    now: Date,
  ): Promise<void> {
    this.logger.error(`Schedule "${schedule.name}" (${schedule.id}) could not begin: ${inWords(error)}`);
    const recorded = toRecordedError(error);
    await updateRow(manager, ScheduleRun, run.id, { state: 'failed', endedAt: now, error: recorded });
    await tellOfMissedRun(manager, schedule, run, { reason: 'refused', error: recorded });
  }
}

async function candidatesAfter(manager: EntityManager, last: Candidate | null): Promise<Candidate[]> {
  return manager.query(
    `SELECT run.id, run."scheduleId", run."dueAt"::text AS "dueAt", schedule."sourceId", schedule."tenantId", schedule.action, schedule."window", run.waiting->>'reason' AS "waitsFor",
            lock."sourceId" IS NOT NULL AS "isBusy", now() AS now,
            tenant."suspendedAt" IS NOT NULL OR coalesce(tenant."licenseExpiresAt" <= now(), false) AS "isInactive"
       FROM schedule_runs run
       JOIN schedules schedule ON schedule.id = run."scheduleId"
       JOIN tenants tenant ON tenant.id = schedule."tenantId"
       LEFT JOIN source_locks lock ON lock."sourceId" = schedule."sourceId"
      WHERE run.state = 'waiting' AND ($1::timestamptz IS NULL OR (run."dueAt", run.id) > ($1, $2::uuid))
      ORDER BY run."dueAt", run.id LIMIT ${PAGE}`,
    [last?.dueAt ?? null, last?.id ?? null],
  );
}
