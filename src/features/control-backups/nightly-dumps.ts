import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { toRecordedError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { Periodic } from '../jobs/periodic.js';
import { StoragesService } from '../storages/storages.service.js';
import { ControlDumper } from './control-dumper.js';
import { missedSlot } from './nightly-slot.js';
import { findControlDumps } from './stored-control-dumps.js';

const LOOK_INTERVAL_MS = 60_000;
/** After a failure; what failed is often still so a minute later, and each try dumps anew. */
const RETRY_AFTER_MS = 15 * 60_000;
/** A night's dump that is missing for so long is a failure, whoever was to make it. */
const LATE_AFTER_MS = 2 * 60 * 60_000;

export interface ControlDumpStatus {
  state: 'ok' | 'late' | 'failed';
  /** Of the newest dump of any kind; null when there is none yet. */
  lastDumpAt: Date | null;
  /** When the dump that is missing was due. */
  missedSince: Date | null;
  /** Why the last try of this process failed. */
  lastError: { code: string; message: string } | null;
}

interface Due {
  lastDumpAt: Date | null;
  missedSince: Date | null;
  now: Date;
}

/**
 * The nightly dump of the control database. Every process that takes jobs looks each minute; a lock lets one of them
 * make it. What is in the store says whether one is due, so neither a restart nor a clock that moves makes one too many.
 */
@Injectable()
export class NightlyDumps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(NightlyDumps.name);
  private readonly stopping = new AbortController();
  private readonly dumper: ControlDumper;
  private readonly looking = new Periodic('look for a missing dump of the control database', LOOK_INTERVAL_MS, () =>
    this.look(),
  );
  private lastError: ControlDumpStatus['lastError'] = null;
  /** Monotonic, so that no clock can move it. */
  private retryAt = 0;
  /** Once per process: who was killed in the middle left it to the next that starts. */
  private isTidy = false;

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly storages: StoragesService,
    runner: ProcessRunner,
    clients: ClientPrograms,
  ) {
    this.dumper = new ControlDumper(settings, runner, clients);
  }

  onApplicationBootstrap(): void {
    if (this.settings.workerConcurrency > 0) this.looking.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.looking.stop();
  }

  /** Rejects where the store or the control database cannot be asked. */
  async status(): Promise<ControlDumpStatus> {
    const { driver } = await this.storages.ownStore();
    const { lastDumpAt, missedSince, now } = await this.whatIsDue(driver);
    const isLate = missedSince !== null && now.getTime() - missedSince.getTime() > LATE_AFTER_MS;
    const state = this.lastError !== null ? 'failed' : isLate ? 'late' : 'ok';
    return { state, lastDumpAt, missedSince, lastError: this.lastError };
  }

  private async look(): Promise<void> {
    if (performance.now() < this.retryAt) return;
    try {
      await this.dumpIfDue();
      this.lastError = null;
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      const { code, message, hint } = toRecordedError(error);
      this.lastError = { code, message };
      this.retryAt = performance.now() + RETRY_AFTER_MS;
      this.logger.error(
        { err: error },
        `The nightly dump of the control database failed (${code}) and is tried again in a quarter of an hour. ${message} ${hint ?? ''}`,
      );
    }
  }

  private async dumpIfDue(): Promise<void> {
    const { instance, now } = await this.instance();
    // An instance of today needs none yet, and its store is not asked.
    if (instance === null || missedSlot(now, instance.id, [], instance.createdAt) === null) return;
    const { driver } = await this.storages.ownStore();
    const isMissing = async (): Promise<boolean> => (await this.whatIsDue(driver)).missedSince !== null;
    if (!(await isMissing())) {
      if (!this.isTidy) await this.dumper.tidy(driver);
      this.isTidy = true;
      return;
    }
    const startedAt = performance.now();
    const dump = await this.dumper.dump({
      kind: 'nightly',
      store: driver,
      waits: false,
      isWanted: isMissing, // another process may have made it while we came to the lock
      say: (line) => {
        this.logger.log(line);
      },
      signal: this.stopping.signal,
    });
    if (dump === null) return;
    const { storedBytes } = dump.manifest.artifact;
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    this.logger.log(
      `The control database is dumped: ${dump.base}, ${storedBytes} bytes, ${seconds} s, read back whole.`,
    );
  }

  private async whatIsDue(store: StorageDriver): Promise<Due> {
    const { instance, now } = await this.instance();
    if (instance === null) return { lastDumpAt: null, missedSince: null, now };
    const { whole } = await findControlDumps(store, instance.id);
    const nightly = whole.filter(({ kind }) => kind === 'nightly').map(({ at }) => at);
    return {
      lastDumpAt: whole.at(-1)?.at ?? null,
      missedSince: missedSlot(now, instance.id, nightly, instance.createdAt),
      now,
    };
  }

  /** By the clock of the control database: those of the machines may differ. */
  private async instance(): Promise<{ instance: { id: string; createdAt: Date } | null; now: Date }> {
    return this.database.asSystem(async (manager) => {
      const [instance] = await manager.query<{ id: string; createdAt: Date }[]>(
        'SELECT "instanceId" AS id, "createdAt" FROM instance',
      );
      return { instance: instance ?? null, now: await controlNow(manager) };
    });
  }
}
