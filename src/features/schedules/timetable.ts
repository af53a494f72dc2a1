import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { lastBeginning, nextBeginning, type RunWindow } from './run-window.js';
import { timingOf } from './schedule-timing.js';
import type { Timing } from './schedule-times.js';
import { Schedule, type ScheduleAction } from './schedule.entity.js';

/** What should happen to a source by itself, and when. */
export interface TimetableEntry {
  tenantId: string;
  sourceId: string;
  /** null: the nightly backup of the tenant's settings. */
  scheduleId: string | null;
  name: string;
  action: ScheduleAction;
  timing: Timing;
  /** Runs begin only within it. */
  window: RunWindow | null;
  enabled: boolean;
  /** Since when it counts: it was made, resumed or given another timing then. Nothing before was due. */
  since: Date;
  /** When a run could last begin (as far as its window goes); null when none could since `since`, or while it is paused. */
  lastDueAt: Date | null;
  /** When one can begin next; null while it is paused. */
  nextDueAt: Date | null;
}

/** Answers what should have run when, for whoever judges whether it did. By the clock of the control database. */
@Injectable()
export class Timetable {
  private readonly logger = new Logger(Timetable.name);

  /** Of all sources that the transaction sees, one tenant's, or one. */
  async entries(
    manager: EntityManager,
    filter: { tenantId?: string; sourceId?: string } = {},
  ): Promise<TimetableEntry[]> {
    const now = await controlNow(manager);
    const schedules = await manager.find(Schedule, { where: filter, order: { sourceId: 'ASC', id: 'ASC' } });
    return schedules.flatMap((schedule) => this.entryIfKnown(schedule, now));
  }

  /** One that cannot be worked out, such as of a time zone that this machine does not know, takes the others from nobody. */
  private entryIfKnown(schedule: Schedule, now: Date): TimetableEntry[] {
    try {
      return [entryOf(schedule, now)];
    } catch (error) {
      this.logger.error({ err: error }, `When the schedule ${schedule.id} is due cannot be told: ${String(error)}`);
      return [];
    }
  }
}

function entryOf(schedule: Schedule, now: Date): TimetableEntry {
  const { tenantId, sourceId, name, action, enabled, since, window } = schedule;
  const timing = timingOf(schedule);
  const last = enabled ? lastBeginning(timing, window, now) : null;
  return {
    tenantId,
    sourceId,
    scheduleId: schedule.origin === 'settings' ? null : schedule.id,
    name,
    action,
    timing,
    window,
    enabled,
    since,
    lastDueAt: last !== null && last > since ? last : null,
    nextDueAt: enabled ? nextBeginning(timing, window, now, since) : null,
  };
}
