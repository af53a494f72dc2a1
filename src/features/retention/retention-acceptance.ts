import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemCaller } from '../../common/caller.js';
import { BackupCompletions } from '../backups/backup-completions.js';
import { JobsService } from '../jobs/jobs.service.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { hasRules, policyFor, policyOf, type RetainedSource, retainedSources } from './retention-plans.js';
import { RetentionRun, type RunTrigger } from './retention-run.entity.js';

/**
 * Accepts runs that come of themselves. The one after a backup is accepted in the transaction that completes it, and runs as
 * a job of its own, which begins as soon as that has committed: whatever becomes of it, the backup is completed.
 */
@Injectable()
export class RetentionAcceptance implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly completions: BackupCompletions,
  ) {}

  onModuleInit(): void {
    this.completions.register(async (manager, { sourceId }) => {
      const [source] = await retainedSources(manager, { id: sourceId });
      if (source !== undefined) await this.accept(manager, source, 'backup');
    });
  }

  /** Where no rule is set there is nothing to do. */
  async accept(manager: EntityManager, source: RetainedSource, trigger: RunTrigger): Promise<void> {
    const policy = policyFor(source, policyOf(await settingsOf(manager, source.tenantId)));
    if (!hasRules(policy)) return;
    const caller = systemCaller('retention', source.tenantId);
    const { tenantId, id: sourceId } = source;
    const run = manager.create(RetentionRun, { tenantId, sourceId, trigger, requestedBy: caller.name });
    await manager.save(run);
    await this.jobs.acceptWithin(manager, caller, {
      action: 'retention',
      tenantId,
      subjectType: 'retention_run',
      subjectId: run.id,
      sourceId: null,
    });
  }
}
