import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { Activity } from '../activity/activity.js';
import { RecordActivity, type WatchedRecord } from '../activity/record-activity.js';
import { isFinalStatus } from './restore-states.js';
import { RestoresService } from './restores.service.js';

@Injectable()
export class RestoreActivity extends RecordActivity {
  constructor(
    private readonly restores: RestoresService,
    activity: Activity,
  ) {
    super(activity, 'restore');
  }

  protected async watch(caller: Caller, id: string): Promise<WatchedRecord> {
    const { tenantId, status, phase, progress } = (await this.restores.get(caller, id)).restore;
    const isFinal = isFinalStatus(status);
    return { tenantId, status, progress: progress === null ? null : { ...progress, phase }, isFinal };
  }
}
