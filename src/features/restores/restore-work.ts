import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRow } from '../../database/update-row.js';
import { Backup } from '../backups/backup.entity.js';
import type { JobContext } from '../jobs/job-context.js';
import { SourceConnections } from '../sources/source-connections.js';
import { Source } from '../sources/source.entity.js';
import type { ServerWork } from './phases/phase.js';
import { assertJournalKnown } from './journal-version.js';
import { RestorePhase } from './restore-phase.entity.js';
import { emptyReport } from './restore-report.js';
import { assertTransition, type RestorePhaseName, type RestoreStatus } from './restore-states.js';
import { Restore } from './restore.entity.js';

/** Gathers what the jobs of a restore work with, and keeps its record. */
@Injectable()
export class RestoreWorkbench {
  constructor(private readonly connections: SourceConnections) {}

  /** Asks the control database alone: the source may be down, and what to do about it is the job's business. */
  async open(job: JobContext): Promise<ServerWork> {
    const { restore, source } = await job.transaction(async (manager) => {
      const found = await manager.findOneByOrFail(Restore, { id: job.job.subjectId });
      return {
        restore: found,
        source: await manager.findOneByOrFail(Source, { id: found.sourceId }),
      };
    });
    assertJournalKnown(restore);
    const target = await this.connections.target(source);
    return {
      job,
      restore,
      source,
      target,
      maintenance: this.connections.maintenanceTarget(target, source.database),
      report: restore.report ?? emptyReport(),
      journal: async (change) => {
        const journal = change(restore.journal ?? { version: 1, swap: NO_SWAP, countersBefore: null });
        await job.transaction((manager) => updateRow(manager, Restore, restore.id, { journal }));
        restore.journal = journal;
        return journal;
      },
      progress: (progress) =>
        job.progress(progress, (manager) => updateRow(manager, Restore, restore.id, { progress })),
    };
  }

  /** The backup that the restore of this job brings back. */
  async backupOf(job: JobContext): Promise<Backup> {
    return job.transaction(async (manager) => {
      const { backupId } = await manager.findOneByOrFail(Restore, { id: job.job.subjectId });
      return manager.findOneOrFail(Backup, { where: { id: backupId }, relations: { artifacts: true } });
    });
  }
}

/** Replaced whole by the phase that opens the journal. */
const NO_SWAP = { liveName: '', liveOid: 0, sideName: '', sideOid: null, beforeName: '', afterName: '' };

export async function setStatus(
  manager: EntityManager,
  restore: Restore,
  status: RestoreStatus,
  values: Partial<Restore> = {},
): Promise<void> {
  assertTransition(restore.status, status);
  await updateRow(manager, Restore, restore.id, { ...values, status });
  Object.assign(restore, values, { status });
}

export async function beginPhase(manager: EntityManager, restore: Restore, name: RestorePhaseName): Promise<void> {
  await manager.query(
    `INSERT INTO restore_phases (id, "tenantId", "restoreId", name, status, "startedAt")
     VALUES (gen_random_uuid(), $1, $2, $3, 'running', now())
     ON CONFLICT ("restoreId", name) DO UPDATE SET status = 'running', "startedAt" = now(), "finishedAt" = NULL, detail = '{}'`,
    [restore.tenantId, restore.id, name],
  );
  await updateRow(manager, Restore, restore.id, { phase: name });
  restore.phase = name;
}

export async function endPhase(
  manager: EntityManager,
  restore: Restore,
  name: RestorePhaseName,
  status: RestorePhase['status'],
  detail: Record<string, unknown>,
): Promise<void> {
  await manager.query(
    `UPDATE restore_phases SET status = $3, "finishedAt" = now(), detail = $4 WHERE "restoreId" = $1 AND name = $2`,
    [restore.id, name, status, JSON.stringify(detail)],
  );
}
