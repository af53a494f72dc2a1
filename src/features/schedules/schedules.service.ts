import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { type Page, paginate } from '../../common/pagination.js';
import type { ListQuery } from '../../common/http/list-query.dto.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit } from '../audit/audit.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Source } from '../sources/source.entity.js';
import { RunBeginner } from './run-beginner.js';
import type { ListedRun } from './run-status.js';
import { applyChanges, assertChangeable, draftSchedule } from './schedule-changes.js';
import { type ListedSchedule, listRuns, listSchedules } from './schedule-lists.js';
import type { CreateScheduleRequest, ListSchedulesQuery, UpdateScheduleRequest } from './schedule-requests.dto.js';
import { ScheduleRun } from './schedule-run.entity.js';
import { Schedule } from './schedule.entity.js';
import { ScheduledActions } from './scheduled-actions.js';
import { assertWithinPlan } from './within-plan.js';

@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly jobs: JobsService,
    private readonly beginner: RunBeginner,
    private readonly actions: ScheduledActions,
  ) {}

  async list(caller: Caller, query: ListSchedulesQuery): Promise<Page<ListedSchedule>> {
    return this.database.as(caller, async (manager) => {
      const schedules = schedulesOf(manager, caller).query('schedule');
      // A nightly backup that the settings do not want any more is only to be found by its id.
      schedules.andWhere(`(schedule.origin <> 'settings' OR schedule.enabled)`);
      const { sourceId, action, enabled, q } = query;
      if (sourceId !== undefined) schedules.andWhere('schedule."sourceId" = :sourceId', { sourceId });
      if (action !== undefined) schedules.andWhere('schedule.action = :action', { action });
      if (enabled !== undefined) schedules.andWhere('schedule.enabled = :enabled', { enabled });
      if (q !== undefined) schedules.andWhere('position(lower(:q) in lower(schedule.name)) > 0', { q });
      const page = await paginate(schedules, query, {
        sortable: { createdAt: 'schedule.createdAt', name: 'schedule.name', nextDueAt: 'schedule.nextDueAt' },
        default: 'createdAt',
      });
      return { ...page, items: await listSchedules(manager, page.items) };
    });
  }

  async get(caller: Caller, id: string): Promise<ListedSchedule> {
    return this.database.as(caller, async (manager) => listed(manager, await schedulesOf(manager, caller).get(id)));
  }

  async create(caller: Caller, request: CreateScheduleRequest): Promise<ListedSchedule> {
    return this.database.as(caller, async (manager) => {
      const sources = new TenantRepository(manager, Source, caller, 'source');
      const source = await sources.get(request.sourceId, { lock: 'key share' });
      const now = await controlNow(manager);
      const schedule = draftSchedule(request, source.tenantId, this.actions.names, now);
      await assertTarget(manager, caller, schedule);
      await assertWithinPlan(manager, schedule, now);
      await manager.save(Schedule, schedule);
      await startIfWanted(manager, schedule, now);
      await this.trace(manager, caller, 'create', schedule, { sourceId: source.id, action: schedule.action });
      return listed(manager, schedule);
    });
  }

  async update(caller: Caller, id: string, request: UpdateScheduleRequest): Promise<ListedSchedule> {
    return this.database.as(caller, async (manager) => {
      const schedule = await changeable(manager, caller, id);
      const fields = Object.keys(definedOf(request));
      await this.change(manager, caller, schedule, request);
      await this.trace(manager, caller, 'update', schedule, { fields });
      return listed(manager, schedule);
    });
  }

  async setEnabled(caller: Caller, id: string, enabled: boolean): Promise<ListedSchedule> {
    return this.database.as(caller, async (manager) => {
      const schedule = await changeable(manager, caller, id);
      await this.change(manager, caller, schedule, { enabled });
      await this.trace(manager, caller, enabled ? 'resume' : 'pause', schedule);
      return listed(manager, schedule);
    });
  }

  /** What it made stays, and what it has begun goes on. Answers how many runs went with it. */
  async delete(caller: Caller, id: string): Promise<number> {
    return this.database.as(caller, async (manager) => {
      const schedule = await changeable(manager, caller, id);
      const runs = await manager.countBy(ScheduleRun, { scheduleId: id });
      await manager.delete(Schedule, { id });
      await this.trace(manager, caller, 'delete', schedule, { runs });
      return runs;
    });
  }

  /** At once, whatever its window says, also while it is paused. Throws SOURCE_BUSY: who asks is told, and nothing waits. */
  async runNow(caller: Caller, id: string): Promise<{ run: ListedRun; jobId: string }> {
    const found = await this.database.as(caller, (manager) => schedulesOf(manager, caller).get(id));
    const expectedBytes = await this.beginner.expectedBytes(caller, found);
    const { job, run } = await this.database.as(caller, async (manager) => {
      const schedule = await schedulesOf(manager, caller).get(id);
      const now = await controlNow(manager);
      const asked = await manager.save(newRunOf(manager, schedule, 'request', now));
      const begun = await this.beginner.begin(manager, caller, { schedule, run: asked, expectedBytes });
      await this.trace(manager, caller, 'run', schedule, { runId: asked.id, jobId: begun.id });
      const [listedOne] = await listRuns(manager, [await manager.findOneByOrFail(ScheduleRun, { id: asked.id })]);
      if (listedOne === undefined) throw new Error('A run that was written is not there.');
      return { job: begun, run: listedOne };
    });
    await this.jobs.dispatch(job);
    return { run, jobId: job.id };
  }

  async runs(caller: Caller, id: string, query: ListQuery): Promise<Page<ListedRun>> {
    return this.database.as(caller, async (manager) => {
      await schedulesOf(manager, caller).get(id);
      const runs = new TenantRepository(manager, ScheduleRun, caller, 'run')
        .query('run')
        .andWhere('run."scheduleId" = :id', { id });
      const page = await paginate(runs, query, { sortable: { dueAt: 'run.dueAt' }, default: 'dueAt' });
      return { ...page, items: await listRuns(manager, page.items) };
    });
  }

  private async change(
    manager: EntityManager,
    caller: Caller,
    schedule: Schedule,
    request: UpdateScheduleRequest,
  ): Promise<void> {
    const now = await controlNow(manager);
    const wasEnabled = schedule.enabled;
    applyChanges(schedule, request, now);
    if (request.target !== undefined) await assertTarget(manager, caller, schedule);
    const { cron, every, timeZone, enabled } = request;
    const isAnewDue = [cron, every, timeZone].some((field) => field !== undefined) || enabled === true;
    if (isAnewDue) await assertWithinPlan(manager, schedule, now);
    await manager.save(Schedule, schedule);
    if (!wasEnabled && schedule.enabled) await startIfWanted(manager, schedule, now);
    if (wasEnabled && !schedule.enabled) {
      await manager.update(
        ScheduleRun,
        { scheduleId: schedule.id, state: 'waiting' },
        { state: 'dropped', endedAt: now },
      );
    }
  }

  private async trace(
    manager: EntityManager,
    caller: Caller,
    verb: string,
    { id, tenantId, name }: Schedule,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    const entry = {
      action: `schedule.${verb}`,
      subjectType: 'schedule',
      subjectId: id,
      subjectName: name,
      tenantId,
      data,
    };
    await this.audit.record(caller, entry, manager);
  }
}

