import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Source } from '../sources/source.entity.js';
import { type ClockChange, clockChanges } from './clock-changes.js';
import { nextBeginnings } from './run-window.js';
import { applyChanges, assertChangeable, draftSchedule } from './schedule-changes.js';
import type { PreviewScheduleRequest } from './schedule-preview.dto.js';
import { timingOf } from './schedule-timing.js';
import { Schedule } from './schedule.entity.js';
import { ScheduledActions } from './scheduled-actions.js';
import { assertWithinPlan } from './within-plan.js';

const NEXT_RUNS = 5;
/** Of a draft that nobody has chosen a source for yet. */
const NO_SOURCE = '00000000-0000-0000-0000-000000000000';

export interface PreviewedTimes {
  nextRuns: Date[];
  clockChanges: ClockChange[];
}

/** When a schedule would run, before it is saved. Refused is what would be refused when it is saved. */
@Injectable()
export class SchedulePreview {
  constructor(
    private readonly database: Database,
    private readonly actions: ScheduledActions,
  ) {}

  async read(caller: Caller, request: PreviewScheduleRequest): Promise<PreviewedTimes> {
    return this.database.as(caller, async (manager) => {
      const now = await controlNow(manager);
      const schedule = await this.wanted(manager, caller, request, now);
      await assertWithinPlan(manager, schedule, now);
      const timing = timingOf(schedule);
      const { window, since } = schedule;
      return {
        nextRuns: nextBeginnings(timing, window, { at: now, since, count: NEXT_RUNS }),
        clockChanges: clockChanges(timing, now),
      };
    });
  }

  /** Not saved: nobody else sees it. */
  private async wanted(
    manager: EntityManager,
    caller: Caller,
    { scheduleId, sourceId, action, ...fields }: PreviewScheduleRequest,
    now: Date,
  ): Promise<Schedule> {
    if (scheduleId !== undefined) {
      const schedule = await new TenantRepository(manager, Schedule, caller, 'schedule').get(scheduleId);
      assertChangeable(schedule);
      applyChanges(schedule, fields, now);
      return schedule;
    }
    const tenantId = sourceId === undefined ? caller.tenantId : await tenantOf(manager, caller, sourceId);
    const request = { ...fields, sourceId: sourceId ?? NO_SOURCE, ...(action === undefined ? {} : { action }) };
    return draftSchedule(request, tenantId, this.actions.names, now);
  }
}

async function tenantOf(manager: EntityManager, caller: Caller, sourceId: string): Promise<string> {
  return (await new TenantRepository(manager, Source, caller, 'source').get(sourceId)).tenantId;
}
