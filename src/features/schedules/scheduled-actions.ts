import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import type { Job } from '../jobs/job.entity.js';
import type { Schedule, ScheduleAction } from './schedule.entity.js';

/** What an action is told of the run that it is to begin. */
export interface ScheduledRun {
  id: string;
  schedule: Schedule;
  /** For records: `schedule "every night"`. */
  createdBy: string;
  /** What `expectedBytes` answered. */
  expectedBytes: number | null;
}

export interface ScheduledAction {
  readonly action: ScheduleAction;
  /** What it will take in the store, where that must be asked of the source. Outside of transactions: it may take seconds. */
  expectedBytes?: (caller: Caller, sourceId: string) => Promise<number | null>;
  /**
   * Accepts a job, in the caller's transaction, which dispatches it once that has committed. SOURCE_BUSY: the run waits and
   * tries again; any other AppError: the run has failed.
   */
  accept(
    manager: EntityManager,
    caller: Caller,
    run: ScheduledRun,
  ): Promise<{ job: Job; subject: { type: string; id: string } }>;
}

/** What schedules can do. Features register what they offer, because schedules need not know them. */
@Injectable()
export class ScheduledActions {
  private readonly actions = new Map<ScheduleAction, ScheduledAction>();

  register(action: ScheduledAction): void {
    if (this.actions.has(action.action)) throw new Error(`Two scheduled actions are called ${action.action}.`);
    this.actions.set(action.action, action);
  }

  get names(): ScheduleAction[] {
    return [...this.actions.keys()];
  }

  of(name: ScheduleAction): ScheduledAction {
    const action = this.actions.get(name);
    if (action === undefined) throw new Error(`Nothing here does what schedules call ${name}.`);
    return action;
  }
}
