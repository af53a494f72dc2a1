import { Injectable } from '@nestjs/common';
import { applyDatabaseProperties } from '../../../platform/postgres/database-properties-apply.js';
import { dropDatabase } from '../../../platform/postgres/drop-database.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { findDatabase } from '../../../platform/postgres/database-ref.js';
import { createExtensionsAt } from '../../../platform/postgres/extension-versions.js';
import { createSideDatabase } from '../../../platform/postgres/side-database.js';
import { ArchiveRestore } from '../../backups/archive-restore.js';
import { TargetProperties } from '../target-properties.js';
import { journalOf, type Phase, type PhaseDetail, type RestoreWork, sideOf, sideTarget } from './phase.js';

/** What streaming the rows is of a whole restore. */
const FROM_PERCENT = 30;
const TO_PERCENT = 60;

/** Brings the backup back into a database that nobody knows yet: definitions and rows from the stream, then indexes in parallel. */
@Injectable()
export class SideRestorePhase implements Phase {
  readonly name = 'side_restore';

  constructor(
    private readonly archive: ArchiveRestore,
    private readonly properties: TargetProperties,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job } = work;
    const application = { applicationName: job.applicationName };
    const warnings = await withConnection(work.maintenance, application, async (admin) => {
      const properties = await this.properties.of(work, admin);
      const { oid } = await createSideDatabase(admin, { name: journalOf(work).swap.sideName, properties });
      await work.journal((journal) => ({ ...journal, swap: { ...journal.swap, sideOid: oid } }));
      job.log('info', this.name, `The side database "${sideOf(work).name}" is made; nobody else may connect to it.`, {
        oid,
      });
      return withConnection(
        sideTarget(work),
        application,
        async (side) => (await createExtensionsAt(side, work.backup.extensions ?? [])).warnings,
      );
    });
    for (const warning of warnings) job.log('warn', this.name, warning);
    const detail = await this.restoreInto(work);
    await withConnection(work.maintenance, application, async (admin) => {
      const properties = await this.properties.of(work, admin);
      await applyDatabaseProperties(admin, sideOf(work).name, properties, [], (carry) =>
        withConnection(sideTarget(work), application, carry),
      );
    });
    job.log('info', this.name, 'Settings, roles’ settings, comment and labels are carried over.');
    return { detail: { ...detail, extensionWarnings: warnings } };
  }

  /** Takes the side database away, if there is one. Idempotent. A database whose OID is not known yet can only be ours: its name is random and journalled. */
  async undo(work: RestoreWork): Promise<void> {
    const { swap } = journalOf(work);
    const application = { applicationName: `${work.job.applicationName} undo` };
    await withConnection(work.maintenance, application, async (admin) => {
      const side = await findDatabase(admin, swap.sideOid === null ? { name: swap.sideName } : { oid: swap.sideOid });
      if (side?.name !== swap.sideName) return;
      await dropDatabase(admin, { name: side.name, oid: side.oid });
      work.job.log('info', this.name, `The side database "${side.name}" is dropped.`);
    });
    if (swap.sideOid !== null)
      await work.journal((journal) => ({ ...journal, swap: { ...journal.swap, sideOid: null } }));
  }

  private async restoreInto(work: RestoreWork): Promise<PhaseDetail> {
    const { job, backup } = work;
    const { noOwner, ownerMap = {} } = work.restore.options;
    const restored = await this.archive.into({
      ...{ backup, target: sideTarget(work), maintenance: work.maintenance },
      applicationName: job.applicationName,
      ...{ noOwner, ownerMap },
      signal: job.signal,
      progress: {
        ...{ phase: this.name, fromPercent: FROM_PERCENT, toPercent: TO_PERCENT },
        write: (progress) => work.progress(progress),
      },
      log: (level, message, data) => {
        job.log(level, this.name, message, data);
      },
    });
    return { ...restored };
  }
}
