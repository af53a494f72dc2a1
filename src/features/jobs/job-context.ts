import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { updateRow } from '../../database/update-row.js';
import { AppError } from '../../common/app-error.js';
import type { Database } from '../../database/database.js';
import { fencedApplicationName } from '../../platform/postgres/sessions.js';
import { inSpan, recordSpan } from '../../platform/tracing/spans.js';
import type { Activity } from '../activity/activity.js';
import type { ActivityLevel } from '../activity/log-record.entity.js';
import type { Subject } from '../activity/subject.js';
import type { Wakes } from '../activity/wakes.js';
import { HandBack } from './hand-back.js';
import { traceEnd } from './job-trace.js';
import { Job, type JobStep } from './job.entity.js';
import { refuseIfCanceled } from './refuse-if-canceled.js';
import { SourceLock } from './source-lock.entity.js';
import type { Progress } from './progress.js';

const PROGRESS_INTERVAL_MS = 500;

/** Thrown inside a worker whose epoch is over: another one has the job now. Nothing may be written any more. */
export class FencedError extends Error {
  constructor(jobId: string) {
    super(`Job ${jobId} is in other hands.`);
    this.name = 'FencedError';
  }
}

export type JobOutcome = Pick<Job, 'state' | 'error'>;

/** What a handler has in hand while it works on one job. */
export class JobContext {
  private lastProgressAt = 0;
  private closedAs: JobOutcome | null = null;
  private readonly steps: JobStep[] = [];

  constructor(
    readonly job: Readonly<Job>,
    /** Aborted with an AppError CANCELED when asked to stop, or with another reason when the worker must let go. */
    readonly signal: AbortSignal,
    private readonly database: Database,
    private readonly activity: Activity,
    private readonly wakes: Wakes,
  ) {}

  /** What our sessions on other servers are called; a successor ends those of lower epochs by it. */
  get applicationName(): string {
    return fencedApplicationName(this.fenceId, this.job.epoch);
  }

  get fenceId(): string {
    return fenceIdOf(this.job.id);
  }

  /** A transaction that fails with FencedError if another worker has taken the job over. */
  async transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.database.asSystem(async (manager) => {
      await this.assertStillOurs(manager);
      return work(manager);
    });
  }

  /** Closes the job as completed; `work` writes the subject's final state. The source's lock is freed in the same transaction. */
  async complete(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.close({ state: 'completed', error: null }, work);
  }

  async close(outcome: JobOutcome, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.activity.flush(this.subject);
    await this.transaction(async (manager) => {
      await work(manager);
      const finishedAt = await controlNow(manager);
      await updateRow(manager, Job, this.job.id, { ...outcome, steps: this.steps, finishedAt });
      await traceEnd(manager, { ...this.job, ...outcome, finishedAt });
      await manager.delete(SourceLock, { jobId: this.job.id });
    });
    this.closedAs = outcome;
    this.wakes.wake(this.job.subjectId);
  }

  get isClosed(): boolean {
    return this.closedAs !== null;
  }

  /** How this attempt ended the job; null while it has not, or handed it back. */
  get outcome(): JobOutcome | null {
    return this.closedAs;
  }

  /** Runs a part of the job, which is timed for the metrics and is a span of its trace. A name is of a few known ones. */
  async step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const ended = (outcome: JobStep['outcome']): void => {
      this.steps.push({ name, seconds: Math.round(performance.now() - startedAt) / 1_000, outcome });
    };
    return inSpan(`${this.job.action} ${name}`, {}, async () => {
      try {
        const result = await work();
        ended('completed');
        return result;
      } catch (error) {
        ended('failed');
        throw error;
      }
    });
  }

  log(level: ActivityLevel, phase: string, message: string, data: Record<string, unknown> = {}): void {
    this.activity.append(this.subject, [{ level, phase, message, data }]);
  }

  /** Tells everyone who watches that the subject's status changes, with the transaction that changes it. */
  async status(manager: EntityManager, status: string, message: string): Promise<void> {
    await this.activity.status(this.subject, status, { message }, manager);
  }

  /** Keeps how far the job is; at most twice a second, the first of a phase always. `alsoTo` writes it onto the subject. */
  async progress(
    progress: Progress,
    alsoTo?: (manager: EntityManager, progress: Progress) => Promise<void>,
  ): Promise<void> {
    const now = performance.now();
    if (now - this.lastProgressAt < PROGRESS_INTERVAL_MS && progress.percent < 100) return;
    this.lastProgressAt = now;
    await this.transaction(async (manager) => {
      await updateRow(manager, Job, this.job.id, { progress });
      await alsoTo?.(manager, progress);
    });
    this.wakes.wake(this.job.subjectId);
  }

  get subject(): Subject {
    return { type: this.job.subjectType, id: this.job.subjectId, tenantId: this.job.tenantId };
  }

  /**
   * Fenced, as `transaction`. Who asked for a cancellation before has it (CANCELED is thrown); who asks from now on is
   * refused, until this attempt is over: what follows can no longer be told from what was done.
   */
  async refuseCancellation(): Promise<void> {
    await this.transaction(async (manager) => {
      await refuseIfCanceled(manager, this);
      await manager.query(
        `UPDATE jobs SET parameters = parameters || jsonb_build_object('committingInEpoch', epoch) WHERE id = $1`,
        [this.job.id],
      );
    });
  }

  /**
   * For a cancellation that was accepted though nothing can be undone any more: between a crash and its successor's look,
   * nobody could tell. It is forgotten, and the job handed back so that an attempt without it goes on. Does nothing, and
   * resolves, when nobody asked for one.
   */
  async goOnUncanceled(cause: unknown): Promise<void> {
    const wasCanceled = await this.transaction(async (manager) => {
      const job = await manager.findOneByOrFail(Job, { id: this.job.id });
      await updateRow(manager, Job, this.job.id, { cancelRequestedAt: null });
      return job.cancelRequestedAt !== null;
    });
    if (wasCanceled) throw new HandBack('It was committed before it was canceled, and only goes on.', false, { cause });
  }

  /** The same for a part that was begun at `from` and is over now. */
  stepEnded(name: string, from: Date): void {
    const to = new Date();
    this.steps.push({ name, seconds: Math.max(0, to.getTime() - from.getTime()) / 1_000, outcome: 'completed' });
    recordSpan(`${this.job.action} ${name}`, { from, to });
  }

  throwIfAborted(): void {
    if (this.signal.aborted) throw abortReason(this.signal);
  }

  private async assertStillOurs(manager: EntityManager): Promise<void> {
    const rows = await manager.query<unknown[]>(
      `SELECT 1 FROM jobs WHERE id = $1 AND epoch = $2 AND state = 'active' FOR NO KEY UPDATE`,
      [this.job.id, this.job.epoch],
    );
    if (rows.length === 0) throw new FencedError(this.job.id);
  }
}

/** By which the sessions of a job are known on other servers. */
export function fenceIdOf(jobId: string): string {
  return jobId.replaceAll('-', '').slice(-12);
}

export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new AppError('CANCELED', 'The job was canceled.');
}
