import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRow } from '../../database/update-row.js';
import { AppError, type RecordedError, toRecordedError } from '../../common/app-error.js';
import type { JobContext } from '../jobs/job-context.js';
import type { JobHandler } from '../jobs/job-handler.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { progressAt } from '../jobs/progress.js';
import { ArtifactCheck, isDamage } from './artifact-check.js';
import type { VerifyLevel } from './backup-requests.dto.js';
import { higherProof } from './backup-states.js';
import { Backup, type Proof } from './backup.entity.js';

/** Checks what lies in the store. A backup found damaged becomes `corrupted`; a check that could not be made changes nothing. */
@Injectable()
export class VerifyJob implements JobHandler, OnModuleInit {
  readonly action = 'verify';

  constructor(
    private readonly handlers: JobHandlers,
    private readonly check: ArtifactCheck,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(job: JobContext): Promise<void> {
    const level: VerifyLevel = job.job.parameters.level === 'checksum' ? 'checksum' : 'decoded';
    const backup = await job.transaction((manager) =>
      manager.findOneOrFail(Backup, { where: { id: job.job.subjectId }, relations: { artifacts: true } }),
    );
    job.log('info', 'verify', `Verifying to level "${level}".`);
    await job.progress(progressAt('verify', 5));
    let proof: Proof;
    try {
      proof = await this.check.run(backup, level, job.signal);
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.markCorrupted(job, backup, error);
      return;
    }
    await job.complete(async (manager) => {
      await updateRow(manager, Backup, backup.id, {
        status: 'completed',
        error: null,
        proof: higherProof(backup.proof, proof.level),
        proofs: [...backup.proofs, proof],
      });
      await job.status(manager, 'completed', `Verified to level "${proof.level}": nothing is wrong.`);
    });
  }

  async fail(job: JobContext, error: RecordedError, manager: EntityManager): Promise<void> {
    await job.status(manager, 'verification_failed', `The verification could not be made: ${error.message}`);
  }

  /** The verification worked: what it found is that the backup is not what it was. */
  private async markCorrupted(job: JobContext, backup: Backup, error: AppError): Promise<void> {
    const recorded = toRecordedError(error);
    job.log('error', 'verify', recorded.message, { code: recorded.code, hint: recorded.hint });
    await job.close({ state: 'failed', error: recorded }, async (manager) => {
      await updateRow(manager, Backup, backup.id, { status: 'corrupted', error: recorded });
      await job.status(manager, 'corrupted', recorded.message);
    });
  }
}
