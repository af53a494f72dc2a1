import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRow } from '../../database/update-row.js';
import { AppError, type RecordedError, toRecordedError } from '../../common/app-error.js';
import { abortReason, type JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { type Progress, progressAt } from '../jobs/progress.js';
import { refuseIfCanceled } from '../jobs/refuse-if-canceled.js';
import { Source } from '../sources/source.entity.js';
import { ArtifactCheck, isDamage } from './artifact-check.js';
import { type BackupStatus, includesLevel, VERIFY_LEVELS, type VerifyLevel } from './backup-states.js';
import { damageLevelOf, markCorrupted, raiseProof } from './backup-verdict.js';
import { Backup, type Proof } from './backup.entity.js';
import { RestoreRehearsal } from './restore-rehearsal.js';

/** A check whose worker died is begun anew this often; then it is given up. */
const MAX_CRASHES = 2;

/** Checks what lies in the store, and on the highest level what comes of restoring it. A backup found damaged becomes `corrupted`; a check that could not be made changes nothing, and a lesser one takes nothing back. */
@Injectable()
export class VerifyJob implements JobHandler, OnModuleInit {
  readonly action = 'verify';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly check: ArtifactCheck,
    private readonly rehearsal: RestoreRehearsal,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const level = VERIFY_LEVELS.find((known) => known === job.job.parameters.level) ?? 'decoded';
    const backup = await job.transaction((manager) =>
      manager.findOneOrFail(Backup, { where: { id: job.job.subjectId }, relations: { artifacts: true } }),
    );
    job.throwIfAborted();
    job.log('info', 'verify', `Verifying to level "${level}".`);
    await job.progress(progressAt('verify', 5));
    let proofs: Proof[];
    try {
      proofs = await this.prove(backup, level, job);
    } catch (error) {
      // Whatever was cut off by the abort says nothing about the backup.
      if (job.signal.aborted) throw abortReason(job.signal);
      if (!isDamage(error)) throw error;
      await this.markCorrupted(job, backup.id, level, error);
      return;
    }
    await job.complete(async (manager) => {
      await refuseIfCanceled(manager, job);
      const now = await raiseProof(manager, backup.id, proofs);
      const { status, message } = verdict(backup, now, level);
      if (status === 'completed') {
        await updateRow(manager, Backup, backup.id, { status, error: null, damageLevel: null });
      }
      await job.status(manager, status, message);
    });
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    const isCanceled = error.code === 'CANCELED';
    const message = isCanceled
      ? 'The verification was canceled.'
      : `The verification could not be made: ${error.message}`;
    await job.status(manager, isCanceled ? 'verification_canceled' : 'verification_failed', message);
  }

  private async prove(backup: Backup, level: VerifyLevel, job: JobContext): Promise<Proof[]> {
    const { crashes } = job.job;
    if (level !== 'restored') {
      assertNotTooOften(crashes);
      return [await job.step(level, () => this.check.run(backup, level, job.signal))];
    }
    // What a worker before left is taken away first, also by one that then gives up.
    const host = await job.transaction((manager) => manager.findOneByOrFail(Source, { id: backup.sourceId }));
    await this.rehearsal.takeOver(host, job);
    assertNotTooOften(crashes);
    // The bytes first: what is damaged needs no database to be found out.
    const checked = await job.step('checksum', () => this.check.run(backup, 'checksum', job.signal));
    const progress = (reached: Progress): Promise<void> => job.progress(reached);
    const restored = await job.step('restored', () => this.rehearsal.run({ backup, job, host, progress }));
    return [checked, ...restored];
  }

  /** The verification worked: what it found is that the backup is not what it was. */
  private async markCorrupted(job: JobContext, backupId: string, level: VerifyLevel, error: AppError): Promise<void> {
    const recorded = toRecordedError(error);
    job.log('error', 'verify', recorded.message, { code: recorded.code, hint: recorded.hint });
    await job.close({ state: 'failed', error: recorded }, async (manager) => {
      await markCorrupted(manager, backupId, level, recorded);
      await job.status(manager, 'corrupted', recorded.message);
    });
  }
}

function assertNotTooOften(crashes: number): void {
  if (crashes <= MAX_CRASHES) return;
  throw new AppError('WORKER_LOST', `The workers that made this check died ${crashes} times.`, {
    hint: 'See the logs of the workers: memory, disk, or a restart loop. Then check again.',
  });
}

/** What the backup is after a check that found nothing, of what it was when the check began and is now. */
function verdict(before: Backup, now: Backup, level: VerifyLevel): { status: BackupStatus; message: string } {
  const verified = `Verified to level "${level}": nothing is wrong`;
  if (now.status !== 'corrupted') return { status: 'completed', message: `${verified}.` };
  if (before.status !== 'corrupted') {
    return { status: 'corrupted', message: `${verified}, but damage was found meanwhile: verify again.` };
  }
  const needed = damageLevelOf(now);
  if (includesLevel(level, needed)) return { status: 'completed', message: `${verified} any more.` };
  return {
    status: 'corrupted',
    message: `${verified}, but the damage was found by a check to level "${needed}": only that one takes it back.`,
  };
}
