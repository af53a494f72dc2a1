import type { Backup, Proof } from '../backups/backup.entity.js';
import type { JobContext } from '../jobs/job-context.js';
import type { Progress } from '../jobs/progress.js';
import type { Source } from '../sources/source.entity.js';
import type { DrillPhases } from './drill-phases.js';
import type { Drill } from './drill.entity.js';

/** What a drill says that is no reason to fail. */
export interface DrillWarning {
  code: 'NO_MIGRATION_RUNNER' | 'LIVE_UNREACHABLE' | 'RESTORE_NOTE' | 'MIGRATION_NOTE';
  message: string;
}

/** What one attempt at a drill has in hand. */
export interface DrillWork {
  job: JobContext;
  drill: Drill;
  backup: Backup;
  source: Source;
  /** On whose server the scratch database is made. */
  host: Source;
  phases: DrillPhases;
  /** Onto the record; the log has it already. */
  keepWarning(warning: DrillWarning): Promise<void>;
  progress(progress: Progress): Promise<void>;
  /** Keeps what was shown, on the backup and on the drill, at once: what comes later may fail. */
  prove(proofs: readonly Proof[]): Promise<void>;
}
