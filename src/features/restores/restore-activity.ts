import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { Activity } from '../activity/activity.js';
import type { LogPageDto, LogQuery } from '../activity/activity.dto.js';
import { isFinalStatus } from './restore-states.js';
import { RestoresService } from './restores.service.js';

/** The log and the live events of a restore, for those who may see it. */
@Injectable()
export class RestoreActivity {
  constructor(
    private readonly restores: RestoresService,
    private readonly activity: Activity,
  ) {}

  async logs(caller: Caller, id: string, query: LogQuery): Promise<LogPageDto> {
    const { restore } = await this.restores.get(caller, id);
    return this.activity.list(caller, { id: restore.id }, query);
  }

  async stream(caller: Caller, id: string, request: Request, response: Response): Promise<void> {
    const { restore } = await this.restores.get(caller, id);
    await this.activity.stream({
      caller,
      subject: { type: 'restore', id: restore.id, tenantId: restore.tenantId },
      request,
      response,
      readProgress: async () => {
        const { status, phase, progress } = (await this.restores.get(caller, id)).restore;
        return { status, progress: progress === null ? null : { ...progress, phase }, isFinal: isFinalStatus(status) };
      },
    });
  }
}
