import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { type ComingRun, comingRuns } from './coming-runs.js';
import type { ListedRun } from './run-status.js';
import type { CalendarQuery } from './schedule-calendar.dto.js';
import { type ListedSchedule, listRuns, listSchedules } from './schedule-lists.js';
import { ScheduleRun } from './schedule-run.entity.js';
import { Schedule } from './schedule.entity.js';

const DAY_MS = 86_400_000;
/** Around now, where nobody says. */
const USUAL_DAYS = 7;
const LONGEST_DAYS = 92;
const MOST = { schedules: 500, runs: 1_000, coming: 1_000 };

export interface CalendarRun extends ListedRun {
  /** Of the backup or drill as it is now; null where there is none, or none any more. */
  subjectStatus: string | null;
}

export interface Calendar {
  from: Date;
  to: Date;
  schedules: ListedSchedule[];
  runs: CalendarRun[];
  coming: ComingRun[];
  isCut: boolean;
}

/** What ran and what will run, of all schedules that somebody may see, or of one source. */
@Injectable()
export class ScheduleCalendar {
  constructor(private readonly database: Database) {}

  /** Throws INVALID_PARAMETER for a range that is empty or too long. */
  async read(caller: Caller, query: CalendarQuery): Promise<Calendar> {
    return this.database.as(caller, async (manager) => {
      const now = await controlNow(manager);
      const { from, to } = rangeOf(query, now);
      const all = await schedulesOf(manager, caller, query.sourceId);
      const schedules = all.slice(0, MOST.schedules);
      const ids = schedules.map(({ id }) => id);
      const found = await runsBetween(manager, ids, { from, to });
      const after = new Date(Math.max(from.getTime() - 1, now.getTime()));
      const coming = comingRuns(schedules, { after, to, most: MOST.coming });
      return {
        from,
        to,
        schedules: await listSchedules(manager, schedules),
        runs: await withSubjects(manager, await listRuns(manager, found.slice(0, MOST.runs))),
        coming: coming.runs,
        isCut: all.length > MOST.schedules || found.length > MOST.runs || coming.isCut,
      };
    });
  }
}

function rangeOf(query: CalendarQuery, now: Date): { from: Date; to: Date } {
  const from = query.from === undefined ? new Date(now.getTime() - USUAL_DAYS * DAY_MS) : new Date(query.from);
  const to = query.to === undefined ? new Date(now.getTime() + USUAL_DAYS * DAY_MS) : new Date(query.to);
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days > 0 && days <= LONGEST_DAYS) return { from, to };
  const message = `must be after from, and at most ${LONGEST_DAYS} days`;
  throw new AppError('INVALID_PARAMETER', 'Not valid: to.', { errors: [{ field: 'to', message }] });
}

/** A nightly backup that the settings do not want any more is not among them. */
async function schedulesOf(manager: EntityManager, caller: Caller, sourceId: string | undefined): Promise<Schedule[]> {
  const schedules = new TenantRepository(manager, Schedule, caller, 'schedule').query('schedule');
  schedules.andWhere(`(schedule.origin <> 'settings' OR schedule.enabled)`);
  if (sourceId !== undefined) schedules.andWhere('schedule."sourceId" = :sourceId', { sourceId });
  return schedules
    .orderBy('schedule.createdAt')
    .addOrderBy('schedule.id')
    .limit(MOST.schedules + 1)
    .getMany();
}

async function runsBetween(
  manager: EntityManager,
  scheduleIds: string[],
  { from, to }: { from: Date; to: Date },
): Promise<ScheduleRun[]> {
  return manager
    .createQueryBuilder(ScheduleRun, 'run')
    .where('run."scheduleId" = ANY (:scheduleIds) AND run."dueAt" >= :from AND run."dueAt" < :to', {
      ...{ scheduleIds, from, to },
    })
    .orderBy('run.dueAt', 'DESC')
    .addOrderBy('run.id', 'DESC')
    .limit(MOST.runs + 1)
    .getMany();
}

/** By SQL, since drills know schedules and not the other way round. */
async function withSubjects(manager: EntityManager, runs: ListedRun[]): Promise<CalendarRun[]> {
  const ids = runs.flatMap(({ run }) => (run.subjectId === null ? [] : [run.subjectId]));
  const rows = await manager.query<{ id: string; status: string }[]>(
    `SELECT id, status FROM backups WHERE id = ANY ($1) AND "deletedAt" IS NULL
     UNION ALL SELECT id, status FROM drills WHERE id = ANY ($1)`,
    [ids],
  );
  const statuses = new Map(rows.map(({ id, status }) => [id, status]));
  return runs.map((run) => ({ ...run, subjectStatus: statuses.get(run.run.subjectId ?? '') ?? null }));
}
