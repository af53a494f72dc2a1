import { In, type EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import type { Job } from '../jobs/job.entity.js';
import { type ListedRun, listedRun } from './run-status.js';
import { nextBeginnings } from './run-window.js';
import { understood } from './schedule-problem.js';
import { ScheduleRun } from './schedule-run.entity.js';
import { timingOf } from './schedule-timing.js';
import type { Schedule } from './schedule.entity.js';

const NEXT_RUNS = 5;

/** A schedule with what is to come and what was last. */
export interface ListedSchedule {
  schedule: Schedule;
  nextRuns: Date[];
  /** For people: why it cannot be told when it runs; null: it can. */
  problem: string | null;
  lastRun: ListedRun | null;
}

/** The caller has shown that these are schedules that it may see. */
export async function listSchedules(manager: EntityManager, schedules: Schedule[]): Promise<ListedSchedule[]> {
  const now = await controlNow(manager);
  const newest = await newestRuns(
    manager,
    schedules.map(({ id }) => id),
  );
  return schedules.map((schedule) => ({
    schedule,
    ...nextRunsOf(schedule, now),
    lastRun: newest.find(({ run }) => run.scheduleId === schedule.id) ?? null,
  }));
}

/** One that cannot be worked out says so, and keeps nobody from seeing the others. */
function nextRunsOf(schedule: Schedule, now: Date): Pick<ListedSchedule, 'nextRuns' | 'problem'> {
  const { enabled, window, since } = schedule;
  const { result, problem } = understood(schedule, () =>
    nextBeginnings(timingOf(schedule), window, { at: now, since, count: NEXT_RUNS }),
  );
  return { nextRuns: enabled ? (result ?? []) : [], problem };
}

/** By SQL: jobs are wide and runs are many, and entities of them all would take most of the time. */
export async function listRuns(manager: EntityManager, runs: ScheduleRun[]): Promise<ListedRun[]> {
  const jobIds = runs.flatMap(({ jobId }) => (jobId === null ? [] : [jobId]));
  const jobs = await manager.query<Pick<Job, 'id' | 'state' | 'finishedAt' | 'error'>[]>(
    `SELECT id, state, "finishedAt", error FROM jobs WHERE id = ANY ($1)`,
    [jobIds],
  );
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return runs.map((run) => listedRun(run, byId.get(run.jobId ?? '')));
}

async function newestRuns(manager: EntityManager, scheduleIds: string[]): Promise<ListedRun[]> {
  if (scheduleIds.length === 0) return [];
  const newest = await manager.query<{ id: string }[]>(
    `SELECT newest.id FROM unnest($1::uuid[]) AS schedule(id)
      CROSS JOIN LATERAL (SELECT run.id FROM schedule_runs run WHERE run."scheduleId" = schedule.id
                           ORDER BY run."dueAt" DESC, run.id DESC LIMIT 1) newest`,
    [scheduleIds],
  );
  return listRuns(manager, await manager.findBy(ScheduleRun, { id: In(newest.map(({ id }) => id)) }));
}
