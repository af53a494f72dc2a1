import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { Job } from '../jobs/job.entity.js';
import { type ScheduledAction, ScheduledActions, type ScheduledRun } from '../schedules/scheduled-actions.js';
import { DrillAcceptance } from './drill-acceptance.js';

/** Drills by schedule: of the newest backup, where the schedule says. */
@Injectable()
export class ScheduledDrills implements ScheduledAction, OnModuleInit {
  readonly action = 'drill';

  constructor(
    private readonly actions: ScheduledActions,
    private readonly acceptance: DrillAcceptance,
  ) {}

  onModuleInit(): void {
    this.actions.register(this);
  }

  async accept(
    manager: EntityManager,
    caller: Caller,
    { schedule: { sourceId, options }, createdBy }: ScheduledRun,
  ): Promise<{ job: Job; subject: { type: string; id: string } }> {
    const target = options.target === undefined ? {} : { targetSourceId: options.target.sourceId };
    const { drill, job } = await this.acceptance
      .accept(manager, caller, { sourceId, ...target, origin: 'scheduled', requestedBy: createdBy })
      .catch((error: unknown) => {
        throw waitsFor(error);
      });
    return { job, subject: { type: 'drill', id: drill.id } };
  }
}

/** One that restores the same backup is nearly as good: its end is waited for, and nothing has failed. */
function waitsFor(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'CONFLICT') return error;
  return new AppError('SOURCE_BUSY', error.message, { cause: error });
}
