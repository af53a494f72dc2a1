import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit } from '../audit/audit.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Quotas } from '../plans/quotas.js';
import { Source } from '../sources/source.entity.js';
import { createBackupRecord } from './backup-records.js';
import type { CreateBackupRequest } from './backup-requests.dto.js';
import type { Backup } from './backup.entity.js';
import { FirstBackups } from './first-backups.js';

export interface AcceptedBackup {
  backup: Backup;
  job: Job;
}

/** By whom, and how. */
export interface AskedBy {
  origin: 'manual' | 'scheduled';
  createdBy: string;
  /** Of a first backup, as FirstBackups says. */
  expectedBytes: number | null;
}

/**
 * Accepts backups, whoever asks for them: what the plan allows, the record, the job, the source's lock and the trace are one
 * transaction.
 */
@Injectable()
export class BackupAcceptance {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly quotas: Quotas,
    private readonly firsts: FirstBackups,
  ) {}

  async create(caller: Caller, request: CreateBackupRequest): Promise<AcceptedBackup> {
    const expectedBytes = await this.firsts.expectedBytes(caller, request.sourceId);
    const accepted = await this.database.as(caller, (manager) =>
      this.accept(manager, caller, request, { origin: 'manual', createdBy: caller.name, expectedBytes }),
    );
    await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  /** In the caller's transaction; dispatch the job once that has committed. What it throws must roll that back. */
  async accept(
    manager: EntityManager,
    caller: Caller,
    request: CreateBackupRequest,
    { origin, createdBy, expectedBytes }: AskedBy,
  ): Promise<AcceptedBackup> {
    const sources = new TenantRepository(manager, Source, caller, 'source');
    const source = await sources.get(request.sourceId, { lock: 'key share' });
    const wanted = { tenantId: source.tenantId, sourceId: source.id, origin, expectedBytes };
    await this.quotas.assertRoom(manager, caller, wanted);
    const { name, description, appVersion, tags } = request;
    const backup = await createBackupRecord(manager, {
      source,
      origin,
      createdBy,
      ...definedOf({ name, description, appVersion, tags }),
    });
    const { id, tenantId } = backup;
    const job = await this.jobs.accept(manager, caller, {
      action: 'backup',
      tenantId,
      subjectType: 'backup',
      subjectId: id,
      sourceId: source.id,
      parameters: { fingerprints: request.fingerprints ?? false, expectedBytes },
    });
    const data = { sourceId: source.id };
    await this.audit.record(
      caller,
      { action: 'backup.create', subjectType: 'backup', subjectId: id, tenantId, data },
      manager,
    );
    return { backup, job };
  }
}
