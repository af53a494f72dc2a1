import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { Page } from '../../common/pagination.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { nextNumber } from '../../database/numbering.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { updateRow } from '../../database/update-row.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import { BackupRepository } from '../backups/backup-records.js';
import { BackupUses } from '../backups/backup-uses.js';
import type { Backup } from '../backups/backup.entity.js';
import type { Job } from '../jobs/job.entity.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { Source } from '../sources/source.entity.js';
import { KeptDatabase } from './kept-database.entity.js';
import { listRestores } from './restore-list.js';
import { assertAllowed, optionsOf } from './restore-acceptance.js';
import type { RestorePlan } from './restore-plan.entity.js';
import type { CreateRestoreRequest, ListRestoresQuery } from './restore-requests.dto.js';
import { restoreUses } from './restore-uses.js';
import { isFinalStatus } from './restore-states.js';
import { type RestoreView, viewOf } from './restore-view.js';
import { Restore, type RestoreOptions } from './restore.entity.js';
import { assertSourceHolds, RestorePlansService } from './restore-plans.service.js';

@Injectable()
export class RestoresService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly plans: RestorePlansService,
    private readonly uses: BackupUses,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.uses.register((manager, ids) => restoreUses(manager, ids, this.settings));
  }

  /** Accepts a restore by a plan that still holds. Nothing is touched before a worker takes it. */
  async create(
    caller: Caller,
    backupId: string,
    request: CreateRestoreRequest,
  ): Promise<{ view: RestoreView; job: Job }> {
    const asked = optionsOf(caller, request);
    const { backup, source, plan } = await this.plans.obtain(caller, backupId, request);
    assertAllowed(plan, asked);
    const { noOwner, ownerMap = {} } = plan.content;
    const options = { ...asked, noOwner, ownerMap };
    const accepted = await this.database.as(caller, async (manager) => {
      await assertSourceHolds(manager, caller, source);
      await new BackupRepository(manager, caller).getLocked(backup.id);
      const restore = await this.write(manager, caller, { backup, source, plan, options });
      const job = await this.jobs.accept(manager, caller, {
        action: 'restore',
        tenantId: restore.tenantId,
        subjectType: 'restore',
        subjectId: restore.id,
        sourceId: source.id,
      });
      await this.audit.record(
        caller,
        act('restore.create', restore, { backupId: backup.id, planId: plan.id, ...options }),
        manager,
      );
      return { view: await viewOf(manager, restore), job };
    });
    await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  async list(caller: Caller, query: ListRestoresQuery): Promise<Page<RestoreView>> {
    return this.database.as(caller, (manager) => listRestores(manager, caller, query));
  }

  async get(caller: Caller, id: string): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => viewOf(manager, await restoresOf(manager, caller).get(id)));
  }

  async cancel(caller: Caller, id: string): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id);
      await this.requestCancel(manager, restore);
      await this.audit.record(caller, act('restore.cancel', restore, { status: restore.status }), manager);
      return viewOf(manager, restore);
    });
  }

  /** Queues the way back. Only the newest restore of a source, and only while its window is open. */
  async rollBack(caller: Caller, id: string): Promise<{ view: RestoreView; job: Job }> {
    const accepted = await this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id, { lock: true });
      await assertCanRollBack(manager, restore);
      const job = await this.jobs.accept(manager, caller, {
        action: 'rollback',
        tenantId: restore.tenantId,
        subjectType: 'restore',
        subjectId: restore.id,
        sourceId: restore.sourceId,
      });
      await updateRow(manager, Restore, restore.id, { status: 'rolling_back' });
      await this.audit.record(caller, act('restore.rollback', restore), manager);
      return { view: await viewOf(manager, await restoresOf(manager, caller).get(id)), job };
    });
    await this.jobs.dispatch(accepted.job);
    return accepted;
  }

  /** Moves the end of the rollback window, while the kept database is still there. */
  async keepUntil(caller: Caller, id: string, rollbackUntil: Date): Promise<RestoreView> {
    return this.database.as(caller, async (manager) => {
      const restore = await restoresOf(manager, caller).get(id, { lock: true });
      const kept = await manager.findOne(KeptDatabase, {
        where: { id: restore.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (kept?.droppedAt !== null) {
        throw new AppError('ROLLBACK_EXPIRED', 'No database is kept for this restore any more.');
      }
      const job = await this.jobs.liveJobOf(manager, restore.id);
      if (job !== null) {
        throw new AppError('CONFLICT', `A job (${job.action}) of this restore is running.`, {
          hint: 'Wait for it to end.',
        });
      }
      await updateRow(manager, KeptDatabase, kept.id, { keepUntil: rollbackUntil });
      await updateRow(manager, Restore, restore.id, { rollbackUntil });
      await this.audit.record(caller, act('restore.update', restore, { rollbackUntil }), manager);
      return viewOf(manager, await restoresOf(manager, caller).get(id));
    });
  }

  /** A restore until it has replaced the live database; a rollback until it has put it back. */
  private async requestCancel(manager: EntityManager, restore: Restore): Promise<void> {
    const isTooLate = restore.swappedAt !== null && restore.status !== 'rolling_back';
    if (!isTooLate && (await this.jobs.requestCancel(manager, restore.id))) return;
    const isEnding = isTooLate || !isFinalStatus(restore.status);
    throw new AppError('CONFLICT', `Nothing can be canceled: the restore is ${restore.status}.`, {
      hint: isEnding ? 'The live database is replaced, or just being replaced; go back instead.' : 'Ask for a new one.',
    });
  }

  private async write(
    manager: EntityManager,
    caller: Caller,
    request: { backup: Backup; source: Source; plan: RestorePlan; options: RestoreOptions },
  ): Promise<Restore> {
    const { backup, source, plan, options } = request;
    const restore = manager.create(Restore, {
      id: uuidV7(),
      tenantId: source.tenantId,
      number: await nextNumber(manager, source.tenantId, 'restore'),
      backupId: backup.id,
      sourceId: source.id,
      strategy: plan.content.strategy,
      options,
      planId: plan.id,
      plan: plan.content,
      planFingerprint: plan.fingerprint,
      requestedBy: caller.name,
    });
    await manager.save(restore);
    return manager.findOneByOrFail(Restore, { id: restore.id });
  }
}

function restoresOf(manager: EntityManager, caller: Caller): TenantRepository<Restore> {
  return new TenantRepository(manager, Restore, caller, 'restore');
}

async function assertCanRollBack(manager: EntityManager, restore: Restore): Promise<void> {
  if (restore.strategy === 'new_database') {
    throw new AppError('CONFLICT', 'This restore made a new database and replaced nothing.', {
      hint: `Drop "${restore.plan.target.database}" where it is not needed.`,
    });
  }
  // One that failed after its commit, too: the restored rows are live.
  if (restore.strategy === 'in_place' && restore.swappedAt !== null) {
    throw new AppError('CONFLICT', 'This restore was made in place: no database was kept that could be swapped back.', {
      hint: `Its way back is to restore the safety backup ${restore.safetyBackupId ?? ''}, by the strategy "in_place" or another.`,
    });
  }
  if (restore.status !== 'completed' || restore.swappedAt === null) {
    throw new AppError('CONFLICT', `This restore is ${restore.status}; only a completed one can be rolled back.`);
  }
  // By number: jobs of a source come one after another, and the clocks of their workers may differ.
  const newer = await manager
    .createQueryBuilder(Restore, 'restore')
    .where('restore."sourceId" = :sourceId AND restore.number > :number AND restore."swappedAt" IS NOT NULL', {
      sourceId: restore.sourceId,
      number: restore.number,
    })
    .getCount();
  if (newer > 0) {
    throw new AppError(
      'ROLLBACK_SUPERSEDED',
      'A newer restore of this source exists; only the newest can be rolled back.',
      {
        hint: 'Roll back the newest, or restore the safety backup of this one.',
      },
    );
  }
  const [open] = await manager.query<{ isOpen: boolean }[]>(
    `SELECT "keepUntil" > now() AND "droppedAt" IS NULL AND role = 'before' AS "isOpen" FROM kept_databases WHERE id = $1`,
    [restore.id],
  );
  if (open?.isOpen !== true) {
    throw new AppError('ROLLBACK_EXPIRED', 'The rollback window of this restore is closed.', {
      hint: 'Restore its safety backup, or the final backup that was taken when the window closed.',
    });
  }
}

function act(action: string, restore: Restore, data: Record<string, unknown> = {}): AuditEntry {
  return { action, subjectType: 'restore', subjectId: restore.id, tenantId: restore.tenantId, data };
}
