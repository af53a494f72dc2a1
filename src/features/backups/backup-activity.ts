import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { Activity } from '../activity/activity.js';
import type { LogPageDto, LogQuery } from '../activity/activity.dto.js';
import { isFinalStatus } from './backup-states.js';
import { BackupsService } from './backups.service.js';

/** The log and the live events of a backup, for those who may see it. */
@Injectable()
export class BackupActivity {
  constructor(
    private readonly backups: BackupsService,
    private readonly activity: Activity,
  ) {}

  async logs(caller: Caller, id: string, query: LogQuery): Promise<LogPageDto> {
    const backup = await this.backups.get(caller, id);
    return this.activity.list(caller, { id: backup.id }, query);
  }

  async stream(caller: Caller, id: string, request: Request, response: Response): Promise<void> {
    const backup = await this.backups.get(caller, id);
    await this.activity.stream({
      caller,
      subject: { type: 'backup', id: backup.id, tenantId: backup.tenantId },
      request,
      response,
      readProgress: async () => {
        const { status, progress } = await this.backups.get(caller, id);
        return { status, progress, isFinal: isFinalStatus(status) };
      },
    });
  }
}
