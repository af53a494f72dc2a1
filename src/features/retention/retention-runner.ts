import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bytesInWords } from '../../common/bytes-in-words.js';
import { toRecordedError } from '../../common/app-error.js';
import { type Caller, systemCaller } from '../../common/caller.js';
import { updateRow } from '../../database/update-row.js';
import { Audit } from '../audit/audit.js';
import { BackupUses } from '../backups/backup-uses.js';
import { StoredObjects } from '../backups/stored-objects.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { type Choice, countCompleted, takesMoreThanHalf } from './choose-expired.js';
import {
  type NamedBackup,
  planRetention,
  policyFor,
  policyOf,
  type RetainedSource,
  type RetentionPlan,
} from './retention-plans.js';
import { seenBackups } from './retention-previews.js';
import { type DeletedBackup, type FailedDeletion, RetentionRun } from './retention-run.entity.js';
import { tellOfFailure, tellOfStop } from './retention-events.js';

/** Objects of so many backups are taken away at once: a store answers slower than it works. */
const AT_ONCE = 20;
/** Of more failures than these a run keeps the number alone. */
const MAX_FAILURES = 100;

/** What became of backups that were hidden. */
export interface Deletion {
  failures: readonly FailedDeletion[];
  /** By id, why they are back in the lists. */
  stays: ReadonlyMap<string, string>;
}

/**
 * Applies the rules to one source. First, in one transaction, what goes is out of everybody's sight; then its objects leave
 * the store, and each record after its objects. Killed anywhere, it goes on from what is there, or the sweep of deletions does.
 */
@Injectable()
export class RetentionRunner {
  private readonly logger = new Logger('Retention');

  constructor(
    private readonly uses: BackupUses,
    private readonly objects: StoredObjects,
    private readonly audit: Audit,
  ) {}

  /**
   * Chooses, and hides what goes. `person`: who runs it by hand, and may have seen that it takes more than half; null when it
   * runs by itself. Answers null when the source has gone.
   */
  async choose(manager: EntityManager, run: RetentionRun, person: Caller | null): Promise<RetentionPlan | null> {
    const [source] = await manager.query<RetainedSource[]>(
      `SELECT id, "tenantId", name, retention FROM sources WHERE id = $1 FOR NO KEY UPDATE`,
      [run.sourceId],
    );
    if (source === undefined) {
      await this.write(manager, run, { status: 'completed', summary: 'The source has gone.', finishedAt: new Date() });
      return null;
    }
    const policy = policyFor(source, policyOf(await settingsOf(manager, source.tenantId)));
    const plan = await planRetention(manager, this.uses, source, policy, { locks: true });
    if (takesMoreThanHalf(plan.choices, await seenBackups(manager, plan, person))) {
      await this.stop(manager, run, plan, person);
    } else {
      await this.hide(manager, run, plan, person ?? systemCaller('retention', source.tenantId));
    }
    if (plan.choices.overQuotaBytes > 0) {
      const { overQuotaBytes } = plan.choices;
      this.logger.warn(
        `"${source.name}" is ${bytesInWords(overQuotaBytes)} over its quota: what is left is protected.`,
      );
    }
    return plan;
  }

  /**
   * Takes the objects of what is hidden out of their stores, and then the records; answers those that are still there, and
   * those that stay after all (second-look.ts). Idempotent. Ends early, with what is left untried, when `signal` is aborted.
   */
  async erase(
    deleted: readonly DeletedBackup[],
    { onErased, signal }: { onErased?: (done: number) => void; signal?: AbortSignal } = {},
  ): Promise<Deletion> {
    const failures: FailedDeletion[] = [];
    const stays = new Map<string, string>();
    for (let done = 0; done < deleted.length && signal?.aborted !== true; done += AT_ONCE) {
      const batch = deleted.slice(done, done + AT_ONCE);
      const erased = await this.eraseBatch(batch);
      failures.push(...erased.failures);
      for (const [id, reason] of erased.stays) stays.set(id, reason);
      onErased?.(done + batch.length);
    }
    return { failures, stays };
  }

