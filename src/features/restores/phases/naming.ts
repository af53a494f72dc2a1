import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { nameNewDatabase } from '../../../platform/postgres/new-database.js';
import { progressAt } from '../../jobs/progress.js';
import { makeSideReady } from '../make-side-ready.js';
import { TargetProperties } from '../target-properties.js';
import { type Phase, type PhaseDetail, type RestoreWork, sideOf } from './phase.js';

/** Gives the restored database the name that was asked for, and lets those in who may. */
@Injectable()
export class NamingPhase implements Phase {
  readonly name = 'naming';

  constructor(private readonly properties: TargetProperties) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job, restore } = work;
    const name = restore.plan.target.database;
    await makeSideReady(work, this.name);
    await work.progress(progressAt(this.name, 95));
    const side = sideOf(work);
    await withConnection(work.maintenance, { applicationName: job.applicationName }, async (admin) => {
      const properties = await this.properties.of(work, admin);
      job.throwIfAborted();
      await nameNewDatabase(admin, { side, name, properties }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
        throw new AppError('RESTORE_FAILED', error.message, { hint: error.hint, cause: error });
      });
    });
    job.log('info', this.name, `The restored database is called "${name}" now, and may be connected to.`);
    return { detail: { name, oid: side.oid } };
  }
}
