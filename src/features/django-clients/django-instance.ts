import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { BackupsService } from '../backups/backups.service.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { RestoresService } from '../restores/restores.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { type DjangoConfig, fromDjangoConfig, toDjangoConfig } from './django-config.js';
import { DjangoRecords } from './django-records.js';
import type { DjangoConfigRequest } from './django-requests.dto.js';
import type { DjangoTaskResponse } from './django-restore-response.dto.js';
import { OF_JOB } from './django-words.js';

/** The configuration of the original, and its tasks. */
@Injectable()
export class DjangoInstance {
  constructor(
    private readonly records: DjangoRecords,
    private readonly settings: SettingsService,
    private readonly jobs: JobsService,
    private readonly backups: BackupsService,
    private readonly restores: RestoresService,
  ) {}

  async config(caller: Caller): Promise<DjangoConfig> {
    await this.records.sourceId(caller);
    return toDjangoConfig(await this.settings.get(caller, undefined));
  }

  async configure(caller: Caller, request: DjangoConfigRequest): Promise<DjangoConfig> {
    const wish = fromDjangoConfig(request, await this.config(caller));
    return toDjangoConfig(await this.settings.update(caller, wish));
  }

  async task(caller: Caller, id: string): Promise<DjangoTaskResponse> {
    await this.records.sourceId(caller);
    const job = await this.jobs.get(caller, id);
    const status = OF_JOB[job.state];
    const result = status === 'SUCCESS' ? await this.resultOf(caller, job) : (job.error?.message ?? null);
    return { task_id: job.id, status, result };
  }

  private async resultOf(caller: Caller, job: Job): Promise<DjangoTaskResponse['result']> {
    if (job.subjectType === 'restore') {
      return { restore_id: (await this.restores.get(caller, job.subjectId)).restore.number };
    }
    if (job.subjectType !== 'backup') return null;
    const { number, status } = await this.backups.get(caller, job.subjectId);
    // A check that found damage has done its work; what it found is the backup's.
    return { backup_id: number, ...(job.action === 'verify' ? { is_valid: status === 'completed' } : {}) };
  }
}
