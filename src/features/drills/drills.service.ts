import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { Page } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { updateRow } from '../../database/update-row.js';
import { Activity } from '../activity/activity.js';
import { Audit } from '../audit/audit.js';
import { BackupUses } from '../backups/backup-uses.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { DrillAcceptance } from './drill-acceptance.js';
import { listDrills } from './drill-list.js';
import type { CreateDrillRequest, ListDrillsQuery } from './drill-requests.dto.js';
import { Drill } from './drill.entity.js';

@Injectable()
export class DrillsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly acceptance: DrillAcceptance,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly activity: Activity,
    private readonly uses: BackupUses,
  ) {}

  onModuleInit(): void {
    this.uses.register(drillUses);
  }

  async create(caller: Caller, request: CreateDrillRequest): Promise<{ drill: Drill; job: Job }> {
    const { sourceId, backupId, target } = request;
    const accepted = await this.database.as(caller, (manager) =>
      this.acceptance.accept(manager, caller, {
        ...{ sourceId, origin: 'manual' },
        ...(backupId === undefined ? {} : { backupId }),
        ...(target === undefined ? {} : { targetSourceId: target.sourceId }),
      }),
    );
    await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  async list(caller: Caller, query: ListDrillsQuery): Promise<Page<Drill>> {
    return this.database.as(caller, (manager) => listDrills(manager, caller, query));
  }

  async get(caller: Caller, id: string): Promise<Drill> {
    return this.database.as(caller, (manager) => drillsOf(manager, caller).get(id));
  }

  /** What nobody has begun is closed at once; what runs is told, and ends within seconds, its database dropped. */
  async cancel(caller: Caller, id: string): Promise<Drill> {
    return this.database.as(caller, async (manager) => {
      const drills = drillsOf(manager, caller);
      // Not locked: workers take the job's row first and then the drill's, and so must we.
      const drill = await drills.get(id);
      await this.jobs.assertMayCancel(manager, caller, id);
      const subject = { subjectType: 'drill', subjectId: id, tenantId: drill.tenantId };
      await this.audit.record(caller, { action: 'drill.cancel', ...subject }, manager);
      const job = await this.jobs.cancelUnbegun(manager, id);
      if (job !== null) await this.closeCanceled(manager, drill, job);
      else if (!(await this.jobs.requestCancel(manager, id))) {
        throw new AppError('CONFLICT', `Nothing can be canceled: the drill is ${drill.status}.`);
      }
      return drills.get(id);
    });
  }

  private async closeCanceled(manager: EntityManager, drill: Drill, job: Job): Promise<void> {
    await updateRow(manager, Drill, drill.id, { status: 'canceled', error: job.error, finishedAt: job.finishedAt });
    const subject = { type: 'drill', id: drill.id, tenantId: drill.tenantId };
    await this.activity.status(subject, 'canceled', { message: 'Canceled before it was begun.' }, manager);
  }
}

function drillsOf(manager: EntityManager, caller: Caller): TenantRepository<Drill> {
  return new TenantRepository(manager, Drill, caller, 'drill');
}

/** A backup must stay while a drill reads it. */
async function drillUses(manager: EntityManager, backupIds: readonly string[]): Promise<Map<string, string>> {
  const live = await manager.query<{ backupId: string; number: number }[]>(
    `SELECT "backupId", number FROM drills WHERE "backupId" = ANY ($1) AND status IN ('pending', 'running')`,
    [backupIds],
  );
  return new Map(live.map(({ backupId, number }) => [backupId, `drill #${number} restores it`]));
}
