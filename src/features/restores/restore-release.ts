import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { controlNow } from '../../database/control-clock.js';
import { updateRow } from '../../database/update-row.js';
import { Audit } from '../audit/audit.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import { assertNothingWaits } from './approval-requests.js';
import { KeptDatabase } from './kept-database.entity.js';
import { Restore } from './restore.entity.js';
import { RestoresService } from './restores.service.js';
import type { RestoreView } from './restore-view.js';

/** Ends a rollback window before its time: the kept database goes as it does at the end of the window (CloseWindowJob). */
@Injectable()
export class RestoreRelease {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly restores: RestoresService,
  ) {}

  /**
   * Queues the end of the window. Of a release and a rollback at the same moment one is accepted: both lock the restore
   * and take the source's lock. Throws ROLLBACK_EXPIRED where nothing is kept, CONFLICT or SOURCE_BUSY where a job runs.
   */
  async release(caller: Caller, id: string): Promise<{ view: RestoreView; job: Job }> {
    const job = await this.database.as(caller, async (manager) => {
      const restore = await new TenantRepository(manager, Restore, caller, 'restore').get(id, { lock: true });
      await this.assertNoJob(manager, restore);
      await assertNothingWaits(manager, restore.id);
      const kept = await keptDatabase(manager, restore);
      // The sweep and the job itself ask whether the window is over, and PATCH could prolong it: from now on it is.
      const now = await controlNow(manager);
      await updateRow(manager, KeptDatabase, kept.id, { keepUntil: now });
      await updateRow(manager, Restore, restore.id, { rollbackUntil: now });
      const accepted = await this.jobs.accept(manager, caller, {
        action: 'close_window',
        tenantId: restore.tenantId,
        subjectType: 'restore',
        subjectId: restore.id,
        sourceId: restore.sourceId,
      });
      await this.audit.record(
        caller,
        {
          action: 'restore.release',
          subjectType: 'restore',
          subjectId: restore.id,
          tenantId: restore.tenantId,
          data: { database: kept.name, keptUntil: kept.keepUntil },
        },
        manager,
      );
      return accepted;
    });
    await this.jobs.dispatch(job);
    return { view: await this.restores.get(caller, id), job };
  }

  private async assertNoJob(manager: EntityManager, restore: Restore): Promise<void> {
    const job = await this.jobs.liveJobOf(manager, restore.id);
    if (job === null) return;
    throw new AppError(
      'CONFLICT',
      job.action === 'close_window'
        ? 'The kept database of this restore is being dropped already.'
        : `A job (${job.action}) of this restore is running.`,
      { hint: `Wait for it to end: GET /api/v1/jobs/${job.id}` },
    );
  }
}

/** Locked, as prolonging the window locks it. */
async function keptDatabase(manager: EntityManager, restore: Restore): Promise<KeptDatabase> {
  const kept = await manager.findOne(KeptDatabase, { where: { id: restore.id }, lock: { mode: 'pessimistic_write' } });
  if (kept?.droppedAt === null) return kept;
  throw new AppError('ROLLBACK_EXPIRED', 'No database is kept for this restore any more.', {
    hint: 'Its safety backup, and the final backup of what it kept, can be restored.',
  });
}
