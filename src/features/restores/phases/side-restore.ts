import { availableParallelism, totalmem } from 'node:os';
import { Injectable } from '@nestjs/common';
import { applyDatabaseProperties } from '../../../platform/postgres/database-properties-apply.js';
import { readDatabaseProperties } from '../../../platform/postgres/database-properties.js';
import { dropDatabase } from '../../../platform/postgres/drop-database.js';
import { ClientPrograms } from '../../../platform/postgres/client-programs.js';
import { type DatabaseClient, withConnection } from '../../../platform/postgres/connection.js';
import { findDatabase } from '../../../platform/postgres/database-ref.js';
import { createExtensionsAt } from '../../../platform/postgres/extension-versions.js';
import { restoreSessionSettings } from '../../../platform/postgres/restore-settings.js';
import { type RestoreOptions, restorePostData } from '../../../platform/postgres/restore.js';
import { readServerInfo } from '../../../platform/postgres/server-info.js';
import { createSideDatabase } from '../../../platform/postgres/side-database.js';
import { ProcessRunner } from '../../../platform/process/process-runner.js';
import { pgDumpMajorOf } from '../../backups/artifact-check.js';
import { journalOf, liveOf, type Phase, type PhaseDetail, type RestoreWork, sideOf, sideTarget } from './phase.js';
import { SideRows } from './side-rows.js';

/** Brings the backup back into a database that nobody knows yet: definitions and rows from the stream, then indexes in parallel. */
@Injectable()
export class SideRestorePhase implements Phase {
  readonly name = 'side_restore';

  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly rows: SideRows,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job } = work;
    const application = { applicationName: job.applicationName };
    const warnings = await withConnection(work.maintenance, application, async (admin) => {
      const properties = await readDatabaseProperties(admin, { oid: liveOf(work).oid });
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
      const properties = await readDatabaseProperties(admin, { oid: liveOf(work).oid });
      await applyDatabaseProperties(admin, sideOf(work).name, properties, [], (carry) =>
        withConnection(sideTarget(work), application, carry),
      );
    });
    job.log('info', this.name, 'Settings, roles’ settings, comment and labels of the live database are carried over.');
    return { detail: { ...detail, extensionWarnings: warnings } };
  }

  /** Takes the side database away, if there is one. Idempotent. A database whose OID is not known yet can only be ours: its name is random and journalled. */
  async undo(work: RestoreWork, admin: DatabaseClient): Promise<void> {
    const { swap } = journalOf(work);
    const side = await findDatabase(admin, swap.sideOid === null ? { name: swap.sideName } : { oid: swap.sideOid });
    if (side?.name === swap.sideName) {
      await dropDatabase(admin, { name: side.name, oid: side.oid });
      work.job.log('info', this.name, `The side database "${side.name}" is dropped.`);
    }
    if (swap.sideOid !== null)
      await work.journal((journal) => ({ ...journal, swap: { ...journal.swap, sideOid: null } }));
  }

  private async restoreInto(work: RestoreWork): Promise<PhaseDetail> {
    const { job, backup } = work;
    const target = sideTarget(work);
    const applicationName = job.applicationName;
    const server = await withConnection(target, { applicationName }, readServerInfo);
    const { pgRestore } = await this.clients.choose({
      serverMajor: 0,
      targetMajor: server.major,
      archiveMajor: pgDumpMajorOf(backup),
    });
    const jobs = Math.max(2, availableParallelism());
    const settings = restoreSessionSettings(totalmem(), jobs);
    const options: RestoreOptions = {
      runner: this.runner,
      program: pgRestore.pgRestore,
      target,
      serverMajor: server.major,
      applicationName,
      noOwner: work.restore.options.noOwner,
      ...(settings.maintenance_work_mem === undefined ? {} : { maintenanceWorkMem: settings.maintenance_work_mem }),
      onStderrLine: (line) => {
        job.log('warn', this.name, line);
      },
    };
    const startedAt = performance.now();
    const { tocBytes, streams } = await this.rows.load(work, options);
    const dataSeconds = seconds(startedAt);
    job.log('info', this.name, `Definitions and rows are in; building indexes and constraints with ${jobs} jobs.`, {
      seconds: dataSeconds,
      streams,
    });
    await work.progress({
      phase: 'indexes',
      percent: 62,
      bytes: backup.rawBytes ?? 0,
      bytesPerSecond: 0,
      etaSeconds: null,
    });
    await restorePostData({ ...options, tocBytes, jobs, signal: job.signal });
    job.log('info', this.name, `pg_restore ${pgRestore.version} ended with 0 each time.`, {
      seconds: seconds(startedAt),
    });
    return { pgRestore: pgRestore.version, jobs, streams, dataSeconds, seconds: seconds(startedAt) };
  }
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1_000;
}
