import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { databaseNames } from '../../../platform/postgres/database-names.js';
import { type DatabaseRef, findDatabase, NO_DATABASE } from '../../../platform/postgres/database-ref.js';
import { ArtifactCheck } from '../../backups/artifact-check.js';
import { PlanFreshness } from '../plan-freshness.js';
import { assertPlainRole } from '../untrusted-backup.js';
import type { Phase, PhaseDetail, RestoreWork } from './phase.js';

/** The last look before anything is touched: the backup's bytes, and whether the plan still describes the live database. */
@Injectable()
export class PlannedPhase implements Phase {
  readonly name = 'planned';

  constructor(
    private readonly check: ArtifactCheck,
    private readonly freshness: PlanFreshness,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job, backup } = work;
    job.log('info', 'planned', 'Checking the backup: manifest, size and SHA-256 of what lies in the store.');
    const proof = await this.check.run(backup, 'checksum', job.signal);
    await assertPlainRole(backup, work.maintenance, job.applicationName);
    await this.freshness.assertUnchanged(work);
    const journal = await this.openJournal(work);
    return { detail: { sha256: proof.evidence.sha256, names: journal.swap } };
  }

  /** Fixes the names of everything this restore may make, and the OID of what is live, before anything is made. */
  private async openJournal(work: RestoreWork) {
    const { restore } = work;
    const target = await this.targetOf(work);
    const names = databaseNames(restore.id);
    return work.journal(() => ({
      version: 1,
      swap: {
        liveName: target.name,
        liveOid: target.oid,
        sideName: names.side,
        sideOid: null,
        beforeName: names.before,
        afterName: names.after,
      },
      // Kept for a safety backup that was completed before the worker changed; a new one reads them anew.
      countersBefore: restore.journal?.countersBefore ?? null,
    }));
  }

  /** What is live under the name that is restored to; nothing, for a new database. */
  private async targetOf({ restore, target, maintenance, job }: RestoreWork): Promise<DatabaseRef> {
    if (restore.strategy === 'new_database') return { name: restore.plan.target.database, oid: NO_DATABASE };
    const live = await withConnection(maintenance, { applicationName: job.applicationName }, (admin) =>
      findDatabase(admin, { name: target.database }),
    );
    if (live !== null) return live;
    throw new AppError('RESTORE_FAILED', `There is no database "${target.database}" any more.`, {
      hint: 'Nothing was touched.',
    });
  }
}
