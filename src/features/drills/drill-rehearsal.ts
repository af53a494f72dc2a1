import { Injectable } from '@nestjs/common';
import { analyzeDatabase } from '../../platform/postgres/analyze.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { ArtifactCheck } from '../backups/artifact-check.js';
import type { Proof } from '../backups/backup.entity.js';
import { type RehearsalPlace, RestoreRehearsal } from '../backups/restore-rehearsal.js';
import { progressAt } from '../jobs/progress.js';
import type { DrillWork } from './drill-work.js';
import { MigrationReplay } from './migration-replay.js';

/** What a drill does between its beginning and its end: all that a restore does, but the swap. */
@Injectable()
export class DrillRehearsal {
  constructor(
    private readonly check: ArtifactCheck,
    private readonly rehearsal: RestoreRehearsal,
    private readonly replay: MigrationReplay,
  ) {}

  /** After a crash: nothing of what the worker before made is left. */
  async takeOver({ host, job }: DrillWork): Promise<void> {
    await this.rehearsal.takeOver(host, job);
  }

  async run(work: DrillWork): Promise<void> {
    const { job, backup, host, phases } = work;
    await phases.begin('checksum');
    await work.progress(progressAt('checksum', 5));
    job.log('info', 'checksum', 'Checking the backup: manifest, size and SHA-256 of what lies in the store.');
    // The bytes first: what is damaged needs no database to be found out.
    const checked = await this.check.run(backup, 'checksum', job.signal);
    phases.end(checked.evidence);
    await this.rehearsal.run({
      ...{ backup, job, host },
      progress: (progress) => work.progress(progress),
      begins: (part) => phases.begin(part),
      afterwards: (place, [restored, counted]) => this.afterwards(work, place, [checked, restored, counted]),
    });
  }

  private async afterwards(
    work: DrillWork,
    place: RehearsalPlace,
    proofs: [checked: Proof, restored: Proof, counted: Proof],
  ): Promise<void> {
    const { phases, job } = work;
    const [, restored, counted] = proofs;
    phases.describe('restoring', restored.evidence);
    phases.end(counted.evidence);
    for (const message of restored.evidence.notes as string[]) {
      await work.keepWarning({ code: 'RESTORE_NOTE', message });
    }
    await work.prove(proofs);

    await phases.begin('migrating');
    await work.progress(progressAt('migrating', 97));
    const startedAt = performance.now();
    const { isShown, detail } = await this.replay.run(work, place);
    phases.end(detail, isShown ? 'completed' : 'skipped');
    if (isShown) {
      const seconds = Math.round(performance.now() - startedAt) / 1_000;
      await work.prove([{ level: 'migrated', at: new Date().toISOString(), seconds, evidence: detail }]);
    }

    await phases.begin('analyzing');
    await work.progress(progressAt('analyzing', 99));
    job.log('info', 'analyzing', 'ANALYZE, as a restore does before anybody may rely on it.');
    const { analyzed, failed } = await withConnection(place.scratch, { applicationName: job.applicationName }, (db) =>
      analyzeDatabase(db, { signal: place.signal }),
    );
    phases.end({ analyzed, failed: failed.length });
  }
}
