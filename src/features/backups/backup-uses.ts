import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Backup } from './backup.entity.js';

/** Says, in words, what backups are needed for right now; those that are needed for nothing are not in the answer. */
export type BackupUse = (manager: EntityManager, backupIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Who else needs a backup to stay. Features that use backups (restores) register here, because backups know none of them.
 */
@Injectable()
export class BackupUses {
  private readonly uses: BackupUse[] = [];

  register(use: BackupUse): void {
    this.uses.push(use);
  }

  /** null: it is needed for nothing. */
  async of(manager: EntityManager, backup: Pick<Backup, 'id'>): Promise<string | null> {
    return (await this.ofAll(manager, [backup.id])).get(backup.id) ?? null;
  }

  /** By id, what each is needed for; of several uses, one. Asks once for all of them, however many. */
  async ofAll(manager: EntityManager, backupIds: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const use of this.uses) for (const [id, reason] of await use(manager, backupIds)) found.set(id, reason);
    const jobs = await manager.query<{ subjectId: string; action: string }[]>(
      `SELECT "subjectId", action FROM jobs WHERE "subjectId" = ANY ($1) AND state IN ('waiting', 'active')`,
      [backupIds],
    );
    for (const { subjectId, action } of jobs) found.set(subjectId, `a job (${action}) works on it`);
    return found;
  }
}
