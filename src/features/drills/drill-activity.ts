import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { Activity } from '../activity/activity.js';
import { RecordActivity, type WatchedRecord } from '../activity/record-activity.js';
import { isFinalStatus } from './drill-states.js';
import { DrillsService } from './drills.service.js';

@Injectable()
export class DrillActivity extends RecordActivity {
  constructor(
    private readonly drills: DrillsService,
    activity: Activity,
  ) {
    super(activity, 'drill');
  }

  protected async watch(caller: Caller, id: string): Promise<WatchedRecord> {
    const { tenantId, status, progress } = await this.drills.get(caller, id);
    return { tenantId, status, progress, isFinal: isFinalStatus(status) };
  }
}
