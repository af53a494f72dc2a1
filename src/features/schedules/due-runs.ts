import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { eachAlone } from '../jobs/each-alone.js';
import { type DueSpan, mergeDue, planDue } from './plan-runs.js';
import { beginningOf } from './run-window.js';
import { tellOfMissedRun } from './schedule-events.js';
import { SaidProblems, understood } from './schedule-problem.js';
import { ScheduleRun } from './schedule-run.entity.js';
import { timingOf } from './schedule-timing.js';
import { Schedule } from './schedule.entity.js';

/** A run that is written this late was not there in time, which somebody is told. */
const LATE_AFTER_MS = 5 * 60_000;
const MOST_AT_ONCE = 500;

/** Writes a run for whatever came due. Safe in every process at once: who locks a schedule's row looks at it, the others pass. */
@Injectable()
export class DueRuns {
  private readonly logger = new Logger(DueRuns.name);
  private readonly said = new SaidProblems();

  constructor(private readonly database: Database) {}

  async write(): Promise<void> {
    // After a clock was set back. Less than a minute is what transactions that begin at once may differ by, and passes.
    const due = await this.database.asSystem((manager) =>
      manager.query<{ id: string }[]>(
        `SELECT id FROM schedules
          WHERE "nextDueAt" <= now() OR ("nextDueAt" IS NOT NULL AND "handledUntil" > now() + interval '1 minute')
          ORDER BY "nextDueAt" LIMIT ${MOST_AT_ONCE}`,
      ),
    );
    await eachAlone(
      due,
      ({ id }) => this.database.asSystem((manager) => this.look(manager, id)),
      ({ id }, error) => {
        this.logger.error({ err: error }, `What is due of schedule ${id} could not be written; it is tried again.`);
      },
    );
  }

  private async look(manager: EntityManager, id: string): Promise<void> {
    const schedule = await manager
      .createQueryBuilder(Schedule, 'schedule')
      .where('schedule.id = :id AND schedule.enabled', { id })
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
    if (schedule === null) return;
    const now = await controlNow(manager);
    const { handledUntil } = schedule;
    if (handledUntil > now) this.logger.warn(`The clock of the control database was set back: ${named(schedule)}`);
    const newestRunAt = await newestRunOf(manager, schedule.id);
    const { result: planned, problem } = understood(schedule, () =>
      planDue(timingOf(schedule), { handledUntil, newestRunAt }, now),
    );
    if (problem !== null) {
      if (this.said.isNew(id, problem)) this.logger.error(`${named(schedule)} does not run: ${problem}`);
      return;
    }
    if (planned.due !== null) await this.keep(manager, schedule, planned.due, now);
    // Not by TypeORM, for which this would be a change of the schedule (`updatedAt`).
    await manager.query(
      `UPDATE schedules SET "handledUntil" = $2, "nextDueAt" = $3, since = least(since, now()) WHERE id = $1`,
      [schedule.id, planned.handledUntil, planned.nextDueAt],
    );
  }

  private async keep(manager: EntityManager, schedule: Schedule, due: DueSpan, now: Date): Promise<void> {
    const waiting = await manager
      .createQueryBuilder(ScheduleRun, 'run')
      .where(`run."scheduleId" = :id AND run.state = 'waiting'`, { id: schedule.id })
      .setLock('pessimistic_write')
      .getOne();
    const run = waiting ?? (await newRun(manager, schedule, due));
    if (waiting !== null) {
      Object.assign(run, mergeDue(waiting, due), { cause: 'due' });
      await manager.save(run);
      if (waiting.waiting?.reason === 'source_busy') {
        const { message } = waiting.waiting;
        await tellOfMissedRun(manager, schedule, run, { reason: 'source_busy', message });
      }
    }
    const couldBegin = beginningOf(schedule.window, due.firstDueAt);
    if (now.getTime() - couldBegin.getTime() > LATE_AFTER_MS) {
      await tellOfMissedRun(manager, schedule, run, { reason: 'caught_up' });
      this.logger.warn(
        `${named(schedule)} was due at ${due.firstDueAt.toISOString()} and nobody was there; one run catches up with ${due.dueCount}.`,
      );
    }
  }
}

/** The newest one that has a run of its own and is not in the future. */
async function newestRunOf(manager: EntityManager, scheduleId: string): Promise<Date | null> {
  const [newest] = await manager.query<{ dueAt: Date | null }[]>(
    `SELECT max("dueAt") AS "dueAt" FROM schedule_runs WHERE "scheduleId" = $1 AND cause = 'due' AND "dueAt" <= now()`,
    [scheduleId],
  );
  return newest?.dueAt ?? null;
}

async function newRun(manager: EntityManager, { id, tenantId }: Schedule, due: DueSpan): Promise<ScheduleRun> {
  const run = manager.create(ScheduleRun, { id: uuidV7(), tenantId, scheduleId: id, cause: 'due', ...due });
  return manager.save(run);
}

function named({ name, id }: Schedule): string {
  return `Schedule "${name}" (${id})`;
}
