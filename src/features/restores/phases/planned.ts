import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { databaseNames } from '../../../platform/postgres/database-names.js';
import { findDatabase } from '../../../platform/postgres/database-ref.js';
import { ArtifactCheck } from '../../backups/artifact-check.js';
import { RestorePlanner } from '../restore-planner.js';
import type { Phase, PhaseDetail, RestoreWork } from './phase.js';

/** The last look before anything is touched: the backup's bytes, and whether the plan still describes the live database. */
@Injectable()
export class PlannedPhase implements Phase {
  readonly name = 'planned';

  constructor(
    private readonly check: ArtifactCheck,
    private readonly planner: RestorePlanner,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job, restore, backup } = work;
    job.log('info', 'planned', 'Checking the backup: manifest, size and SHA-256 of what lies in the store.');
    const proof = await this.check.run(backup, 'checksum', job.signal);
    if ((await this.planner.fingerprint(work.source)) !== restore.planFingerprint) {
      throw new AppError(
        'RESTORE_FAILED',
        'The live schema or its migration history changed after the plan was made.',
        {
          hint: 'Make a new plan, look at it, and ask again. Nothing was touched.',
        },
      );
    }
    const journal = await this.openJournal(work);
    return { detail: { sha256: proof.evidence.sha256, names: journal.swap } };
  }

  /** Fixes the names of everything this restore may make, and the OID of what is live, before anything is made. */
  private async openJournal(work: RestoreWork) {
    const { restore, target } = work;
    const live = await withConnection(work.maintenance, { applicationName: work.job.applicationName }, (admin) =>
      findDatabase(admin, { name: target.database }),
    );
    if (live === null) {
      throw new AppError('RESTORE_FAILED', `There is no database "${target.database}" any more.`, {
        hint: 'Nothing was touched.',
      });
    }
    const names = databaseNames(restore.id);
    return work.journal(() => ({
      version: 1,
      swap: {
        liveName: live.name,
        liveOid: live.oid,
        sideName: names.side,
        sideOid: null,
        beforeName: names.before,
        afterName: names.after,
      },
      // Kept for a safety backup that was completed before the worker changed; a new one reads them anew.
      countersBefore: restore.journal?.countersBefore ?? null,
    }));
  }
}
