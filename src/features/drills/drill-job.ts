import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, type RecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import { Activity } from '../activity/activity.js';
import { isDamageCode } from '../backups/artifact-check.js';
import { higherProof } from '../backups/backup-states.js';
import { markCorrupted, raiseProof } from '../backups/backup-verdict.js';
import { Backup, type Proof } from '../backups/backup.entity.js';
import { abortReason, type JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { refuseIfCanceled } from '../jobs/refuse-if-canceled.js';
import { Source } from '../sources/source.entity.js';
import { tellOfDrill } from './drill-events.js';
import { DrillPhases, withFailure } from './drill-phases.js';
import { DrillRehearsal } from './drill-rehearsal.js';
import type { DrillWork } from './drill-work.js';
import { Drill } from './drill.entity.js';

/** A drill whose worker died is begun anew this often; then it is given up. */
const MAX_CRASHES = 2;

/**
 * Runs a drill (docs/drills.md). A backup found damaged becomes `corrupted`; whatever else fails says that a restore
 * would have failed, or could not be tried, and leaves the backup as it is.
 */
@Injectable()
export class DrillJob implements JobHandler, OnModuleInit {
  readonly action = 'drill';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly rehearsal: DrillRehearsal,
    private readonly activity: Activity,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const work = await this.open(job);
    try {
      // What a worker before left is taken away first, also by one that then gives up.
      await this.rehearsal.takeOver(work);
      assertNotTooOften(job.job.crashes);
      job.throwIfAborted();
      await this.rehearsal.run(work);
    } catch (error) {
      // Whatever was cut off by the abort says nothing about the backup.
      if (job.signal.aborted) throw abortReason(job.signal);
      throw error;
    }
    await this.complete(work);
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const drill = await manager.findOneByOrFail(Drill, { id: job.job.subjectId });
    const status = error.code === 'CANCELED' ? 'canceled' : 'failed';
    const finishedAt = new Date();
    await updateRow(manager, Drill, drill.id, {
      ...{ status, error, finishedAt, durationMs: durationOf(drill, finishedAt) },
      phases: withFailure(drill.phases, error),
    });
    await job.status(manager, status, error.message);
    if (status === 'canceled') return;
    await tellOfDrill(manager, 'drill.failed', drill, { error });
    if (isDamageCode(error.code)) await this.markCorrupted(manager, drill, error);
  }

  private async open(job: JobContext): Promise<DrillWork> {
    const found = await job.transaction(async (manager) => {
      const drill = await manager.findOneByOrFail(Drill, { id: job.job.subjectId });
      drill.startedAt ??= new Date();
      // Anew after a crash: what the worker before showed stands on the backup, and is shown again.
      Object.assign(drill, { status: 'running', phases: [], warnings: [], proof: 'none' });
      drill.progress = progressAt('starting', 0);
      await manager.save(drill);
      const backup = await manager.findOneOrFail(Backup, {
        where: { id: drill.backupId },
        relations: { artifacts: true },
      });
      const source = await manager.findOneByOrFail(Source, { id: drill.sourceId });
      const host = await manager.findOneByOrFail(Source, { id: drill.targetSourceId });
      const place = host.id === source.id ? 'its own server' : `the server of "${host.name}"`;
      await job.status(manager, 'running', `Drill #${drill.number} restores backup #${backup.number} on ${place}.`);
      return { drill, backup, source, host };
    });
    const { drill } = found;
    if (job.job.epoch > 1) {
      const message = 'The worker before was lost or stopped; what it made is dropped, and the drill begins anew.';
      job.log('warn', 'starting', message, { attempt: job.job.epoch });
    }
    return {
      ...found,
      job,
      phases: new DrillPhases(job, drill.id),
      keepWarning: async (warning) => {
        drill.warnings = [...drill.warnings, warning];
        await job.transaction((manager) => updateRow(manager, Drill, drill.id, { warnings: drill.warnings }));
      },
      progress: (progress) => job.progress(progress, (manager) => updateRow(manager, Drill, drill.id, { progress })),
      prove: (proofs) => this.prove(job, found, proofs),
    };
  }

  private async prove(
    job: JobContext,
    { drill, backup }: Pick<DrillWork, 'drill' | 'backup'>,
    proofs: readonly Proof[],
  ): Promise<void> {
    drill.proof = proofs.map(({ level }) => level).reduce(higherProof, drill.proof);
    await job.transaction(async (manager) => {
      await raiseProof(manager, backup.id, proofs);
      await updateRow(manager, Drill, drill.id, { proof: drill.proof });
    });
    const message = `Drill #${drill.number} proves it to level "${drill.proof}".`;
    this.activity.append(subjectOf(backup), [{ phase: 'drill', message, data: { drillId: drill.id } }]);
  }

  private async complete({ job, drill, phases }: DrillWork): Promise<void> {
    const finishedAt = new Date();
    const durationMs = durationOf(drill, finishedAt);
    const { proof } = drill;
    const recoverySeconds = phases.seconds;
    await job.complete(async (manager) => {
      await refuseIfCanceled(manager, job);
      await updateRow(manager, Drill, drill.id, {
        ...{ status: 'completed', error: null, finishedAt, durationMs, recoverySeconds },
        phases: phases.all,
        progress: { ...progressAt('completed', 100), etaSeconds: 0 },
      });
      const message = `Restored, checked and proven to level "${proof}": a recovery would take ${recoverySeconds} s.`;
      await job.status(manager, 'completed', message);
      await tellOfDrill(manager, 'drill.completed', drill, { proof, recoverySeconds, durationMs });
    });
  }

  private async markCorrupted(manager: EntityManager, drill: Drill, error: RecordedError): Promise<void> {
    const backup = { id: drill.backupId, tenantId: drill.tenantId };
    await markCorrupted(manager, backup.id, 'restored', error);
    const message = `Drill #${drill.number}: ${error.message}`;
    await this.activity.status(subjectOf(backup), 'corrupted', { message, level: 'error' }, manager);
  }
}

function assertNotTooOften(crashes: number): void {
  if (crashes <= MAX_CRASHES) return;
  throw new AppError('WORKER_LOST', `The workers that ran this drill died ${crashes} times.`, {
    hint: 'See the logs of the workers: memory, disk, or a restart loop. Then ask for another one.',
  });
}

function durationOf({ startedAt }: Drill, finishedAt: Date): number {
  return finishedAt.getTime() - (startedAt ?? finishedAt).getTime();
}

function subjectOf({ id, tenantId }: Pick<Backup, 'id' | 'tenantId'>): { type: string; id: string; tenantId: string } {
  return { type: 'backup', id, tenantId };
}
