import { Injectable, Logger } from '@nestjs/common';
import { AppError, toRecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import { Settings } from '../../config/settings.js';
import { AdvisoryLock } from '../../database/advisory-lock.js';
import { controlNow } from '../../database/control-clock.js';
import { isControlLoss } from '../../database/control-loss.js';
import { Database } from '../../database/database.js';
import { readRelease, Release } from '../../database/release.js';
import { mapPostgresError, sqlStateOf } from '../../platform/postgres/postgres-error.js';
import { Activity } from '../activity/activity.js';
import { Wakes } from '../activity/wakes.js';
import { HandBack } from './hand-back.js';
import { FencedError, JobContext } from './job-context.js';
import { JobHandlers } from './job-handlers.js';
import { jobLockKey } from './job-lock.js';
import { tracedAttempt } from './job-tracing.js';
import { Job } from './job.entity.js';

const WATCH_INTERVAL_MS = 1_000;
const RETRY_AFTER_MS = 5_000;

/** Why a run was told to let go without a verdict: somebody else, or a later start, goes on with the job. */
class LetGo extends Error {}

/**
 * Runs one delivery of a job: claims it in PostgreSQL, watches that the claim holds, hands it to its handler, and
 * writes how it ended. A delivery that cannot claim the job does nothing.
 */
@Injectable()
export class JobExecutor {
  private readonly logger = new Logger(JobExecutor.name);
  private readonly running = new Map<string, { controller: AbortController; ended: Promise<void> }>();

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly activity: Activity,
    private readonly wakes: Wakes,
    private readonly release: Release,
  ) {}

  async execute(jobId: string, workerId: string): Promise<void> {
    if (this.running.has(jobId)) return;
    const lock = await AdvisoryLock.tryAcquire(this.settings.databaseUrl, jobLockKey(jobId));
    if (lock === null) return;
    try {
      const job = await this.claim(jobId, workerId);
      if (job !== null) await this.runClaimed(job, lock);
    } finally {
      await lock.release();
    }
  }

  /** Lets every running job go and waits until all have ended. */
  async letGoOfAll(because: string): Promise<void> {
    const all = [...this.running.values()];
    for (const { controller } of all) controller.abort(new LetGo(because));
    await Promise.allSettled(all.map(({ ended }) => ended));
  }

  async whenIdle(): Promise<void> {
    await Promise.allSettled([...this.running.values()].map(({ ended }) => ended));
  }

  private async claim(jobId: string, workerId: string): Promise<Job | null> {
    return this.database.asSystem(async (manager) => {
      // Here as well as at every heartbeat: between two of them another release may have taken over.
      if ((await readRelease(manager))?.equals(this.release) === false) return null;
      const job = await manager.findOne(Job, { where: { id: jobId }, lock: { mode: 'pessimistic_write' } });
      if (job === null || (job.state !== 'waiting' && job.state !== 'active')) return null;
      if (job.state === 'active') job.crashes += 1;
      job.state = 'active';
      job.epoch += 1;
      job.workerId = workerId;
      job.startedAt ??= await controlNow(manager);
      return manager.save(job);
    });
  }

  private async runClaimed(job: Job, lock: AdvisoryLock): Promise<void> {
    const controller = new AbortController();
    const context = new JobContext(job, controller.signal, this.database, this.activity, this.wakes);
    const ended = this.watched(job, lock, controller, () =>
      tracedAttempt(context, () => this.attempt(context, controller.signal)),
    );
    this.running.set(job.id, { controller, ended });
    try {
      await ended;
    } finally {
      this.running.delete(job.id);
    }
  }

  private async attempt(context: JobContext, signal: AbortSignal): Promise<void> {
    const { job } = context;
    const handler = this.handlers.of(job.action);
    try {
      await handler.run(context);
      if (!context.isClosed) throw new Error(`The handler of ${job.action} ended without closing its job.`);
    } catch (error) {
      if (context.isClosed) {
        this.logger.error(`Job ${job.id} was closed, then failed: ${String(error)}`);
      } else if (error instanceof FencedError) {
        this.logger.warn(error.message);
      } else if (error instanceof HandBack) {
        await this.handBack(context, `${error.message} It is tried again soon.`, error);
      } else if (signal.reason instanceof LetGo) {
        await this.handBack(context, `${signal.reason.message} The job goes on when a worker takes it again.`);
      } else if (isControlLoss(error)) {
        // Whether what is done was recorded, or done at all, only the next attempt can tell: never "failed".
        const lost = new HandBack('The connection to the control database was lost.', true, { cause: error });
        await this.handBack(context, `${lost.message} The job is taken up again soon.`, lost);
      } else {
        await this.closeFailed(context, error);
      }
    }
  }

  private async closeFailed(context: JobContext, error: unknown): Promise<void> {
    const known = error instanceof AppError ? error : asAppError(error);
    const recorded = toRecordedError(known);
    if (known !== error) this.logger.error(error, `Job ${context.job.id} failed by what nobody expected`);
    const state = recorded.code === 'CANCELED' ? 'canceled' : 'failed';
    context.log('error', state, recorded.message, { code: recorded.code, hint: recorded.hint });
    await context.close({ state, error: recorded }, (manager) =>
      this.handlers.of(context.job.action).fail(context, recorded, manager),
    );
  }

  /** The job goes back to waiting; the next worker (or our next start) takes it from there. */
  private async handBack(context: JobContext, message: string, reason?: HandBack): Promise<void> {
    const { job } = context;
    context.log('warn', 'handed_back', message);
    await this.activity.flush(context.subject);
    await context.transaction((manager) =>
      updateRow(manager, Job, job.id, {
        state: 'waiting',
        workerId: null,
        notBefore: reason === undefined ? null : new Date(Date.now() + RETRY_AFTER_MS),
        crashes: job.crashes + (reason?.countsAsCrash === true ? 1 : 0),
      }),
    );
  }

  /** Aborts the run when its lock is lost, when another worker has it, or when somebody asked for it to be canceled. */
  private async watched(
    job: Job,
    lock: AdvisoryLock,
    controller: AbortController,
    run: () => Promise<void>,
  ): Promise<void> {
    const check = async (): Promise<void> => {
      await lock.confirm();
      const now = await this.database.asSystem((manager) =>
        manager.findOne(Job, { where: { id: job.id }, select: { epoch: true, cancelRequestedAt: true } }),
      );
      if (now?.epoch !== job.epoch) controller.abort(new FencedError(job.id));
      else if (now.cancelRequestedAt !== null) {
        controller.abort(
          new AppError('CANCELED', 'Canceled on request.', { hint: 'Ask for it again when you want it.' }),
        );
      }
    };
    const onLost = (): void => {
      controller.abort(new LetGo('The connection to the control database was lost.'));
    };
    lock.lost.addEventListener('abort', onLost, { once: true });
    let checking = false;
    const timer = setInterval(() => {
      if (checking || controller.signal.aborted) return;
      checking = true;
      check()
        .catch((error: unknown) => {
          this.logger.warn(`Job ${job.id} lets go: ${String(error)}`);
          onLost();
        })
        .finally(() => {
          checking = false;
        });
    }, WATCH_INTERVAL_MS);
    try {
      await check();
      await run();
    } finally {
      clearInterval(timer);
      lock.lost.removeEventListener('abort', onLost);
    }
  }
}

/** An error of PostgreSQL that no phase put into words says by its SQLSTATE what it is; any other is a defect of ours. */
function asAppError(error: unknown): AppError {
  if (sqlStateOf(error) !== undefined) return mapPostgresError(error, 'do what this job asked of the database');
  return new AppError('INTERNAL_ERROR', 'Something went wrong on our side.', {
    hint: 'This is a defect in Backstitch; the log of the worker has its stack under the id of this job.',
    cause: error,
  });
}
