import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { readActivityCounters } from '../../../platform/postgres/kept-database.js';
import { progressAt } from '../../jobs/progress.js';
import { SafetyBackups } from '../safety-backups.js';
import { journalOf, type Phase, type PhaseDetail, type RestoreWork } from './phase.js';

/** A whole, proven backup of what is about to be replaced. Without it nothing is touched, unless an admin said so with a reason. */
@Injectable()
export class SafetyBackupPhase implements Phase {
  readonly name = 'safety_backup';

  constructor(private readonly safetyBackups: SafetyBackups) {}

  async run(work: RestoreWork): Promise<{ skipped?: boolean; detail: PhaseDetail }> {
    const { job, restore } = work;
    if (restore.options.skipSafetyBackup) {
      job.log('warn', this.name, `No safety backup, as asked for: ${restore.options.reason ?? ''}`);
      return { skipped: true, detail: { reason: restore.options.reason } };
    }
    if (restore.safetyBackupId !== null && (await this.safetyBackups.isCompleted(restore.safetyBackupId))) {
      job.log('info', this.name, 'The safety backup was completed before the worker changed.');
      return { detail: { backupId: restore.safetyBackupId } };
    }
    // Before the snapshot: a change that the snapshot lacks then always shows between this reading and the one after the swap.
    const countersBefore = await withConnection(work.maintenance, { applicationName: job.applicationName }, (admin) =>
      readActivityCounters(admin, journalOf(work).swap.liveOid),
    );
    await work.journal((journal) => ({ ...journal, countersBefore }));
    await work.progress(progressAt(this.name, 5));
    try {
      const backup = await this.safetyBackups.take(work, {
        target: work.target,
        name: `Safety backup before restore #${restore.number}`,
        onRecord: async (manager, record) => {
          restore.safetyBackupId = record.id;
          await manager.query('UPDATE restores SET "safetyBackupId" = $2 WHERE id = $1', [restore.id, record.id]);
        },
      });
      return { detail: { backupId: backup.id, storedBytes: backup.storedBytes, proof: backup.proof } };
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'CANCELED') throw error;
      throw new AppError('SAFETY_BACKUP_FAILED', `The safety backup failed (${error.code}): ${error.message}`, {
        hint: `${error.hint ?? ''} Nothing was touched. An admin may restore with skipSafetyBackup and a reason if the live database cannot be dumped any more.`.trim(),
        cause: error,
      });
    }
  }
}
