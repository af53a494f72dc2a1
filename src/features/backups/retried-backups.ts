import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { Database } from '../../database/database.js';
import type { Job } from '../jobs/job.entity.js';
import { JobRetries } from '../jobs/job-retries.js';
import { BackupAcceptance } from './backup-acceptance.js';
import { BackupRepository } from './backup-records.js';
import { VERIFY_LEVELS } from './backup-states.js';
import { BackupsService } from './backups.service.js';

/** The end of a name that nobody chose: when it was asked for. */
const OWN_TIME = / \d{4}-\d\d-\d\d \d\d:\d\d$/;

/** A backup that failed is asked for anew with all that was said of it, and is another one; a check, of the same backup. */
@Injectable()
export class RetriedBackups implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly acceptance: BackupAcceptance,
    private readonly backups: BackupsService,
    private readonly retries: JobRetries,
  ) {}

  onModuleInit(): void {
    const permission = 'backups:create';
    this.retries.register({ action: 'backup', permission, retry: (caller, job) => this.backUp(caller, job) });
    this.retries.register({ action: 'verify', permission, retry: (caller, job) => this.verify(caller, job) });
  }

  private async backUp(caller: Caller, { subjectId, parameters }: Job): Promise<Job> {
    const before = await this.database.as(caller, (manager) => new BackupRepository(manager, caller).get(subjectId));
    const { sourceId, name, description, appVersion, tags } = before;
    const { job } = await this.acceptance.create(caller, {
      sourceId,
      tags,
      fingerprints: parameters.fingerprints === true,
      ...definedOf({
        name: OWN_TIME.test(name) ? undefined : name,
        description: description ?? undefined,
        appVersion: appVersion ?? undefined,
      }),
    });
    return job;
  }

  private async verify(caller: Caller, { subjectId, parameters }: Job): Promise<Job> {
    const level = VERIFY_LEVELS.find((known) => known === parameters.level) ?? 'decoded';
    return this.backups.verify(caller, subjectId, level);
  }
}
