import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { BackupAcceptance } from '../backups/backup-acceptance.js';
import { FirstBackups } from '../backups/first-backups.js';
import type { Job } from '../jobs/job.entity.js';
import { type ScheduledAction, ScheduledActions, type ScheduledRun } from './scheduled-actions.js';

@Injectable()
export class ScheduledBackups implements ScheduledAction, OnModuleInit {
  readonly action = 'backup';

  constructor(
    private readonly actions: ScheduledActions,
    private readonly acceptance: BackupAcceptance,
    private readonly firsts: FirstBackups,
  ) {}

  onModuleInit(): void {
    this.actions.register(this);
  }

  async expectedBytes(caller: Caller, sourceId: string): Promise<number | null> {
    return this.firsts.expectedBytes(caller, sourceId);
  }

  async accept(
    manager: EntityManager,
    caller: Caller,
    { schedule, createdBy, expectedBytes }: ScheduledRun,
  ): Promise<{ job: Job; subject: { type: string; id: string } }> {
    const request = { ...schedule.options, sourceId: schedule.sourceId };
    const by = { origin: 'scheduled', createdBy, expectedBytes } as const;
    const { backup, job } = await this.acceptance.accept(manager, caller, request, by);
    return { job, subject: { type: 'backup', id: backup.id } };
  }
}
