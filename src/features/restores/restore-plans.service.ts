import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Audit } from '../audit/audit.js';
import { BackupRepository } from '../backups/backup-records.js';
import { Backup } from '../backups/backup.entity.js';
import { assertReady } from '../backups/backups.service.js';
import { Source } from '../sources/source.entity.js';
import { assertSameWish, ownersOf, targetDatabase } from './plan-target.js';
import type { PlannedSource } from './restore-approval.entity.js';
import { RestorePlan } from './restore-plan.entity.js';
import { RestorePlanner } from './restore-planner.js';
import type { CreateRestoreRequest, RestorePlanRequest } from './restore-requests.dto.js';
import type { Restore } from './restore.entity.js';

const PLAN_LIFE_MS = 60 * 60 * 1_000;

export interface ObtainedPlan {
  backup: Backup;
  source: Source;
  plan: RestorePlan;
}

/** Makes plans, keeps them for an hour, and finds out whether one still holds. */
@Injectable()
export class RestorePlansService {
  constructor(
    private readonly database: Database,
    private readonly planner: RestorePlanner,
    private readonly audit: Audit,
  ) {}

  async make(caller: Caller, backupId: string, request: RestorePlanRequest): Promise<ObtainedPlan> {
    const { backup, source } = await this.find(caller, backupId, request.target?.sourceId);
    const { strategy = 'swap' } = request;
    const owners = ownersOf(request);
    const database = targetDatabase(strategy, request.target?.database, source);
    const { content, fingerprint } = await this.planner.plan(backup, source, { strategy, database, ...owners });
    const plan = await this.database.as(caller, async (manager) => {
      await manager.query('DELETE FROM restore_plans WHERE "expiresAt" < now() - interval \'1 day\'');
      const made = manager.create(RestorePlan, {
        id: uuidV7(),
        tenantId: source.tenantId,
        backupId: backup.id,
        sourceId: source.id,
        content,
        fingerprint,
        expiresAt: new Date(Date.now() + PLAN_LIFE_MS),
      });
      await manager.save(made);
      await this.audit.record(
        caller,
        {
          action: 'restore.plan',
          subjectType: 'backup',
          subjectId: backup.id,
          tenantId: source.tenantId,
          data: { planId: made.id, verdict: content.verdict },
        },
        manager,
      );
      return made;
    });
    return { backup, source, plan };
  }

  /** The plan that a restore names, if it still holds; a new one where it names none. Throws PLAN_STALE. */
  async obtain(caller: Caller, backupId: string, request: CreateRestoreRequest): Promise<ObtainedPlan> {
    const { planId } = request;
    if (planId === undefined) return this.make(caller, backupId, request);
    const plan = await this.database.as(caller, (manager) =>
      new TenantRepository(manager, RestorePlan, caller, 'restore plan').get(planId),
    );
    const { backup, source } = await this.find(caller, backupId, request.target?.sourceId ?? plan.sourceId);
    if (plan.backupId !== backup.id || plan.sourceId !== source.id) {
      throw new AppError('PLAN_STALE', 'This plan is for another backup or another target.', {
        hint: 'Make a plan for this one.',
      });
    }
    assertSameWish(plan, request);
    if (plan.expiresAt.getTime() < Date.now()) {
      throw new AppError('PLAN_STALE', 'This plan has expired.', { hint: 'Make a new one, and look at it.' });
    }
    const { strategy, target } = plan.content;
    if ((await this.planner.fingerprint(source, { strategy, database: target.database })) !== plan.fingerprint) {
      throw new AppError('PLAN_STALE', 'The live schema or its migration history changed after this plan was made.', {
        hint: 'Make a new one, and look at it.',
      });
    }
    return { backup, source, plan };
  }

  /** Of a restore that was asked for a while ago. Throws PLAN_STALE, BACKUP_NOT_READY, NOT_FOUND, SOURCE_UNREACHABLE. */
  async assertStillHolds(caller: Caller, restore: Restore, planned: PlannedSource): Promise<void> {
    const source = await this.database.as(caller, (manager) => this.lock(manager, caller, restore, planned));
    const { strategy, target } = restore.plan;
    const fingerprint = await this.planner.fingerprint(source, { strategy, database: target.database });
    if (fingerprint === restore.planFingerprint) return;
    throw new AppError('PLAN_STALE', 'The live schema or its migration history changed after the plan was made.', {
      hint: 'Refuse this restore; whoever asked for it makes a new plan, looks at it, and asks anew.',
    });
  }

  /** From here to the end of the transaction its source and its backup are what they were when it was asked for. */
  async lock(
    manager: EntityManager,
    caller: Caller,
    { backupId }: Pick<Restore, 'backupId'>,
    planned: PlannedSource,
  ): Promise<Source> {
    const source = await assertSourceHolds(manager, caller, planned);
    assertRestorable(await new BackupRepository(manager, caller).getLocked(backupId));
    return source;
  }

  private async find(
    caller: Caller,
    backupId: string,
    targetSourceId: string | undefined,
  ): Promise<{ backup: Backup; source: Source }> {
    return this.database.as(caller, async (manager) => {
      const backup = await new BackupRepository(manager, caller).get(backupId);
      assertRestorable(backup);
      const sourceId = targetSourceId ?? backup.sourceId;
      const source = await new TenantRepository(manager, Source, caller, 'source').get(sourceId);
      if (source.tenantId !== backup.tenantId)
        throw new AppError('NOT_FOUND', `There is no source ${sourceId} of the backup's tenant.`);
      return { backup, source };
    });
  }
}

/** From here to the end of the transaction the source is what the plan was made for: nobody deletes or moves it. */
export async function assertSourceHolds(
  manager: EntityManager,
  caller: Caller,
  planned: PlannedSource,
): Promise<Source> {
  const source = await new TenantRepository(manager, Source, caller, 'source').get(planned.id, { lock: 'key share' });
  const { database, migrations } = source;
  if (isDeepStrictEqual({ database, migrations }, { database: planned.database, migrations: planned.migrations })) {
    return source;
  }
  throw new AppError('PLAN_STALE', 'The source was moved, or its migrations changed, after this restore was planned.', {
    hint: 'Make a new plan, and look at it.',
  });
}

function assertRestorable(backup: Backup): void {
  assertReady(backup);
  if (backup.status !== 'corrupted') return;
  throw new AppError('BACKUP_NOT_READY', `This backup is corrupted: ${backup.error?.message ?? ''}`, {
    hint: 'Use another backup.',
  });
}
