import type { EntityManager } from 'typeorm';
import type { ActivityLevel } from '../activity/log-record.entity.js';
import type { Progress } from '../jobs/progress.js';

/** What the making of a backup needs of whoever asks for it: a job of its own, or a restore that wants a safety backup. */
export interface CaptureContext {
  signal: AbortSignal;
  /** Of our sessions on the source; a successor ends them by it. */
  applicationName: string;
  /** Whether the tables are fingerprinted, which reads all their rows a second time. Absent: no. */
  takesFingerprints?: boolean;
  log(level: ActivityLevel, phase: string, message: string, data?: Record<string, unknown>): void;
  progress(progress: Progress): Promise<void>;
  /** Runs a part of the work, timed and traced. */
  step<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** A transaction that fails once the job is in other hands. */
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
}
