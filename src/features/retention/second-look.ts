import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemCaller } from '../../common/caller.js';
import { groupBy } from '../../common/group-by.js';
import { Audit } from '../audit/audit.js';
import { BackupUses } from '../backups/backup-uses.js';
import { DeletionReviews } from '../backups/deletion-reviews.js';
import { settingsOf } from '../settings/tenant-settings.js';
import type { Choice } from './choose-expired.js';
import { type NamedBackup, planRetention, policyFor, policyOf, type RetainedSource } from './retention-plans.js';

interface Hidden {
  id: string;
  sourceId: string;
  retentionRunId: string;
}

/**
 * Judges what retention hid once more, in the transaction after which its objects leave the store: since the choice, the
 * backup for whose sake another could go may have turned out damaged. What the rules would keep now is back in the lists.
 */
@Injectable()
export class SecondLook implements OnModuleInit {
  private readonly logger = new Logger('Retention');

  constructor(
    private readonly reviews: DeletionReviews,
    private readonly uses: BackupUses,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.reviews.register((manager, backupIds) => this.review(manager, backupIds));
  }

  private async review(manager: EntityManager, backupIds: readonly string[]): Promise<Map<string, string>> {
    // As a choice does: the source first. A source that has gone takes its backups along.
    const sources = await manager.query<RetainedSource[]>(
      `SELECT id, "tenantId", name, retention FROM sources
        WHERE id IN (SELECT "sourceId" FROM backups WHERE id = ANY ($1) AND "retentionRunId" IS NOT NULL AND "erasingAt" IS NULL)
        ORDER BY id FOR NO KEY UPDATE`,
      [backupIds],
    );
    const hidden = await manager.query<Hidden[]>(
      `SELECT id, "sourceId", "retentionRunId" FROM backups
        WHERE "sourceId" = ANY ($1) AND "deletedAt" IS NOT NULL AND "retentionRunId" IS NOT NULL AND "erasingAt" IS NULL`,
      [sources.map(({ id }) => id)],
    );
    const asked = new Set(backupIds);
    const stays = new Map<string, string>();
    for (const source of sources) {
      const own = hidden.filter(({ sourceId }) => sourceId === source.id);
      const kept = await this.keptOf(manager, source, own);
      const back = own.filter(({ id }) => asked.has(id) && kept.has(id));
      for (const [runId, ofRun] of groupBy(back, ({ retentionRunId }) => retentionRunId)) {
        const choices = ofRun.flatMap(({ id }) => kept.get(id) ?? []);
        for (const { backup, reason } of choices) stays.set(backup.id, reason);
        await this.takeBack(manager, source, runId, choices);
      }
    }
    return stays;
  }

  /** By id: those that the rules, judging all that is left, would keep. */
  private async keptOf(
    manager: EntityManager,
    source: RetainedSource,
    hidden: readonly Hidden[],
  ): Promise<Map<string, Choice<NamedBackup>>> {
    const policy = policyFor(source, policyOf(await settingsOf(manager, source.tenantId)));
    const ids = hidden.map(({ id }) => id);
    const { choices } = await planRetention(manager, this.uses, source, policy, { locks: true, hidden: ids });
    return new Map(choices.keep.map((choice) => [choice.backup.id, choice]));
  }

  private async takeBack(
    manager: EntityManager,
    source: RetainedSource,
    runId: string,
    choices: readonly Choice<NamedBackup>[],
  ): Promise<void> {
    await manager.query(
      `UPDATE retention_runs SET "deletedCount" = "deletedCount" - $3, kept = kept + $3, deleted =
         (SELECT coalesce(jsonb_agg(one ORDER BY place), '[]') FROM jsonb_array_elements(deleted) WITH ORDINALITY AS each(one, place)
           WHERE (one->>'id')::uuid <> ALL ($2))
        WHERE id = $1`,
      [runId, choices.map(({ backup }) => backup.id), choices.length],
    );
    for (const { backup, reason } of choices) {
      const { id, number } = backup;
      const entry = { action: 'backup.keep', subjectType: 'backup', subjectId: id, tenantId: source.tenantId };
      const by = systemCaller('retention', source.tenantId);
      await this.audit.record(by, { ...entry, data: { number, reason, retentionRun: runId } }, manager);
      this.logger.warn(`Backup #${number} (${id}) of "${source.name}" was to go and stays after all: ${reason}`);
    }
  }
}