function schedulesOf(manager: EntityManager, caller: Caller): TenantRepository<Schedule> {
  return new TenantRepository(manager, Schedule, caller, 'schedule');
}

/** Another tenant's is not there, also for those who see all tenants: rows would leave their tenant. */
async function assertTarget(manager: EntityManager, caller: Caller, { tenantId, options }: Schedule): Promise<void> {
  if (options.target === undefined) return;
  const { sourceId } = options.target;
  const target = await new TenantRepository(manager, Source, caller, 'source').get(sourceId, { lock: 'key share' });
  if (target.tenantId === tenantId) return;
  throw new AppError('NOT_FOUND', `There is no source ${sourceId} of this tenant.`, {
    hint: 'Name a source of the tenant whose backups are restored.',
  });
}

/** Locked until the transaction ends: nobody looks at it meanwhile. */
async function changeable(manager: EntityManager, caller: Caller, id: string): Promise<Schedule> {
  const schedule = await schedulesOf(manager, caller).get(id, { lock: true });
  assertChangeable(schedule);
  return schedule;
}

async function listed(manager: EntityManager, schedule: Schedule): Promise<ListedSchedule> {
  const [found] = await listSchedules(manager, [schedule]);
  if (found === undefined) throw new Error('A schedule that was read is not listed.');
  return found;
}

async function startIfWanted(manager: EntityManager, schedule: Schedule, now: Date): Promise<void> {
  if (schedule.enabled && schedule.runAtStart) await manager.save(newRunOf(manager, schedule, 'start', now));
}

function newRunOf(
  manager: EntityManager,
  { id, tenantId }: Schedule,
  cause: 'start' | 'request',
  now: Date,
): ScheduleRun {
  const due = { dueAt: now, firstDueAt: now };
  return manager.create(ScheduleRun, { id: uuidV7(), tenantId, scheduleId: id, cause, ...due });
}
