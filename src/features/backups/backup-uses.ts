import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Backup } from './backup.entity.js';

/** Says what a backup is needed for right now, in words; null for nothing. */
export type BackupUse = (manager: EntityManager, backup: Backup) => Promise<string | null>;

/**
 * Who else needs a backup to stay. Features that use backups (restores) register here, because backups know none of them.
 */
@Injectable()
export class BackupUses {
  private readonly uses: BackupUse[] = [];

  register(use: BackupUse): void {
    this.uses.push(use);
  }

  async of(manager: EntityManager, backup: Backup): Promise<string | null> {
    const [job] = await manager.query<{ action: string }[]>(
      `SELECT action FROM jobs WHERE "subjectId" = $1 AND state IN ('waiting', 'active') LIMIT 1`,
      [backup.id],
    );
    if (job !== undefined) return `a job (${job.action}) works on it`;
    for (const use of this.uses) {
      const reason = await use(manager, backup);
      if (reason !== null) return reason;
    }
    return null;
  }
}
