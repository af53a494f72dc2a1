import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { Activity } from '../activity/activity.js';
import { RecordActivity, type WatchedRecord } from '../activity/record-activity.js';
import { isFinalStatus } from './backup-states.js';
import { BackupsService } from './backups.service.js';

@Injectable()
export class BackupActivity extends RecordActivity {
  constructor(
    private readonly backups: BackupsService,
    activity: Activity,
  ) {
    super(activity, 'backup');
  }

  protected async watch(caller: Caller, id: string): Promise<WatchedRecord> {
    const { tenantId, status, progress } = await this.backups.get(caller, id);
    return { tenantId, status, progress, isFinal: isFinalStatus(status) };
  }
}