  /** Writes how a run ended that was not stopped. */
  async finish(manager: EntityManager, { id }: RetentionRun, { failures, stays }: Deletion): Promise<void> {
    // As a second look has left it.
    const run = await manager.findOneByOrFail(RetentionRun, { id });
    const failed = new Set(failures.map(({ id }) => id));
    const freed = run.deleted.filter(({ id }) => !failed.has(id));
    const freedBytes = freed.reduce((sum, { storedBytes }) => sum + (storedBytes ?? 0), 0);
    const summary = summaryOf(run, { failed: failures.length, stayed: stays.size, freedBytes });
    await this.write(manager, run, {
      status: failures.length > 0 ? 'failed' : 'completed',
      freedBytes,
      failures: failures.slice(0, MAX_FAILURES),
      finishedAt: new Date(),
      summary,
    });
    if (failures.length > 0) await tellOfFailure(manager, run, failures);
    if (run.deleted.length > 0) this.logger.log(`Source ${run.sourceId}: ${summary}`);
  }

  private async eraseBatch(batch: readonly DeletedBackup[]): Promise<Deletion> {
    const numbers = new Map(batch.map(({ id, number }) => [id, number]));
    const { failures, stays } = await this.objects.eraseAll([...numbers.keys()]);
    const failed = failures.map(({ id, error }) => {
      const number = numbers.get(id) ?? 0;
      const { code, message } = toRecordedError(error);
      this.logger.warn({ err: error }, `The objects of backup #${number} (${id}) are still in the store: ${message}`);
      return { id, number, code, message };
    });
    return { failures: failed, stays };
  }

  private async stop(
    manager: EntityManager,
    run: RetentionRun,
    plan: RetentionPlan,
    person: Caller | null,
  ): Promise<void> {
    const { choices, source } = plan;
    const { going, all } = countCompleted(choices);
    const summary = `Stopped: it would have deleted ${going} of ${all} completed backups of "${source.name}", more than half.`;
    await this.write(manager, run, {
      status: 'stopped',
      kept: choices.keep.length + choices.delete.length,
      finishedAt: new Date(),
      summary,
    });
    this.logger.warn(`${summary} ${HOW_TO_GO_ON}`);
    if (person === null) await tellOfStop(manager, run, { sourceName: source.name, going, all, hint: HOW_TO_GO_ON });
  }

  private async hide(manager: EntityManager, run: RetentionRun, plan: RetentionPlan, by: Caller): Promise<void> {
    const { choices, source } = plan;
    await manager.query('UPDATE backups SET "deletedAt" = now(), "retentionRunId" = $2 WHERE id = ANY ($1)', [
      choices.delete.map(({ backup }) => backup.id),
      run.id,
    ]);
    for (const { backup, reason } of choices.delete) {
      const { id, number, storedBytes } = backup;
      await this.audit.record(
        by,
        {
          action: 'backup.delete',
          subjectType: 'backup',
          subjectId: id,
          tenantId: source.tenantId,
          data: { number, storedBytes, reason, retentionRun: run.id },
        },
        manager,
      );
      this.logger.log(`Backup #${number} (${id}) of "${source.name}" goes: ${reason}`);
    }
    await this.write(manager, run, {
      status: 'running',
      kept: choices.keep.length,
      deleted: choices.delete.map(toDeleted),
      deletedCount: choices.delete.length,
    });
  }

  private async write(manager: EntityManager, run: RetentionRun, values: Partial<RetentionRun>): Promise<void> {
    await updateRow(manager, RetentionRun, run.id, values);
    Object.assign(run, values);
  }
}

export const HOW_TO_GO_ON =
  'Look at what would go: POST /api/v1/retention/run {"dryRun": true, "sourceId": …}; the same with "dryRun": false within the hour then deletes it. Or change the rules.';

function toDeleted({ backup, reason }: Choice<NamedBackup>): DeletedBackup {
  const { id, number, name, createdAt, storedBytes } = backup;
  return { id, number, name, createdAt: createdAt.toISOString(), storedBytes, reason };
}

function summaryOf(
  { deleted, kept }: RetentionRun,
  { failed, stayed, freedBytes }: { failed: number; stayed: number; freedBytes: number },
): string {
  const back = stayed === 0 ? '' : ` ${stayed} stay after all, since the rules would keep them now.`;
  if (deleted.length === 0) return `Nothing was to go: ${kept} stay.${back}`;
  const done = `Deleted ${deleted.length} of ${deleted.length + kept} backups, of ${bytesInWords(freedBytes)}.${back}`;
  if (failed === 0) return done;
  return `${done} The objects of ${failed} are still in the store, and are tried again every minute.`;
}
