import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { updateRow } from '../../database/update-row.js';
import { progressAt } from '../jobs/progress.js';
import type { CapturedBackup } from './backup-engine.js';
import { tellOfBackup } from './backup-events.js';
import { Backup } from './backup.entity.js';

/** What follows from a backup that is completed, in the very transaction that completes it. */
export type AfterCompletion = (manager: EntityManager, backup: Backup) => Promise<void>;

/**
 * The one way to complete a backup, whoever made it. What is to follow from that (retention) registers here, because
 * backups know nothing of it.
 */
@Injectable()
export class BackupCompletions {
  private readonly followers: AfterCompletion[] = [];

  register(follower: AfterCompletion): void {
    this.followers.push(follower);
  }

  /** Writes what a capture found onto its record, with which it becomes one that can be restored. */
  async complete(manager: EntityManager, backup: Backup, captured: CapturedBackup): Promise<void> {
    const finishedAt = await controlNow(manager);
    const durationMs = finishedAt.getTime() - (backup.startedAt ?? finishedAt).getTime();
    await updateRow(manager, Backup, backup.id, {
      ...captured,
      status: 'completed',
      error: null,
      finishedAt,
      durationMs,
      progress: { ...progressAt('completed', 100), bytes: captured.rawBytes ?? 0, etaSeconds: 0 },
    });
    const { proof, rawBytes, storedBytes } = captured;
    await tellOfBackup(manager, 'backup.completed', backup, { proof, durationMs, rawBytes, storedBytes });
    for (const follower of this.followers) await follower(manager, backup);
  }
}
